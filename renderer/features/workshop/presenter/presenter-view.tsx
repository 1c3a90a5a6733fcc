import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import type { Card, Walk } from '../../../../main/contract/assignments.ts';
import { namesById, ownershipWords } from '../../../../main/domain/duties/ownership.ts';
import { waitsWords } from '../../../../main/domain/duties/parking.ts';
import { CardKeys } from '../../../answering/card-keys.tsx';
import { CardBadges } from '../../../answering/card-view.tsx';
import here from '../../../answering/keys-here.module.css';
import { AnswerBar } from '../../../answering/parts/answer-bar.tsx';
import { CardEvidenceParts } from '../../../answering/parts/card-evidence.tsx';
import { Conflict } from '../../../answering/parts/conflict.tsx';
import { Decisions } from '../../../answering/parts/decisions.tsx';
import { DetailFields } from '../../../answering/parts/detail-fields.tsx';
import { DraftBeside } from '../../../answering/parts/draft-state.tsx';
import { Halves } from '../../../answering/parts/halves.tsx';
import type { CardControl } from '../../../answering/use-card.ts';
import { useCardScreen } from '../../../answering/use-card-screen.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { Kbd } from '../../../components/kbd/kbd.tsx';
import { suggestionWords } from '../../../components/ownership/answers.ts';
import { ProgressBar } from '../../../components/progress/progress.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { cx } from '../../../lib/cx.ts';
import { clockWords } from '../model.ts';
import { useEndMeeting, useRoomSubjects, useRunningMeeting } from '../use-room.ts';
import styles from './presenter.module.css';
import { useTimer } from './use-timer.ts';

/** What the projector shows: the service, one question, both halves, the room's decision, and what is parked. */
export function PresenterView(props: { readonly wanted: string; readonly card: Card; readonly walk: Walk }) {
  const { wanted, card, walk } = props;
  const { ref } = card;
  const screen = useCardScreen({ screen: 'present', wanted, card, subjects: useRoomSubjects() });
  const { control, evidence } = screen;
  const workbook = useWorkbookId();
  const navigate = useNavigate();
  const leave = () => void navigate({ to: '/w/$workbook/workshop', params: { workbook } });
  const id = useId();
  return (
    <div ref={screen.root} data-card data-answers data-ref={ref} className={cx(styles.screen, here.here)}>
      <CardKeys control={control} size="wall" {...screen.keys} onLeave={leave} />
      <Head card={card} walk={walk} readOnly={screen.readOnly} onLeave={leave} />
      <article
        key={ref}
        ref={screen.article}
        tabIndex={-1}
        data-scroller
        aria-labelledby={`${id}-name ${id}-question`}
        className={styles.card}
      >
        <header>
          <p className={styles.eyebrow}>
            {card.domain.name} <span aria-hidden="true">›</span>{' '}
            <span id={`${id}-name`} className={styles.name}>
              {card.responsibility.name}
            </span>
            <CardBadges control={control} />
          </p>
          <h2 id={`${id}-question`} className={styles.question}>
            {card.responsibility.question}
          </h2>
        </header>
        <DraftBeside control={control} />
        {control.fields.edit.state === 'conflict' && <Conflict control={control} />}
        <Halves control={control} />
        <DetailFields control={control} />
        <Beside control={control} walk={walk} />
        <Decisions card={card} />
        <div className={styles.proof}>
          <CardEvidenceParts control={control} evidence={evidence} />
        </div>
      </article>
      <div>
        <AnswerBar control={control} size="wall" />
        <div className={styles.foot}>
          <p role="status" className={styles.said}>
            {control.said || roomWords(control)}
          </p>
          <p className={styles.hints}>
            <Kbd keys="o" /> person <Kbd keys="w" /> due <Kbd keys="m" /> note <Kbd keys="?" /> all keys
          </p>
        </div>
      </div>
    </div>
  );
}

const roomWords = ({ card, parties }: CardControl): string =>
  card.ownership.kind === 'unanswered'
    ? 'Not decided yet.'
    : `Decided: ${ownershipWords(card.ownership, namesById(parties))}.`;

function Head(props: {
  readonly card: Card;
  readonly walk: Walk;
  readonly readOnly: boolean;
  readonly onLeave: () => void;
}) {
  const { card, walk } = props;
  const agenda = useDemarcQuery('workshop.agenda', {});
  const meeting = useRunningMeeting();
  const ending = useEndMeeting();
  const before = agenda.data?.find((item) => item.ref === card.subject.ref)?.secondsNow ?? 0;
  const answered = walk.items.filter((item) => item.ownership.kind !== 'unanswered').length;
  return (
    <header className={styles.head}>
      <IconButton icon="back" label="Leave the presenter view" onClick={props.onLeave} />
      <h1 className={styles.service}>
        {card.subject.label}
        {card.subject.kind === 'service' && <span className={styles.detail}>{card.subject.detail}</span>}
      </h1>
      <div className={styles.progress}>
        <span>
          Duty {card.index + 1} of {card.total}, {answered} answered
        </span>
        <ProgressBar label={`Answered for ${card.subject.label}`} done={answered} total={walk.items.length} />
      </div>
      <Timer card={card} before={before} running={meeting !== null} readOnly={props.readOnly} />
      {meeting && !props.readOnly && (
        <Button kind="quiet" disabled={ending.busy} onClick={() => ending.end(meeting)}>
          End the meeting
        </Button>
      )}
    </header>
  );
}

/** The time on a service, by itself: its seconds draw nothing else anew. */
function Timer(props: {
  readonly card: Card;
  /** Seconds that the agenda knows of. */
  readonly before: number;
  readonly running: boolean;
  readonly readOnly: boolean;
}) {
  const { ref, label } = props.card.subject;
  const seconds = useTimer(ref, props.running && !props.readOnly);
  return (
    <div
      role="timer"
      aria-label={`Time on ${label}`}
      className={styles.timer}
      title={
        props.running
          ? 'Kept with the running meeting'
          : 'Begin a meeting on the workshop screen to keep the time'
      }
    >
      {clockWords(props.before + seconds)}
    </div>
  );
}

/** What stands beside the answer: the suggestion, and what else waits for this service. */
function Beside({ control, walk }: { readonly control: CardControl; readonly walk: Walk }) {
  const { card, sides } = control;
  const people = namesById(useDemarcQuery('people.list', {}).data ?? []);
  const parked = walk.items.filter((item) => item.parked && item.ref !== card.ref);
  return (
    <dl className={styles.beside}>
      <div>
        <dt>Suggested</dt>
        <dd>
          {sentence(suggestionWords(card.suggestion, sides))} {card.suggestion.why}
        </dd>
      </div>
      {card.misconception && (
        <div className={styles.believed}>
          <dt>Often believed</dt>
          <dd>
            “{card.misconception.belief}” {card.misconception.correction}
          </dd>
        </div>
      )}
      {parked.length > 0 && (
        <div>
          <dt>Parked</dt>
          <dd>
            {parked.map((item) => (
              <span key={item.ref} className={styles.parked}>
                {[item.name, waitsWords(item.waits, people)].filter((part) => part !== '').join(': ')}
              </span>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
