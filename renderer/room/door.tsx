import { type FormEvent, useCallback, useEffect, useId, useState } from 'react';
import type { RoomDoorList } from '../../main/contract/room.ts';
import { ask } from './asking.ts';
import styles from './room.module.css';

/** The code of the room, which a picture that was scanned brings along, then the name under which one joins. */
export function Door({ brought, onJoined }: { readonly brought: string; readonly onJoined: () => void }) {
  const [code, setCode] = useState(brought);
  const [list, setList] = useState<RoomDoorList | null>(null);
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const knock = useCallback(async (typed: string) => {
    setBusy(true);
    setWrong('');
    const answer = await ask<RoomDoorList>('/door', { code: typed });
    setBusy(false);
    if (answer.ok) setList(answer.value);
    else setWrong(answer.error.message);
  }, []);
  useEffect(() => {
    if (brought !== '') void knock(brought);
  }, [brought, knock]);
  const join = async (as: { readonly person: string } | { readonly guest: string }) => {
    setBusy(true);
    setWrong('');
    const answer = await ask<null>('/join', { code, as });
    setBusy(false);
    if (answer.ok) onJoined();
    else setWrong(answer.error.message);
  };
  return (
    <main className={styles.page}>
      {list === null ? (
        <CodeForm code={code} onCode={setCode} busy={busy} wrong={wrong} onKnock={knock} />
      ) : (
        <NameForm list={list} busy={busy} wrong={wrong} onJoin={join} />
      )}
      <Warned />
    </main>
  );
}

function CodeForm(props: {
  readonly code: string;
  readonly onCode: (code: string) => void;
  readonly busy: boolean;
  readonly wrong: string;
  readonly onKnock: (code: string) => void;
}) {
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (props.code.trim() !== '' && !props.busy) props.onKnock(props.code);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <h1>Join the room</h1>
      <label htmlFor={id}>Code of the room, from the screen</label>
      <input
        id={id}
        className={styles.code}
        value={props.code}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={20}
        aria-describedby={`${id}-wrong`}
        onChange={(event) => props.onCode(event.target.value)}
      />
      <p id={`${id}-wrong`} role="alert" className={styles.wrong}>
        {props.wrong}
      </p>
      <button type="submit" className={styles.primary} disabled={props.busy || props.code.trim() === ''}>
        Go on
      </button>
    </form>
  );
}

function NameForm(props: {
  readonly list: RoomDoorList;
  readonly busy: boolean;
  readonly wrong: string;
  readonly onJoin: (as: { readonly person: string } | { readonly guest: string }) => void;
}) {
  const { people } = props.list;
  const [person, setPerson] = useState('');
  const [guest, setGuest] = useState('');
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (props.busy) return;
    if (person !== '') props.onJoin({ person });
    else if (guest.trim().length > 1) props.onJoin({ guest: guest.trim() });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div>
        <h1>{props.list.meeting}</h1>
        <p className={styles.soft}>{props.list.title}</p>
      </div>
      {people.length > 0 && (
        <>
          <label htmlFor={`${id}-person`}>Who are you?</label>
          <select id={`${id}-person`} value={person} onChange={(event) => setPerson(event.target.value)}>
            <option value="">Nobody on this list: a guest</option>
            {people.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </>
      )}
      {person === '' && (
        <>
          <label htmlFor={`${id}-guest`}>Your name, as a guest</label>
          <input
            id={`${id}-guest`}
            value={guest}
            autoComplete="name"
            maxLength={80}
            onChange={(event) => setGuest(event.target.value)}
          />
        </>
      )}
      <p role="alert" className={styles.wrong}>
        {props.wrong}
      </p>
      <button
        type="submit"
        className={styles.primary}
        disabled={props.busy || (person === '' && guest.trim().length < 2)}
      >
        Join
      </button>
    </form>
  );
}

/** Plain words on what the browser has just warned of. */
function Warned() {
  return (
    <details className={styles.soft}>
      <summary>Your browser warned about this page?</summary>
      <p>
        The computer that leads the meeting made a certificate for this room alone, and no authority vouches
        for it. The connection is encrypted all the same: nobody on this network can listen. The warning
        cannot tell whether somebody put another computer in between. Whoever wants to know compares the
        fingerprint that the browser shows for the certificate with the one on the screen.
      </p>
    </details>
  );
}
