import type { ReactNode } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Kbd } from '../../components/kbd/kbd.tsx';
import { AnswerButtons } from '../../components/ownership/answer-buttons.tsx';
import { suggestionWords } from '../../components/ownership/answers.ts';
import { useOwnershipShown } from '../../components/ownership/shown-ahead.ts';
import { useFootBar } from '../../components/toast/use-foot-bar.ts';
import { cx } from '../../lib/cx.ts';
import type { CardControl } from '../card-control.ts';
import type { CardSize } from '../keys.ts';
import { acceptRecords, answerWords, canBeSame, canBeTakenBack, canTakeSame } from '../recording.ts';
import { whenSeen } from '../use-seen.ts';
import styles from './answer-bar.module.css';
import { AnswerPanels } from './answer-panels.tsx';
import { useFocusBack } from './focus-card.ts';
import { Foundation } from './foundation.tsx';
import { Held } from './held.tsx';

/** The answers, always at the same place at the foot of the card, with what they ask opening above them. */
export function AnswerBar(props: {
  readonly control: CardControl;
  readonly size: CardSize;
  /** What stands beside the choice of parties, such as ways to accept more than this duty. */
  readonly more?: ReactNode;
}) {
  const { control, size } = props;
  const [wall, pane] = [size === 'wall', size === 'pane'];
  const acts = (
    <span className={styles.acts}>
      <Acts control={control} />
      {props.more}
    </span>
  );
  const bar = useFootBar<HTMLElement>();
  useFocusBack(control.panel !== null, bar);
  return (
    <section
      ref={bar}
      className={cx(styles.bar, wall && styles.wall, pane && styles.pane)}
      aria-label={wall ? 'The room’s decision' : 'Answer'}
    >
      <AnswerPanels control={control} />
      <Foundation control={control} />
      <Held control={control} />
      <div className={styles.row}>
        <Answers control={control} room={wall} />
        <AcceptButton control={control} />
        {pane && acts}
      </div>
      <div className={styles.row}>
        <Parties control={control} />
        {!pane && acts}
      </div>
    </section>
  );
}

/** Alone with what a key shows ahead, so that nothing else of the card is drawn anew for it. */
function Answers({ control, room }: { readonly control: CardControl; readonly room: boolean }) {
  return (
    <AnswerButtons
      ownership={useOwnershipShown(control.card)}
      parties={control.parties}
      sides={control.sides}
      locked={control.locked}
      room={room}
      onAnswer={(as) => void whenSeen(control, () => control.answerAs(as))}
      onNotApplicable={() => void whenSeen(control, () => control.open('not-applicable'))}
    />
  );
}

/** Every party of the workbook, by its digit: in or out of what stands. */
function Parties({ control }: { readonly control: CardControl }) {
  const { picked, parties, locked } = control;
  const shown = picked.length > 0 ? picked : [];
  return (
    <fieldset className={styles.parties}>
      <legend className="visually-hidden">Choose parties one by one</legend>
      <span className={styles.hint}>Or choose:</span>
      {parties.map((party, index) => (
        <button
          key={party.id}
          type="button"
          className={styles.party}
          title={party.name}
          aria-pressed={shown.includes(party.id)}
          aria-keyshortcuts={index < 9 ? String(index + 1) : undefined}
          disabled={locked}
          onClick={() => control.pick(party.id)}
        >
          {index < 9 && <kbd className={styles.digit}>{index + 1}</kbd>}
          <span className={styles.partyName} dir="auto">
            {party.name}
          </span>
        </button>
      ))}
    </fieldset>
  );
}

function Acts({ control }: { readonly control: CardControl }) {
  const { card, locked, readOnly } = control;
  const parked = card.assignment?.parked ?? false;
  return (
    <>
      <Button
        size="small"
        kind="quiet"
        icon="park"
        disabled={locked}
        aria-keyshortcuts="P"
        title={parked ? 'Take this duty up again (P)' : 'Put this duty aside until something is known (P)'}
        onClick={() => (parked ? control.takeUp() : control.open('park'))}
      >
        <span className={styles.actWord}>{parked ? 'Take up' : 'Park'}</span> <Kbd keys="p" />
      </Button>
      {(canBeSame(card) || canTakeSame(card)) && (
        <Button
          size="small"
          kind="quiet"
          icon="copy"
          disabled={readOnly}
          aria-keyshortcuts="="
          title={
            canTakeSame(card)
              ? 'Take the answer of another service (=)'
              : 'Give other services the same answer (=)'
          }
          onClick={() => control.open('same')}
        >
          <span className={styles.actWord}>{canTakeSame(card) ? 'Same as…' : 'Same for…'}</span>{' '}
          <Kbd keys="=" />
        </Button>
      )}
      <Button
        size="small"
        kind="quiet"
        icon="sign"
        disabled={readOnly}
        aria-keyshortcuts="D"
        title="Note what was decided on this duty (D)"
        onClick={() => control.open('decision')}
      >
        <span className={styles.actWord}>Decision</span> <Kbd keys="d" />
      </Button>
      {canBeTakenBack(card) && (
        <Button
          size="small"
          kind="quiet"
          icon="undo"
          disabled={locked}
          aria-keyshortcuts="Backspace"
          title="Take the answer back (Backspace)"
          onClick={() => control.takeBack(card.ref)}
        >
          <span className={styles.actWord}>Take back</span>
        </Button>
      )}
    </>
  );
}

/** Enter: what it does depends on where one is, and it says so. */
function AcceptButton({ control }: { readonly control: CardControl }) {
  const { card, sides, locked, picked, parties, places } = control;
  const open = card.ownership.kind === 'unanswered';
  const label =
    picked.length > 0
      ? `Record: ${answerWords({ owners: [...picked] }, parties)}`
      : open
        ? `Accept: ${suggestionWords(card.suggestion, sides)}`
        : card.assignment?.confirmLater
          ? 'Confirm and go on'
          : 'Next duty';
  const short = label.split(/[: ]/)[0];
  return (
    <button
      type="button"
      className={styles.accept}
      aria-keyshortcuts="Enter"
      disabled={(locked && open) || (!open && picked.length === 0 && places.next === null)}
      title={open || picked.length > 0 ? `${label}, and go on. With Shift: and stay here.` : label}
      onClick={(event) => {
        const act = () => control.accept(event.shiftKey ? 'stay' : 'go');
        if (acceptRecords(card, picked)) whenSeen(control, act);
        else act();
      }}
    >
      <span className={styles.acceptLabel}>{label}</span>
      <span className={styles.acceptShort} aria-hidden="true">
        {short}
      </span>
      <span aria-hidden="true">
        <Kbd keys="Enter" />
      </span>
    </button>
  );
}
