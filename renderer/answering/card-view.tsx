import { type ReactNode, type Ref, useId } from 'react';
import type { Waits } from '../../main/contract/assignments.ts';
import { namesById } from '../../main/domain/duties/ownership.ts';
import { parkedWords } from '../../main/domain/duties/parking.ts';
import { Badge } from '../components/badge/badge.tsx';
import { Button } from '../components/button/button.tsx';
import { Notice } from '../components/notice/notice.tsx';
import { useDemarcQuery } from '../host/queries.ts';
import { useCommand } from '../host/use-command.ts';
import { cx } from '../lib/cx.ts';
import styles from './card.module.css';
import type { CardControl } from './card-control.ts';
import { Changes } from './parts/changes.tsx';
import { Conflict } from './parts/conflict.tsx';
import { Decisions } from './parts/decisions.tsx';
import { DetailFields } from './parts/detail-fields.tsx';
import { DraftBadge, DraftBeside } from './parts/draft-state.tsx';
import { Halves } from './parts/halves.tsx';
import { Precedent } from './parts/precedent.tsx';
import { Proposals } from './parts/proposals.tsx';
import { ReturnedNotice, ReviewStanding } from './parts/review-standing.tsx';
import { AboutSuggestion, SuggestionView } from './parts/suggestion-view.tsx';
import { useFold } from './use-fold.ts';

/** The card: the question, what is suggested and why, the two halves with the line between them, and what stands beside. */
export function CardView(props: {
  readonly control: CardControl;
  readonly ref: Ref<HTMLElement>;
  /** Read from the back of a room: larger. */
  readonly wall?: boolean;
  /** What proves the duty, where it has no place beside the card. */
  readonly evidence?: ReactNode;
  /** What else is to be known here that is not of this duty. */
  readonly besides?: ReactNode;
}) {
  const { control, wall = false } = props;
  const { card } = control;
  const id = useId();
  const fold = useFold();
  const misconception = card.misconception && (
    <Notice tone="warn">
      <strong>The recorded answer matches a known misconception.</strong> “{card.misconception.belief}”{' '}
      {card.misconception.correction}
    </Notice>
  );
  return (
    <article
      ref={props.ref}
      tabIndex={-1}
      aria-labelledby={`${id}-name ${id}-question`}
      className={cx(styles.card, wall && styles.wall)}
    >
      <div ref={fold} className={styles.answering}>
        <div className={styles.read}>
          <header className={styles.head}>
            <div className={styles.eyebrow}>
              <span>{card.domain.name}</span>
              <span aria-hidden="true">›</span>
              <h2 id={`${id}-name`} className={styles.name}>
                {card.responsibility.name}
              </h2>
              <CardBadges control={control} />
            </div>
            <p id={`${id}-question`} className={styles.question}>
              {card.responsibility.question}
            </p>
          </header>
          <SuggestionView card={card} sides={control.sides} />
          <Precedent control={control} />
          {misconception}
          <ReturnedNotice card={card} />
          <DraftBeside control={control} />
          {control.fields.edit.state === 'conflict' && <Conflict control={control} />}
        </div>
        <Halves control={control} />
        <DetailFields control={control} />
      </div>
      <AboutSuggestion card={card} />
      <div className={styles.known}>
        {props.evidence && <div className={styles.proof}>{props.evidence}</div>}
        <div className={styles.proof}>
          <Proposals control={control} />
          <Decisions card={card} />
          {props.besides}
          <ReviewStanding control={control} />
          <Changes card={card} />
        </div>
      </div>
    </article>
  );
}

/** How the card stands: parked, waiting for a confirmation, a draft, accepted. The same at every size. */
export function CardBadges({ control }: { readonly control: CardControl }) {
  const { assignment } = control.card;
  return (
    <>
      <DraftBadge control={control} />
      {assignment?.parked && <Parked waits={assignment.waits} />}
      {assignment?.confirmLater && <Badge tone="note">Accepted in bulk, to be confirmed: Enter</Badge>}
      {assignment?.askedAnyway && <AskedAnyway control={control} />}
      {assignment?.review === 'accepted' && <Badge tone="good">Accepted in review</Badge>}
      {assignment?.review === 'returned' && <Badge tone="bad">Returned</Badge>}
    </>
  );
}

/** Parked, and what for and whom it waits. */
function Parked({ waits }: { readonly waits: Waits | null }) {
  const people = useDemarcQuery('people.list', {}).data ?? [];
  return <Badge tone="warn">{parkedWords(waits, namesById(people))}</Badge>;
}

function AskedAnyway({ control }: { readonly control: CardControl }) {
  const ask = useCommand('assignments.ask');
  const { card, places } = control;
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
            if (attempt.ok) control.goTo(places.next ?? places.previous);
          }}
        >
          Stop asking
        </Button>
      )}
    </>
  );
}
