import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import type { Card, Walk } from '../../../../main/contract/assignments.ts';
import { namesById, ownershipWords } from '../../../../main/domain/duties/ownership.ts';
import { waitsWords } from '../../../../main/domain/duties/parking.ts';
import type { CardControl } from '../../../answering/card-control.ts';
import { CardKeys } from '../../../answering/card-keys.tsx';
import { CardView } from '../../../answering/card-view.tsx';
import here from '../../../answering/keys-here.module.css';
import { AnswerBar } from '../../../answering/parts/answer-bar.tsx';
import { BulkMenu } from '../../../answering/parts/bulk-menu.tsx';
import { CardEvidenceParts } from '../../../answering/parts/card-evidence.tsx';
import { useCardScreen } from '../../../answering/use-card-screen.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import type { IconName } from '../../../components/icon/icon.tsx';
import { Kbd } from '../../../components/kbd/kbd.tsx';
import { ProgressBar } from '../../../components/progress/progress.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { cx } from '../../../lib/cx.ts';
import { clockWords } from '../model.ts';
import { RoomStrip } from '../room/room-strip.tsx';
import { useEndMeeting, useRoomSubjects, useRunningMeeting } from '../use-room.ts';
import styles from './presenter.module.css';
import { RoomTally } from './room-tally.tsx';
import { useTimer } from './use-timer.ts';

/** What the projector shows: the service, the whole card large, the room's decision, and what is parked. */
export function PresenterView(props: { readonly wanted: string; readonly card: Card; readonly walk: Walk }) {
  const { wanted, card, walk } = props;
  const { ref } = card;
  const screen = useCardScreen({ screen: 'present', wanted, card, subjects: useRoomSubjects() });
  const { control, evidence } = screen;
  const workbook = useWorkbookId();
  const navigate = useNavigate();
  const leave = () => void navigate({ to: '/w/$workbook/workshop', params: { workbook } });
  return (
    <div ref={screen.root} data-card data-answers data-ref={ref} className={cx(styles.screen, here.here)}>
      <CardKeys control={control} size="wall" {...screen.keys} onLeave={leave} />
      <Head control={control} walk={walk} neighbour={screen.keys.neighbour} onLeave={leave} />
      <div data-scroller className={styles.scroll}>
        <CardView
          key={ref}
          ref={screen.article}
          control={control}
          wall
          evidence={<CardEvidenceParts control={control} evidence={evidence} />}
          besides={<ParkedElsewhere walk={walk} card={ref} />}
        />
      </div>
      <div>
        <RoomTally control={control} />
        <AnswerBar control={control} size="wall" />
        <div className={styles.foot}>
          <p role="status" className={styles.said}>
            {control.said || roomWords(control)}
          </p>
          <Ways control={control} />
          <BulkMenu control={control} walk={walk} />
          <p className={styles.hints}>
            <Kbd keys="o" /> person <Kbd keys="?" /> all keys
          </p>
        </div>
      </div>
    </div>
  );
}

/** Where the keys that move lead to, for whoever holds a mouse. */
function Ways({ control }: { readonly control: CardControl }) {
  const { places } = control;
  const ways = [
    { to: places.previous, keys: 'k', words: 'Previous' },
    { to: places.next, keys: 'j', words: 'Next' },
    { to: places.nextOpen, keys: 'u', words: 'Next open' },
  ];
  return (
    <fieldset aria-label="Duties" className={styles.ways}>
      {ways.map(({ to, keys, words }) => (
        <Button
          key={keys}
          size="small"
          kind="quiet"
          disabled={to === null}
          aria-keyshortcuts={keys.toUpperCase()}
          onClick={() => control.goTo(to)}
        >
          {words} <Kbd keys={keys} />
        </Button>
      ))}
    </fieldset>
  );
}

const roomWords = ({ card, parties }: CardControl): string =>
  card.ownership.kind === 'unanswered'
    ? 'Not decided yet.'
    : `Decided: ${ownershipWords(card.ownership, namesById(parties))}.`;

function Head(props: {
  readonly control: CardControl;
  readonly walk: Walk;
  readonly neighbour: (step: 1 | -1) => string | null;
  readonly onLeave: () => void;
}) {
  const { control, walk } = props;
  const { card, readOnly } = control;
  const agenda = useDemarcQuery('workshop.agenda', {});
  const meeting = useRunningMeeting();
  const ending = useEndMeeting();
  const before = agenda.data?.find((item) => item.ref === card.subject.ref)?.secondsNow ?? 0;
  const answered = walk.items.filter((item) => item.ownership.kind !== 'unanswered').length;
  const toService = (step: 1 | -1, icon: IconName, label: string, keys: string) => {
    const subject = props.neighbour(step);
    return (
      <IconButton
        icon={icon}
        label={`${label} (${keys})`}
        aria-keyshortcuts={keys}
        disabled={subject === null}
        onClick={() => control.goToSubject(subject)}
      />
    );
  };
  return (
    <header className={styles.head}>
      <IconButton icon="close" label="Leave the presenter view" onClick={props.onLeave} />
      <div className={styles.services}>
        {toService(-1, 'back', 'Previous service', '[')}
        <h1 className={styles.service}>
          {card.subject.label}
          {card.subject.kind === 'service' && <span className={styles.detail}>{card.subject.detail}</span>}
        </h1>
        {toService(1, 'next', 'Next service', ']')}
      </div>
      <div className={styles.progress}>
        <span>
          Duty {card.index + 1} of {card.total}, {answered} answered
        </span>
        <ProgressBar label={`Answered for ${card.subject.label}`} done={answered} total={walk.items.length} />
      </div>
      {!readOnly && <RoomStrip shown={card.ref} />}
      <Timer card={card} before={before} running={meeting !== null} readOnly={readOnly} />
      {meeting && !readOnly && (
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

/** What else of this service the room has put aside. */
function ParkedElsewhere({ walk, card }: { readonly walk: Walk; readonly card: string }) {
  const people = namesById(useDemarcQuery('people.list', {}).data ?? []);
  const id = useId();
  const parked = walk.items.filter((item) => item.parked && item.ref !== card);
  if (parked.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        Also parked
      </h3>
      <ul>
        {parked.map((item) => (
          <li key={item.ref}>
            {[item.name, waitsWords(item.waits, people)].filter((part) => part !== '').join(': ')}
          </li>
        ))}
      </ul>
    </section>
  );
}
