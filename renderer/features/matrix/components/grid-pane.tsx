import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Matrix } from '../../../../main/contract/matrix.ts';
import type { MatrixTable } from '../../../../main/domain/matrix.ts';
import { decodeOwnership, namesById, ownershipWords } from '../../../../main/domain/ownership.ts';
import { useCardBeside } from '../../../answering/pane/use-card-beside.tsx';
import { useTouched } from '../../../answering/pane/use-touched.ts';
import { WithPane } from '../../../answering/pane/with-pane.tsx';
import { Button } from '../../../components/button/button.tsx';
import { focusActiveCell } from '../../../components/data-table/focus-active-cell.ts';
import type { CellPosition } from '../../../components/data-table/grid-navigation.ts';
import { usePicks } from '../../../components/data-table/use-picks.ts';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { usePrinting } from '../../../components/print/printing.ts';
import { useShortcut } from '../../../components/shortcuts/shortcuts.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { columnOrder, findCell, gridView, ownershipAt, refsBetween, selectedBox } from '../model.ts';
import { planByHeads, planByPlace } from '../paste-plan.ts';
import { filterOf, type MatrixSearch, noFilter, type SearchPatch } from '../search.ts';
import { useCellAnswers } from '../use-cell-answers.ts';
import { useClipboard } from '../use-clipboard.ts';
import { useFound } from '../use-found.ts';
import { BulkBar } from './bulk-bar.tsx';
import { CellStrip } from './cell-strip.tsx';
import { GridKeys } from './grid-keys.tsx';
import styles from './matrix.module.css';
import { MatrixGrid } from './matrix-grid.tsx';
import { MatrixLegend } from './matrix-legend.tsx';
import { MatrixPrint } from './matrix-print.tsx';
import { usePasting } from './pasting.tsx';

const ADDRESS_PAUSE_MS = 400;

