import { type Ref, useId } from 'react';
import { Badge } from '../../../components/badge/badge.tsx';
import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { formatMoment } from '../../../lib/format.ts';
import { useEdit } from '../use-edit.ts';
import type { WalkControl } from '../use-walk.ts';
import styles from './card.module.css';
import { Conflict } from './conflict.tsx';
import { DetailFields } from './detail-fields.tsx';
import { Halves } from './halves.tsx';
import { ReviewStanding } from './review-standing.tsx';
import { SuggestionView } from './suggestion-view.tsx';
import { cardLabel } from './walk-keys.tsx';

/** The card: the question, what is suggested and why, the two halves with the line between them, and what stands beside. */
export function CardView(props: { readonly control: WalkControl; readonly ref: Ref<HTMLElement> }) {
  const { control } = props;
  const { card } = control;
  const { assignment, misconception } = card;
  const id = useId();
  const edit = useEdit(card.ref, cardLabel(control), assignment?.rev);
  return (
    <article
      ref={props.ref}
      tabIndex={-1}
      aria-labelledby={`${id}-name ${id}-question`}
      className={styles.card}
    >
      <header className={styles.head}>
        <div className={styles.eyebrow}>
          <span>{card.domain.name}</span>
          <span aria-hidden="true">›</span>
          <h2 id={`${id}-name`} className={styles.name}>
            {card.responsibility.name}
          </h2>
          {assignment?.parked && <Badge tone="warn">Parked</Badge>}
          {assignment?.confirmLater && <Badge tone="note">Accepted in bulk, to be confirmed: Enter</Badge>}
          {assignment?.askedAnyway && <AskedAnyway control={control} />}
          {assignment?.review === 'accepted' && <Badge tone="good">Accepted in review</Badge>}
          {assignment?.review === 'returned' && <Badge tone="bad">Returned</Badge>}
        </div>
        <p id={`${id}-question`} className={styles.question}>
          {card.responsibility.question}
        </p>
      </header>
      <SuggestionView card={card} sides={control.sides} />
      {misconception && (
        <Notice tone="warn" title="The recorded answer matches a known misconception">
          “{misconception.belief}” {misconception.correction}
        </Notice>
      )}
      <ReviewStanding control={control} />
      {edit.state === 'conflict' && <Conflict control={control} />}
      <Halves control={control} edit={edit} />
      <DetailFields control={control} edit={edit} />
      <p className={styles.foot}>
        <span>{card.ref}</span>
        {assignment?.answeredAt && (
          <span>
            Answered {formatMoment(assignment.answeredAt)}
            {assignment.answeredBy ? ` by ${assignment.answeredBy}` : ''}
          </span>
        )}
      </p>
    </article>
  );
}

function AskedAnyway({ control }: { readonly control: WalkControl }) {
  const ask = useCommand('assignments.ask');
  const { card } = control;
  return (
    <>
      <Badge tone="note" title="The catalogue would not ask this here">
        Asked all the same
      </Badge>
      {card.ownership.kind === 'unanswered' && !control.locked && (
        <Button
          size="small"
          kind="quiet"
          onClick={async () => {
            const attempt = await ask.run({ ref: card.ref, asked: false });
            if (attempt.ok) control.goTo(card.next ?? card.previous);
          }}
        >
          Stop asking
        </Button>
      )}
    </>
  );
}
