import { useState } from 'react';
import type {
  FindingCandidate,
  FindingsToPlace,
  UnplacedFindings,
} from '../../../../main/contract/findings.ts';
import { Button } from '../../../components/button/button.tsx';
import { Checkbox } from '../../../components/field/field.tsx';
import { Refusal } from '../../../components/notice/notice.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount } from '../../../lib/format.ts';
import { useRefWords } from '../api.ts';
import { RefSearch } from './ref-search.tsx';
import styles from './register.module.css';

/** Duties that are shown as likely. */
const MAX_CANDIDATES = 4;

/** Findings of the workbook that no table placed, check by check or several at once; nothing where there are none. */
export function FindingsToPlaceList({ unplaced }: { readonly unplaced: readonly UnplacedFindings[] }) {
  const list = useDemarcQuery('findings.list', {});
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [placing, setPlacing] = useState<readonly FindingsToPlace[]>([]);
  const open = list.data?.toPlace ?? [];
  const done = () => {
    setPlacing([]);
    setTicked(new Set());
  };
  if (placing.length > 0)
    return (
      <Placing
        key={placing.map(keyOf).join()}
        entries={placing}
        candidates={candidatesOf(placing, unplaced)}
        onDone={done}
      />
    );
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
                aria-label={`Choose ${nameOf(entry)}`}
                onChange={() => setTicked(toggled(ticked, keyOf(entry)))}
              />
              <span className={styles.duty}>
                <span>{entry.title}</span>
                <span className={styles.small}>
                  {`${nameOf(entry)}, ${formatCount(entry.findings, 'finding')}`}
                </span>
              </span>
            </label>
            <Button size="small" onClick={() => setPlacing([entry])} aria-label={`Place ${nameOf(entry)}`}>
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

const keyOf = ({ source, check, host, before }: FindingsToPlace): string =>
  [source, check, host, ...before].join(' ');
/** `stig/RHEL_9_STIG on web-1` */
const nameOf = ({ check, host }: FindingsToPlace): string => (host === null ? check : `${check} on ${host}`);

/** What is likely for the entries: where they were placed before, then what their controls speak for; each duty once. */
function candidatesOf(
  entries: readonly FindingsToPlace[],
  unplaced: readonly UnplacedFindings[],
): readonly FindingCandidate[] {
  const checks = new Set(entries.map(({ check }) => check));
  const all = [
    ...entries.flatMap(({ before }) => before.map((ref) => ({ ref, by: 'where it was placed before' }))),
    ...unplaced.flatMap(({ check, candidates = [] }) =>
      checks.has(check) ? candidates.map(({ ref, by }) => ({ ref, by: `named by ${by}` })) : [],
    ),
  ];
  return all
    .filter(({ ref }, at) => all.findIndex((other) => other.ref === ref) === at)
    .slice(0, MAX_CANDIDATES);
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

function Placing(props: {
  readonly entries: readonly FindingsToPlace[];
  readonly candidates: readonly FindingCandidate[];
  readonly onDone: () => void;
}) {
  const { entries, candidates } = props;
  const words = useRefWords();
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
          ? `Which duties does “${first?.title}” bear on${first?.host ? ` on ${first.host}` : ''}?`
          : `Which duties do these ${entries.length} checks bear on?`}
      </h3>
      {problem && <Refusal>{problem}</Refusal>}
      {candidates.length > 0 && (
        <fieldset className={styles.titled}>
          <legend>Likely</legend>
          <div className={styles.part}>
            {candidates.map(({ ref, by }) => (
              <Checkbox
                key={ref}
                label={words(ref).duty}
                hint={`${words(ref).subject}, ${by}`}
                checked={chosen.includes(ref)}
                onChecked={(on) => setChosen(on ? [...chosen, ref] : chosen.filter((each) => each !== ref))}
              />
            ))}
          </div>
        </fieldset>
      )}
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
