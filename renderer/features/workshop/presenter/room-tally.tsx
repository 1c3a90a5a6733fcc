import { namesById } from '../../../../main/domain/duties/ownership.ts';
import { leadingOf, resultWords, tallyOf, tallyWords } from '../../../../main/domain/proposals.ts';
import type { CardControl } from '../../../answering/card-control.ts';
import { useTaking } from '../../../answering/use-taking.ts';
import { Button } from '../../../components/button/button.tsx';
import { Kbd } from '../../../components/kbd/kbd.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import styles from './presenter.module.css';

/** What the room says of the duty, counted, with the key that takes over what most say; nothing where nobody said anything. */
export function RoomTally({ control }: { readonly control: CardControl }) {
  const { ref } = control.card;
  const { data = [] } = useDemarcQuery('proposals.list', { ref }, { keepPrevious: false });
  const taking = useTaking(control);
  const parties = namesById(control.parties);
  const lines = tallyOf(data, parties);
  const leading = leadingOf(data);
  if (lines.length === 0) return null;
  return (
    <section aria-label="What the room says" aria-live="polite" className={styles.tally}>
      <p className={styles.voices}>{tallyWords(lines)}</p>
      {leading !== null && !control.locked && (
        <Button disabled={taking.busy} aria-keyshortcuts="Q" onClick={() => taking.take(leading)}>
          Take over: {resultWords(leading, parties)} <Kbd keys="q" />
        </Button>
      )}
    </section>
  );
}
