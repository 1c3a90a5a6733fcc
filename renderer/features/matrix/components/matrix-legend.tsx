import { useDeferredValue, useMemo } from 'react';
import type { Matrix } from '../../../../main/contract/matrix.ts';
import { OWNERSHIP_STYLES, type OwnershipKey } from '../../../../main/domain/duties/ownership.ts';
import type { MatrixTable } from '../../../../main/domain/pictures/matrix.ts';
import { useDrafted } from '../../../answering/draft/use-draft.ts';
import { ownClass } from '../../../components/ownership/own-class.ts';
import { PatternSwatch } from '../../../components/ownership/pattern.tsx';
import { cx } from '../../../lib/cx.ts';
import { formatNumber } from '../../../lib/format.ts';
import { countCells, type GridView } from '../model.ts';
import styles from './grid.module.css';
import own from './legend.module.css';

const MARKS = [
  { id: 'note', label: 'note' },
  { id: 'evidence', label: 'evidence' },
  { id: 'implemented', label: 'implemented' },
  { id: 'parked', label: 'parked' },
  { id: 'held', label: 'held' },
] as const;
/** Named while there is one: a draft is of this computer, and most grids have none. */
const DRAFT = { id: 'draft', label: 'draft' } as const;
/** As many as the corner has room for above a line of its own for the counts. */
const ABOVE_COUNTS = 12;

/**
 * Colours and marks of the cells with the counts of what is shown, in the corner of the grid beside upright heads, else in a
 * line of its own. Every cell says in words what it is drawn with, so readers of the page's text are spared it.
 */
export function MatrixLegend(props: {
  readonly table: MatrixTable;
  readonly view: GridView;
  readonly parties: Matrix['parties'];
  readonly corner?: boolean;
}) {
  const { parties } = props;
  // Counted after the answer itself is on screen.
  const table = useDeferredValue(props.table);
  const view = useDeferredValue(props.view);
  const counts = useMemo(() => countCells(table, view), [table, view]);
  const marks = useDrafted().size > 0 ? [...MARKS, DRAFT] : MARKS;
  const kinds: OwnershipKey[] = [...new Set(parties.map((party) => party.kind)), 'not-applicable'];
  // Beside what is suggested and a misconception.
  const crowded = props.corner === true && kinds.length + marks.length + 2 > ABOVE_COUNTS;
  const answered = `${formatNumber(counts.answered)} of ${formatNumber(counts.asked)}`;
  const words = `${answered} answered${counts.parked > 0 ? `, ${formatNumber(counts.parked)} parked` : ''}`;
  return (
    <div className={cx(own.legend, props.corner && own.corner)} aria-hidden="true">
      <ul className={own.list}>
        {kinds.map((key) => {
          const names = parties.filter((party) => party.kind === key).map((party) => party.name);
          const words = names.length > 0 ? names.join(', ') : OWNERSHIP_STYLES[key].label;
          return (
            <li key={key} className={own.entry} title={words}>
              <PatternSwatch owner={key} />
              <span dir="auto" className={own.words}>
                {words}
              </span>
            </li>
          );
        })}
        <li className={own.entry} title="What the catalogue suggests; nothing is recorded yet">
          <span className={own.sample}>
            <span className={cx(styles.content, styles.ghost)}>
              <span data-letter="C" className={cx(styles.part, ownClass('organisation'))} />
            </span>
          </span>
          <span className={own.words}>suggested</span>
        </li>
        {marks.map(({ id, label }) => (
          <li key={id} className={own.entry}>
            <span className={cx(own.sample, styles.marks, styles[id])} />
            <span className={own.words}>{label}</span>
          </li>
        ))}
        <li className={own.entry}>
          <span className={cx(own.sample, styles.misconception)} />
          <span className={own.words}>misconception</span>
        </li>
        {crowded && (
          <li className={own.entry} title={words}>
            {answered}
          </li>
        )}
      </ul>
      {!crowded && <span className={own.counts}>{words}</span>}
    </div>
  );
}
