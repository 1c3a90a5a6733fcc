import type { Party } from '../../../main/contract/parties.ts';
import { OWNERSHIP_STYLES, type OwnershipKey } from '../../../main/domain/duties/ownership.ts';
import styles from './ownership.module.css';
import { PatternSwatch } from './pattern.tsx';

/** Colours, letters and patterns of the owners that this workbook knows, with the parties' own names. */
export function Legend(props: { readonly parties: readonly Pick<Party, 'id' | 'name' | 'kind'>[] }) {
  const kinds: OwnershipKey[] = [...new Set(props.parties.map((party) => party.kind))];
  const entries = [...kinds, 'not-applicable' as const, 'unanswered' as const].map((key) => {
    const names = props.parties.filter((party) => party.kind === key).map((party) => party.name);
    return { key, words: names.length > 0 ? names.join(', ') : OWNERSHIP_STYLES[key].label };
  });
  return (
    <ul className={styles.legend} aria-label="Legend">
      {entries.map(({ key, words }) => (
        <li key={key} className={styles.entry}>
          <PatternSwatch owner={key} />
          <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}
