import { useState } from 'react';
import type { FindingsToPlace } from '../../../../main/contract/findings.ts';
import { Button } from '../../../components/button/button.tsx';
import { Refusal } from '../../../components/notice/notice.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount } from '../../../lib/format.ts';
import { RefSearch } from './ref-search.tsx';
import styles from './register.module.css';

/** Findings of the workbook that no table placed, check by check or several at once; nothing where there are none. */
export function FindingsToPlaceList() {
  const list = useDemarcQuery('findings.list', {});
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [placing, setPlacing] = useState<readonly FindingsToPlace[]>([]);
  const open = list.data?.toPlace ?? [];
  const done = () => {
    setPlacing([]);
    setTicked(new Set());
  };
  if (placing.length > 0) return <Placing key={placing.map(keyOf).join()} entries={placing} onDone={done} />;
  if (open.length === 0) return null;
  const chosen = open.filter((entry) => ticked.has(keyOf(entry)));
  return (
    <section className={styles.part}>
      <h3>{`${formatCount(open.length, 'check')} to be placed by you`}</h3>
      <ul className={styles.links}>
        {open.map((entry) => (
          <li key={keyOf(entry)} className={styles.linked}>
            <label className={styles.tick}>
              <input
                type="checkbox"
                checked={ticked.has(keyOf(entry))}
                aria-label={`Choose ${entry.check}`}
                onChange={() => setTicked(toggled(ticked, keyOf(entry)))}
              />
              <span className={styles.duty}>
                <span>{entry.title}</span>
                <span className={styles.small}>
                  {`${entry.check}, ${formatCount(entry.findings, 'finding')}`}
                </span>
              </span>
            </label>
            <Button size="small" onClick={() => setPlacing([entry])} aria-label={`Place ${entry.check}`}>
              Place
            </Button>
          </li>
        ))}
      </ul>
      {open.length > 1 && (
        <div className={styles.buttons}>
          <Button disabled={chosen.length === 0} onClick={() => setPlacing(chosen)}>
            {`Place the chosen (${chosen.length}) together`}
          </Button>
        </div>
      )}
    </section>
  );
}

const keyOf = ({ source, check }: FindingsToPlace): string => `${source} ${check}`;

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

function Placing(props: { readonly entries: readonly FindingsToPlace[]; readonly onDone: () => void }) {
  const { entries } = props;
  const ids = entries.flatMap((entry) => entry.ids);
  const place = useCommand('findings.place', { quiet: true });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    if (chosen.length === 0) {
      setProblem('Tick the duties that they bear on.');
      return;
    }
    const done = await place.run({ ids, refs: [...chosen] });
    if (done.ok) props.onDone();
    else setProblem(done.failure.message);
  };
  const [first] = entries;
  return (
    <section className={styles.part}>
      <h3>
        {entries.length === 1
          ? `Which duties does “${first?.title}” bear on?`
          : `Which duties do these ${entries.length} checks bear on?`}
      </h3>
      {problem && <Refusal>{problem}</Refusal>}
      <RefSearch chosen={chosen} onChosen={setChosen} />
      <div className={styles.buttons}>
        <Button kind="primary" disabled={place.busy} onClick={() => void submit()}>
          {`Place ${formatCount(ids.length, 'finding')}`}
        </Button>
        <Button onClick={props.onDone}>Back</Button>
      </div>
    </section>
  );
}
