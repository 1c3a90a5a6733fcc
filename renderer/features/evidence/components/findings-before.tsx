import type { PlacedBefore } from '../../../../main/contract/findings.ts';
import { Checkbox } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { formatCount } from '../../../lib/format.ts';
import { useRefWords } from '../api.ts';
import styles from './register.module.css';

/** Offers to place what no table places where people placed the same checks before; nothing where there is none. */
export function FindingsBefore(props: {
  readonly before: readonly PlacedBefore[];
  readonly asBefore: boolean;
  readonly onAsBefore: (asBefore: boolean) => void;
}) {
  const words = useRefWords();
  const { before, asBefore, onAsBefore } = props;
  if (before.length === 0) return null;
  const count = before.reduce((sum, { findings }) => sum + findings, 0);
  return (
    <Notice
      title={`${formatCount(before.length, 'check')} that ${before.length === 1 ? 'was' : 'were'} placed by hand before`}
    >
      <div className={styles.part}>
        <ul className={styles.before}>
          {before.map(({ check, title, refs, findings }) => (
            <li key={[check, ...refs].join(' ')} className={styles.duty}>
              <span>{title}</span>
              <span className={styles.small}>
                {`${formatCount(findings, 'finding')}: ${refs.map((ref) => `${words(ref).duty}, ${words(ref).subject}`).join('; ')}`}
              </span>
            </li>
          ))}
        </ul>
        <Checkbox
          label={`Place ${formatCount(count, 'finding')} there again`}
          checked={asBefore}
          onChecked={onAsBefore}
        />
      </div>
    </Notice>
  );
}
