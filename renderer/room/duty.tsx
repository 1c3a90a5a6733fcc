import { useState } from 'react';
import type { RoomDuty, RoomView } from '../../main/contract/room.ts';
import { type Answer, ask } from './asking.ts';
import { FileField } from './file-field.tsx';
import styles from './room.module.css';
import { SayForm, type Saying } from './say-form.tsx';

/** Words that were refused, told also where whoever leads has gone on meanwhile. */
export interface RefusedWords {
  readonly duty: Pick<RoomDuty, 'ref' | 'name'>;
  readonly why: string;
}

/** One duty, both halves, what is recorded, and what can be said of it. */
export function Duty(props: {
  readonly duty: RoomDuty;
  readonly view: RoomView;
  /** Of one that is not shown to all: it is told what it became. */
  readonly onDuty?: (duty: RoomDuty) => void;
  readonly own?: boolean;
  /** What was refused last, of whatever duty: it is held outside, since whoever leads may go on and come back. */
  readonly refused: RefusedWords | null;
  readonly onRefused: (refused: RefusedWords | null) => void;
}) {
  const { duty, view, onDuty, refused } = props;
  const [open, setOpen] = useState<Saying | null>(null);
  const [noted, setNoted] = useState<Noted | null>(null);
  const settled = (answer: Answer<RoomDuty | null>, words: string): boolean => {
    setNoted(answer.ok ? { words, of: duty.standing } : null);
    props.onRefused(answer.ok ? null : { duty, why: answer.error.message });
    if (answer.ok && answer.value !== null) onDuty?.(answer.value);
    return answer.ok;
  };
  const say = async (input: object, words: string): Promise<boolean> => {
    const done = settled(await ask<RoomDuty>('/call/say', { ref: duty.ref, ...input }), words);
    if (done) setOpen(null);
    else if (onDuty) {
      // Nobody sends anew what is not shown to all: it may be refused for what it became meanwhile.
      const now = await ask<RoomDuty>('/call/duty', { ref: duty.ref });
      if (now.ok) onDuty(now.value);
    }
    return done;
  };
  return (
    <article className={styles.duty} aria-labelledby="duty-name">
      <p className={styles.soft}>
        {duty.service} · {duty.domain}
      </p>
      <h2 id="duty-name">{duty.name}</h2>
      <p className={styles.question}>{duty.question}</p>
      <Halves duty={duty} />
      <p>
        {duty.recorded === null ? (
          <>
            <strong>Suggested: {duty.suggestion.owners}.</strong> {duty.suggestion.why}
          </>
        ) : (
          <>
            <strong>Recorded: {duty.recorded}.</strong> {duty.status ?? ''}
          </>
        )}
      </p>
      {duty.parked !== null && <p className={styles.note}>{duty.parked}</p>}
      {duty.locked && <p className={styles.note}>Accepted in review: it changes only when it is reopened.</p>}
      {duty.tally !== '' && (
        <p className={styles.tally}>
          <strong>The room:</strong> {duty.tally}
        </p>
      )}
      <OwnWords
        duty={duty}
        onBack={async (number) =>
          void settled(await ask<RoomDuty | null>('/call/withdraw', { number }), 'Taken back.')
        }
      />
      <fieldset className={styles.acts} aria-label="Say something">
        {duty.standing !== null && (
          <button
            type="button"
            className={styles.primary}
            aria-pressed={duty.agreed}
            onClick={() => void say({ kind: 'agree', standing: duty.standing }, 'You agree.')}
          >
            {duty.agreed ? 'You agree' : 'Agree'}
            <span className={styles.with}>{duty.standing}</span>
          </button>
        )}
        {SAYINGS.filter(({ kind }) => kind !== 'status' || props.own).map(({ kind, words }) => (
          <button
            key={kind}
            type="button"
            aria-expanded={open === kind}
            onClick={() => setOpen(open === kind ? null : kind)}
          >
            {words}
          </button>
        ))}
      </fieldset>
      <FileField duty={duty} onOffered={settled} />
      {open !== null && (
        <SayForm key={`${duty.ref} ${open}`} kind={open} duty={duty} parties={view.parties} onSay={say} />
      )}
      <p role="status" className={styles.said}>
        {refused?.duty.ref === duty.ref && refused.why}
        {noted?.of === duty.standing && noted.words}
      </p>
    </article>
  );
}

/** That something was noted, and of which answer: to another one nobody said it. */
interface Noted {
  readonly words: string;
  readonly of: string | null;
}

const SAYINGS: readonly { readonly kind: Saying; readonly words: string }[] = [
  { kind: 'object', words: 'Object…' },
  { kind: 'owners', words: 'Propose owners…' },
  { kind: 'not-applicable', words: 'Does not apply…' },
  { kind: 'status', words: 'Say how far it is…' },
  { kind: 'park', words: 'Ask to park it…' },
  { kind: 'remark', words: 'Remark…' },
];

function Halves({ duty }: { readonly duty: RoomDuty }) {
  return (
    <ul className={styles.halves}>
      {duty.halves.map(({ party, kind, text, person }) => (
        <li key={party} data-kind={kind} className={styles.half}>
          <strong>{party}</strong>
          {text !== null && <span>{text}</span>}
          {person !== null && <span className={styles.soft}>{person}</span>}
        </li>
      ))}
    </ul>
  );
}

const OUTCOMES = { open: '', taken: 'taken over', declined: 'not taken', withdrawn: '' } as const;

function OwnWords(props: { readonly duty: RoomDuty; readonly onBack: (number: number) => void }) {
  const { own } = props.duty;
  if (own.length === 0) return null;
  return (
    <section aria-label="What you said">
      <ul className={styles.list}>
        {own.map(({ number, said, outcome }) => (
          <li key={number} className={styles.own}>
            <span>
              You {said}
              {OUTCOMES[outcome] !== '' && <em> ({OUTCOMES[outcome]})</em>}
            </span>
            {outcome === 'open' && (
              <button type="button" className={styles.quiet} onClick={() => props.onBack(number)}>
                Take back
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