/** The grid with its legend, and the strip that says everything about the cell in focus or changes what is selected. */
export function GridPane(props: {
  readonly matrix: Matrix;
  readonly table: MatrixTable;
  readonly search: MatrixSearch;
  readonly onChange: (patch: SearchPatch) => void;
}) {
  const { matrix, table, search, onChange } = props;
  const { subject, domain, environment, tag } = search;
  const touched = useTouched(JSON.stringify(filterOf(search)));
  const { refs: found, error } = useFound(search, touched);
  const view = useMemo(
    () => gridView(table, { subject, domain, environment, tag, found }),
    [table, subject, domain, environment, tag, found],
  );
  const names = useMemo(() => namesById(matrix.parties), [matrix.parties]);
  const picks = usePicks<CellPosition>(JSON.stringify(filterOf(search)));
  const pasting = usePasting(names);
  const printing = usePrinting();
  const [upright, setUpright] = useState(true);
  const legend = useMemo(
    () => <MatrixLegend corner table={table} view={view} parties={matrix.parties} />,
    [table, view, matrix.parties],
  );
  // The address says where one stood; after that the focus is ours, and the address follows it.
  const [at, setAt] = useState<CellPosition>(
    () => (search.cell ? findCell(table, view, search.cell) : null) ?? { row: 0, column: 0 },
  );
  const cellAt = (place: CellPosition) => {
    const column = view.columns[place.column];
    const row = view.duties[place.row];
    return column === undefined || row === undefined ? undefined : table.cell(column, row);
  };
  const column = view.columns[Math.min(at.column, view.columns.length - 1)];
  const row = view.duties[Math.min(at.row, view.duties.length - 1)];
  const cell = column === undefined || row === undefined ? undefined : table.cell(column, row);
  const place =
    column === undefined || row === undefined
      ? undefined
      : `${table.columns[column]?.ref ?? ''}/${table.rows[row]?.id ?? ''}`;
  const order = useMemo(() => columnOrder(table, view, found), [table, view, found]);
  const beside = useCardBeside({
    order,
    onGo: (ref) => {
      const to = findCell(table, view, ref);
      if (to) setAt(to);
    },
    onLeave: focusActiveCell,
    isOpen: (ref) => ownershipAt(table, ref) === '',
  });
  const { follow } = beside;
  const goTo = useCallback(
    (to: CellPosition) => {
      setAt(to);
      const column = view.columns[to.column];
      const row = view.duties[to.row];
      const there = column === undefined || row === undefined ? undefined : table.cell(column, row)?.ref;
      if (there !== undefined) follow(there);
    },
    [table, view, follow],
  );
  const answers = useCellAnswers(cell?.ref ?? null);

  useEffect(() => {
    if (place === undefined || place === search.cell) return;
    const timer = setTimeout(() => onChange({ cell: place }), ADDRESS_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [place, search.cell, onChange]);

  /** What a cell says on the clipboard; nothing where nothing is asked or it is not among the selected. */
  const words = (entry: CellPosition) => {
    const here = cellAt(entry);
    if (!here || (picks.keys.size > 0 && !picks.keys.has(here.ref))) return '';
    return ownershipWords(decodeOwnership(here.ownership), names);
  };
  const takeAll = () => {
    const all = refsBetween(
      table,
      view,
      { row: 0, column: 0 },
      { row: view.duties.length - 1, column: view.columns.length - 1 },
    );
    picks.take(all.filter((ref) => found?.has(ref) ?? true));
  };
  useShortcut('Mod+A', 'Select every cell', takeAll, { group: 'Matrix' });
  useClipboard({
    copied: () => {
      const box = selectedBox(table, view, picks.keys) ?? {
        top: at.row,
        bottom: at.row,
        left: at.column,
        right: at.column,
      };
      const across = Array.from({ length: box.right - box.left + 1 }, (_, index) => box.left + index);
      return Array.from({ length: box.bottom - box.top + 1 }, (_, index) =>
        across.map((to) => words({ row: box.top + index, column: to })),
      );
    },
    onPaste: (block) => {
      const byHeads = planByHeads(block, matrix.parties);
      const [only] = block.length === 1 && block[0]?.length === 1 ? block[0] : [];
      const box = selectedBox(table, view, picks.keys);
      if (byHeads) void pasting.start(byHeads);
      else if (only !== undefined && picks.keys.size > 0)
        void pasting.start({
          changes: [...picks.keys].map((ref) => ({ ref, field: 'owners' as const, value: only })),
          ignored: [],
        });
      else
        void pasting.start(
          planByPlace(block, box ? { row: box.top, column: box.left } : at, (down, to) => {
            const here = cellAt({ row: down, column: to });
            return here ? { ref: here.ref, field: 'owners' } : null;
          }),
        );
    },
  });

  if (printing) return <MatrixPrint matrix={matrix} table={table} view={view} />;
  if (error)
    return (
      <div className={styles.padded}>
        <Notice tone="bad" title="The cells looked for cannot be shown">
          {failureOf(error).message}
        </Notice>
      </div>
    );
  if (view.columns.length === 0 || view.duties.length === 0)
    return (
      <EmptyState
        icon="filter"
        title="Nothing matches"
        actions={<Button onClick={() => onChange(noFilter(search))}>Show everything</Button>}
      >
        No service or duty fits what is chosen above.
      </EmptyState>
    );
  return (
    <WithPane pane={beside.pane}>
      <div className={styles.gridPane}>
        {picks.keys.size === 0 && !beside.open && <GridKeys answers={answers} />}
        {upright ? <span /> : <MatrixLegend table={table} view={view} parties={matrix.parties} />}
        <MatrixGrid
          table={table}
          view={view}
          parties={matrix.parties}
          at={at}
          onAt={goTo}
          inPane={beside.at}
          onOpen={beside.enter}
          picks={picks}
          found={found}
          legend={legend}
          onUpright={setUpright}
          startFocused={search.cell !== undefined}
        />
        {picks.keys.size > 0 ? (
          <BulkBar
            refs={picks.keys}
            onKeep={picks.take}
            onClear={() => {
              picks.clear();
              focusActiveCell();
            }}
          />
        ) : beside.open ? (
          <span />
        ) : (
          <CellStrip
            cellRef={cell?.ref ?? null}
            place={place ?? ''}
            answers={answers}
            columns={
              row === undefined || cell === undefined
                ? 0
                : table.columns.filter((_, index) => table.cell(index, row)?.ref === cell.ref).length
            }
            parties={matrix.parties}
            onOpen={beside.enter}
          />
        )}
        {pasting.dialog}
      </div>
    </WithPane>
  );
}
