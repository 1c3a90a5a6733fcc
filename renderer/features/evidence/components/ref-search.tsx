import { useDeferredValue, useState } from 'react';
import { Checkbox, SearchField } from '../../../components/field/field.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { formatNumber } from '../../../lib/format.ts';
import styles from './register.module.css';

/** So many duties are listed at once; more words find the others. */
const LISTED = 40;

/** Finds duties of the whole workbook by their words, and ticks as many as one likes. */
export function RefSearch(props: {
  /** Linked already: listed, ticked, and left alone. */
  readonly taken?: readonly string[];
  readonly chosen: readonly string[];
  readonly onChosen: (refs: readonly string[]) => void;
}) {
  const { taken = [], chosen, onChosen } = props;
  const [text, setText] = useState('');
  const sought = useDeferredValue(text.trim());
  const found = useDemarcQuery(
    'assignments.register',
    { filter: sought === '' ? {} : { text: sought }, limit: LISTED },
    { keepPrevious: true },
  );
  const rows = found.data?.rows ?? [];
  const total = found.data?.total ?? 0;
  return (
    <div className={styles.refSearch}>
      <SearchField label="Search services and duties" value={text} onValue={setText} />
      <ul className={styles.refList} aria-label="Duties">
        {rows.map((row) => {
          const linked = taken.includes(row.ref);
          return (
            <li key={row.ref}>
              <Checkbox
                label={row.responsibilityName}
                hint={linked ? `${row.subjectLabel}, linked already` : row.subjectLabel}
                checked={linked || chosen.includes(row.ref)}
                disabled={linked}
                onChecked={(on) =>
                  onChosen(on ? [...chosen, row.ref] : chosen.filter((ref) => ref !== row.ref))
                }
              />
            </li>
          );
        })}
      </ul>
      <p className={styles.small} role="status">
        {total === 0 && found.data
          ? 'Nothing is found. Search for fewer words.'
          : total > rows.length
            ? `${rows.length} of ${formatNumber(total)} are listed. Search to find the others.`
            : ''}
      </p>
    </div>
  );
}
