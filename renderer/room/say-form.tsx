import { type FormEvent, useId, useState } from 'react';
import type { Status } from '../../main/contract/assignments.ts';
import type { ProposalKind } from '../../main/contract/proposals.ts';
import { MOST_WORDS, type RoomDuty, type RoomView } from '../../main/contract/room.ts';
import styles from './room.module.css';
import { useTyped } from './typed.ts';

/** What is said with more than a tap. */
export type Saying = Exclude<ProposalKind, 'agree' | 'file'>;

const WORDS: Readonly<
  Record<Saying, { readonly label: string; readonly needed: boolean; readonly done: string }>
> = {
  object: { label: 'What is wrong with it?', needed: true, done: 'Your objection is noted.' },
  owners: { label: 'Why? (may be left empty)', needed: false, done: 'Your proposal is noted.' },
  'not-applicable': {
    label: 'Why does nobody have to do it?',
    needed: true,
    done: 'Your proposal is noted.',
  },
  status: { label: 'Anything to add? (may be left empty)', needed: false, done: 'Noted.' },
  park: { label: 'What does it wait for? (may be left empty)', needed: false, done: 'You asked to park it.' },
  remark: { label: 'Your remark', needed: true, done: 'Your remark is noted.' },
};
const STATUSES: readonly (readonly [Status, string])[] = [
  ['not-started', 'Not started'],
  ['in-progress', 'In progress'],
  ['implemented', 'Implemented'],
];

export function SayForm(props: {
  readonly kind: Saying;
  readonly duty: RoomDuty;
  readonly parties: RoomView['parties'];
  readonly onSay: (input: object, words: string) => Promise<boolean>;
}) {
  const { kind, duty, parties } = props;
  const { label, needed, done } = WORDS[kind];
  const [text, setText] = useTyped(`${duty.ref}:${kind}`);
  const [owners, setOwners] = useState<readonly string[]>([]);
  const [status, setStatus] = useState<Status>('in-progress');
  const [busy, setBusy] = useState(false);
  const id = useId();
  const complete = (!needed || text.trim() !== '') && (kind !== 'owners' || owners.length > 0);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !complete) return;
    setBusy(true);
    const input = {
      kind,
      ...(text.trim() === '' ? {} : { text: text.trim() }),
      ...(kind === 'owners' ? { owners } : {}),
      ...(kind === 'status' ? { status } : {}),
    };
    if (await props.onSay(input, done)) setText('');
    else setBusy(false);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {kind === 'owners' && (
        <fieldset className={styles.choices}>
          <legend>Who should own it?</legend>
          {parties.map((party) => (
            <label key={party.id} className={styles.choice}>
              <input
                type="checkbox"
                checked={owners.includes(party.id)}
                onChange={(event) =>
                  setOwners(
                    event.target.checked ? [...owners, party.id] : owners.filter((each) => each !== party.id),
                  )
                }
              />
              {party.name}
            </label>
          ))}
        </fieldset>
      )}
      {kind === 'status' && (
        <fieldset className={styles.choices}>
          <legend>How far is the work?</legend>
          {STATUSES.map(([value, words]) => (
            <label key={value} className={styles.choice}>
              <input
                type="radio"
                name={`${id}-status`}
                checked={status === value}
                onChange={() => setStatus(value)}
              />
              {words}
            </label>
          ))}
        </fieldset>
      )}
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        value={text}
        maxLength={MOST_WORDS}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className={styles.primary} disabled={busy || !complete}>
        Say it
      </button>
    </form>
  );
}
