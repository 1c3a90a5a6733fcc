import { useState } from 'react';
import type { FindingsToPlace } from '../../../../main/contract/findings.ts';
import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount } from '../../../lib/format.ts';
import { RefSearch } from './ref-search.tsx';
import styles from './register.module.css';

/** Findings of the workbook that no table placed, check by check; nothing where there are none. */
export function FindingsToPlaceList() {
  const list = useDemarcQuery('findings.list', {});
  const [placing, setPlacing] = useState<FindingsToPlace | null>(null);
  const open = list.data?.toPlace ?? [];
  if (placing) return <Placing key={placing.check} entry={placing} onDone={() => setPlacing(null)} />;
  if (open.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>{`${formatCount(open.length, 'check')} to be placed by you`}</h3>
      <ul className={styles.links}>
        {open.map((entry) => (
          <li key={`${entry.source} ${entry.check}`} className={styles.linked}>
            <span className={styles.duty}>
              <span>{entry.title}</span>
              <span className={styles.small}>
                {`${entry.check}, ${formatCount(entry.findings, 'finding')}`}
              </span>
            </span>
            <Button size="small" onClick={() => setPlacing(entry)} aria-label={`Place ${entry.check}`}>
              Place
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Placing(props: { readonly entry: FindingsToPlace; readonly onDone: () => void }) {
  const { entry } = props;
  const place = useCommand('findings.place', { quiet: true });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    if (chosen.length === 0) {
      setProblem('Tick the duties that it bears on.');
      return;
    }
    const done = await place.run({ ids: [...entry.ids], refs: [...chosen] });
    if (done.ok) props.onDone();
    else setProblem(done.failure.message);
  };
  return (
    <section className={styles.part}>
      <h3>{`Which duties does “${entry.title}” bear on?`}</h3>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <RefSearch chosen={chosen} onChosen={setChosen} />
      <div className={styles.buttons}>
        <Button kind="primary" disabled={place.busy} onClick={() => void submit()}>
          {`Place ${formatCount(entry.ids.length, 'finding')}`}
        </Button>
        <Button onClick={props.onDone}>Back</Button>
      </div>
    </section>
  );
}
