import { useEffect, useState } from 'react';
import type { OwnDuty, RoomDuty, RoomView } from '../../main/contract/room.ts';
import { ask } from './asking.ts';
import { Duty, type RefusedWords } from './duty.tsx';
import styles from './room.module.css';

/** Inside the room: the duty that everybody looks at, or one's own in one's own time. */
export function Inside({ view, wrong }: { readonly view: RoomView; readonly wrong: string }) {
  const [tab, setTab] = useState<'now' | 'own'>('now');
  const [refusedHand, setRefusedHand] = useState('');
  const [refused, setRefused] = useState<RefusedWords | null>(null);
  const raise = async (up: boolean) => {
    const answer = await ask('/call/hand', { up });
    setRefusedHand(answer.ok ? '' : answer.error.message);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what comes from the room says that it is reached again
  useEffect(() => setRefusedHand(''), [view]);
  const refusals = { refused, onRefused: setRefused };
  const [ownOpen, setOwnOpen] = useState<string | null>(null);
  const inSight = tab === 'own' ? ownOpen : (view.showing?.ref ?? null);
  return (
    <div className={styles.inside}>
      <header className={styles.head}>
        <div>
          <h1 className={styles.meeting}>{view.meeting}</h1>
          <p className={styles.soft}>
            {view.name} · {view.here === 1 ? '1 here' : `${view.here} here`}
            {view.anonymous ? ' · no names are kept' : ''}
          </p>
        </div>
        <button
          type="button"
          className={styles.quiet}
          aria-pressed={view.hand}
          onClick={() => void raise(!view.hand)}
        >
          {view.hand ? 'Lower your hand' : 'Raise your hand'}
        </button>
        <p role="status" className={styles.lost}>
          {wrong || refusedHand}
        </p>
      </header>
      {view.known && (
        <nav className={styles.tabs} aria-label="What is shown">
          <button
            type="button"
            aria-current={tab === 'now' ? 'page' : undefined}
            onClick={() => setTab('now')}
          >
            Now
          </button>
          <button
            type="button"
            aria-current={tab === 'own' ? 'page' : undefined}
            onClick={() => setTab('own')}
          >
            Yours
          </button>
        </nav>
      )}
      <main className={styles.page}>
        <p role="alert" className={styles.wrong}>
          {/* The duty in sight tells of its own. */}
          {refused !== null && refused.duty.ref !== inSight && `“${refused.duty.name}”: ${refused.why}`}
        </p>
        {tab === 'own' ? (
          <Own view={view} refusals={refusals} onOpen={setOwnOpen} />
        ) : view.showing === null ? (
          <p>Nothing is shown yet. The question that the room looks at comes here by itself.</p>
        ) : (
          <Duty key={view.showing.ref} duty={view.showing} view={view} {...refusals} />
        )}
      </main>
    </div>
  );
}

interface Refusals {
  readonly refused: RefusedWords | null;
  readonly onRefused: (refused: RefusedWords | null) => void;
}

/** One's own duties, and one of them opened. What is said of them arrives as proposals. */
function Own({
  view,
  refusals,
  onOpen,
}: {
  readonly view: RoomView;
  readonly refusals: Refusals;
  /** Hears which duty is open; null for the list. */
  readonly onOpen: (ref: string | null) => void;
}) {
  const [list, setList] = useState<readonly OwnDuty[] | null>(null);
  const [open, setOpen] = useState<RoomDuty | null>(null);
  const [wrong, setWrong] = useState('');
  const ref = open?.ref ?? null;
  useEffect(() => {
    onOpen(ref);
    return () => onOpen(null);
  }, [ref, onOpen]);
  useEffect(() => {
    if (open !== null) return;
    void ask<readonly OwnDuty[]>('/call/mine', {}).then((answer) => {
      if (answer.ok) setList(answer.value);
      setWrong(answer.ok ? '' : answer.error.message);
    });
  }, [open]);
  const show = async (ref: string) => {
    const answer = await ask<RoomDuty>('/call/duty', { ref });
    if (answer.ok) setOpen(answer.value);
    setWrong(answer.ok ? '' : answer.error.message);
  };
  if (open !== null)
    return (
      <>
        <button type="button" className={styles.quiet} onClick={() => setOpen(null)}>
          Back to your duties
        </button>
        <Duty key={open.ref} duty={open} view={view} onDuty={setOpen} {...refusals} own />
      </>
    );
  return (
    <>
      <h2>Your duties</h2>
      <p role="alert" className={styles.wrong}>
        {wrong}
      </p>
      {list?.length === 0 && <p>No duty carries your name, and you lead no service.</p>}
      <ul className={styles.list}>
        {list?.map((duty) => (
          <li key={duty.ref}>
            <button type="button" className={styles.row} onClick={() => void show(duty.ref)}>
              <strong>{duty.name}</strong>
              <span className={styles.soft}>
                {[
                  duty.service,
                  duty.recorded ?? 'Not answered',
                  duty.status,
                  duty.proposed > 0 ? `you proposed ${duty.proposed}` : null,
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
