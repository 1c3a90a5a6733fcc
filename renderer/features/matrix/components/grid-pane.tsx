import { useEffect, useMemo, useState } from 'react';
import type { Matrix } from '../../../../main/contract/assignments.ts';
import type { MatrixTable } from '../../../../main/domain/matrix.ts';
import { Button } from '../../../components/button/button.tsx';
import type { CellPosition } from '../../../components/data-table/grid-navigation.ts';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { findCell, gridView } from '../model.ts';
import type { MatrixSearch, SearchPatch } from '../search.ts';
import { useCellAnswers } from '../use-cell-answers.ts';
import { CellStrip } from './cell-strip.tsx';
import { GridKeys } from './grid-keys.tsx';
import styles from './matrix.module.css';
import { MatrixGrid } from './matrix-grid.tsx';
import { MatrixLegend } from './matrix-legend.tsx';

const ADDRESS_PAUSE_MS = 400;

/** The grid with its legend, and the strip that says everything about the cell in focus. */
export function GridPane(props: {
  readonly matrix: Matrix;
  readonly table: MatrixTable;
  readonly search: MatrixSearch;
  readonly onChange: (patch: SearchPatch) => void;
  readonly onOpen: (ref: string) => void;
}) {
  const { matrix, table, search, onChange, onOpen } = props;
  const { domain, environment, text } = search;
  const view = useMemo(
    () => gridView(table, { domain, environment, text }),
    [table, domain, environment, text],
  );
  // The address says where one stood; after that the focus is ours, and the address follows it.
  const [at, setAt] = useState<CellPosition>(
    () => (search.cell ? findCell(table, view, search.cell) : null) ?? { row: 0, column: 0 },
  );
  const column = view.columns[Math.min(at.column, view.columns.length - 1)];
  const row = view.duties[Math.min(at.row, view.duties.length - 1)];
  const cell = column === undefined || row === undefined ? undefined : table.cell(column, row);
  const place =
    column === undefined || row === undefined
      ? undefined
      : `${table.columns[column]?.ref ?? ''}/${table.rows[row]?.id ?? ''}`;
  const answers = useCellAnswers(cell?.ref ?? null);

  useEffect(() => {
    if (place === undefined || place === search.cell) return;
    const timer = setTimeout(() => onChange({ cell: place }), ADDRESS_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [place, search.cell, onChange]);

  if (view.columns.length === 0 || view.duties.length === 0)
    return (
      <EmptyState
        icon="filter"
        title="Nothing matches"
        actions={
          <Button onClick={() => onChange({ domain: undefined, environment: undefined, text: undefined })}>
            Show everything
          </Button>
        }
      >
        No service or duty fits what is chosen above.
      </EmptyState>
    );
  return (
    <div className={styles.gridPane}>
      <GridKeys answers={answers} />
      <MatrixLegend table={table} view={view} parties={matrix.parties} />
      <MatrixGrid
        table={table}
        view={view}
        parties={matrix.parties}
        at={at}
        onAt={setAt}
        onOpen={onOpen}
        startFocused={search.cell !== undefined}
      />
      <CellStrip
        cellRef={cell?.ref ?? null}
        place={place ?? ''}
        answers={answers}
        parties={matrix.parties}
        onOpen={onOpen}
      />
    </div>
  );
}
