import type { Proposal } from '../../../../main/contract/proposals.ts';
import { namesById } from '../../../../main/domain/duties/ownership.ts';
import { leadingOf, resultWords, tallyOf, tallyWords } from '../../../../main/domain/proposals.ts';
import type { CardControl } from '../../../answering/card-control.ts';
import { whenSeen } from '../../../answering/use-seen.ts';
import { Button } from '../../../components/button/button.tsx';
import { Kbd } from '../../../components/kbd/kbd.tsx';
import { useOpenRoom } from '../room/use-open-room.ts';
import styles from './presenter.module.css';

/** What the room says of the duty, counted, with the key that takes over what most say; nothing where nobody said anything. */
export function RoomTally({ control }: { readonly control: CardControl }) {
  const { voices, taking } = control;
  const open = useOpenRoom() !== null;
  const parties = namesById(control.parties);
  const lines = tallyOf(voices, parties);
  const leading = leadingOf(voices);
  // With a room open the place is kept, so that the first voice moves nothing.
  if (lines.length === 0 && !open) return null;
  return (
    <section aria-label="What the room says" aria-live="polite" className={styles.tally}>
      <p className={styles.voices}>
        {lines.length === 0 ? 'Nobody has said anything yet.' : tallyWords(lines)}
      </p>
      <Objections said={voices} />
      {leading !== null && !control.locked && (
        <Button
          disabled={taking.busy}
          aria-keyshortcuts="Q"
          onClick={() => void whenSeen(control, () => taking.take(leading))}
        >
          Take over: {resultWords(leading, parties)} <Kbd keys="q" />
        </Button>
      )}
    </section>
  );
}

const SHOWN = 2;

/** What is wrong in the eyes of the room, in its own words; the newest first. */
function Objections({ said }: { readonly said: readonly Proposal[] }) {
  const open = said.filter(({ kind, outcome }) => kind === 'object' && outcome === 'open');
  if (open.length === 0) return null;
  return (
    <ul aria-label="Objections" className={styles.objections}>
      {open.slice(0, SHOWN).map(({ number, by, text }) => (
        <li key={number} dir="auto">
          <strong>{by?.name ?? 'Somebody'}:</strong> {text}
        </li>
      ))}
      {open.length > SHOWN && <li>and {open.length - SHOWN} more, on the card below</li>}
    </ul>
  );
}
