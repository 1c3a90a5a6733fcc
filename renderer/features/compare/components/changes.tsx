import { useState } from 'react';
import type { Change, ChangeKind } from '../../../../main/contract/snapshots.ts';
import { changedByText, tellsAuthors } from '../../../../main/domain/changes/authors.ts';
import { KIND_TITLES } from '../../../../main/domain/compare/words.ts';
import { AnsweredJustNow } from '../../../answering/pane/answered-just-now.tsx';
import { Badge, type Tone } from '../../../components/badge/badge.tsx';
import { Button } from '../../../components/button/button.tsx';
import table from '../../../components/table/table.module.css';
import { cx } from '../../../lib/cx.ts';
import { formatNumber } from '../../../lib/format.ts';
import { targetOf } from '../model.ts';
import styles from './compare.module.css';
import { PlaceLink } from './place-link.tsx';

const TONES: Readonly<Record<ChangeKind, Tone>> = {
  added: 'good',
  gone: 'bad',
  changed: 'note',
  expired: 'warn',
};
/** Rows at a time; a year of a large workbook has thousands, and nobody reads them all at once. */
const PAGE = 100;

/** The changes of one group, before beside after. */
export function Changes(props: {
  readonly changes: readonly Change[];
  /** Whether it was changed back just now. */
  readonly isGone: (change: Change) => boolean;
  readonly label: string;
}) {
  const [shown, setShown] = useState(PAGE);
  const { changes } = props;
  const rest = changes.length - shown;
  const named = tellsAuthors(changes);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={table.scroll} tabIndex={0} aria-label={props.label}>
        <table className={cx(table.table, styles.changes)}>
          <thead>
            <tr>
              <th scope="col">How</th>
              <th scope="col">Where</th>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
              {named && <th scope="col">By whom and when</th>}
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, shown).map((change) => (
              <tr key={`${change.kind} ${change.ref ?? ''} ${change.place} ${change.field}`}>
                <td>
                  {props.isGone(change) ? (
                    <AnsweredJustNow />
                  ) : (
                    <Badge tone={TONES[change.kind]}>{KIND_TITLES[change.kind]}</Badge>
                  )}
                </td>
                <td className={styles.place}>
                  <PlaceLink target={targetOf(change)}>{change.place}</PlaceLink>
                </td>
                <td>{change.field}</td>
                <Text text={change.before} />
                <Text text={change.after} />
                {named && <td className={styles.text}>{changedByText(change)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rest > 0 && (
        <div className={styles.more}>
          <Button onClick={() => setShown(shown + PAGE)}>
            Show {formatNumber(Math.min(rest, PAGE))} more of {formatNumber(rest)}
          </Button>
        </div>
      )}
    </>
  );
}

export function Text({ text }: { readonly text: string | null }) {
  return <td className={cx(styles.text, text === null && styles.none)}>{text ?? 'Nothing'}</td>;
}
