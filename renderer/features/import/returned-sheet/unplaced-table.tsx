import type { UnplacedCell } from '../../../../main/contract/sheets.ts';
import type { Column } from '../../../components/data-table/columns.ts';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { formatCount } from '../../../lib/format.ts';
import styles from './returned-sheet.module.css';

const COLUMNS: readonly Column<UnplacedCell>[] = [
  {
    id: 'cell',
    header: 'Cell',
    width: 90,
    cell: ({ cell }) => <span>{cell}</span>,
    tip: ({ sheet, cell }) => `${sheet}!${cell}`,
  },
  {
    id: 'value',
    header: 'What it says',
    width: 180,
    grow: 1,
    cell: ({ value }) => (value === '' ? <span className={styles.none}>(empty)</span> : <span>{value}</span>),
    tip: ({ value }) => value,
  },
  {
    id: 'why',
    header: 'Why it has no place here',
    width: 320,
    grow: 3,
    cell: ({ why }) => <span className={styles.why}>{why}</span>,
    tip: ({ why }) => why,
  },
];

/** Cells and rows that are not taken in, each with its reason: nothing of a sheet is dropped in silence. */
export function UnplacedTable(props: { readonly cells: readonly UnplacedCell[] }) {
  const { cells } = props;
  return (
    <div className={styles.table} style={{ height: `min(44vh, ${cells.length * 54 + 38}px)` }}>
      <DataTable
        label={formatCount(cells.length, 'cell without a place', 'cells without a place')}
        columns={COLUMNS}
        count={cells.length}
        row={(index) => cells[index]}
        rowKey={({ sheet, cell, value }) => `${sheet}!${cell} ${value}`}
        rowHeight={54}
        empty={<p className={styles.emptyRow}>Every cell has its place.</p>}
      />
    </div>
  );
}
