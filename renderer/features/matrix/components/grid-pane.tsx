import { useDeferredValue, useMemo, useState } from 'react';
import type { Matrix } from '../../../../main/contract/matrix.ts';
import { namesById } from '../../../../main/domain/duties/ownership.ts';
import type { MatrixTable } from '../../../../main/domain/pictures/matrix.ts';
import { CardLine, CardLineRoom } from '../../../answering/line/card-line.tsx';
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
import { gridView } from '../model.ts';
import { filterOf, type MatrixSearch, noFilter, type SearchPatch } from '../search.ts';
import { useFound } from '../use-found.ts';
import { useGone } from '../use-gone.ts';
import { useGridPlace } from '../use-grid-place.ts';
import { useGridSelection } from '../use-grid-selection.ts';
import { BulkBar } from './bulk-bar.tsx';
import styles from './matrix.module.css';
import { MatrixGrid } from './matrix-grid.tsx';
import { MatrixLegend } from './matrix-legend.tsx';
import { MatrixPrint } from './matrix-print.tsx';
import { usePasting } from './pasting.tsx';

const NONE: ReadonlySet<string> = new Set();
const ARROWS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

/** The grid with its legend, and the strip that says everything about the cell in focus or changes what is selected. */
export function GridPane(props: {
  readonly matrix: Matrix;
  readonly table: MatrixTable;
  readonly search: MatrixSearch;
  readonly onChange: (patch: SearchPatch) => void;
}) {
  const { matrix, table, search, onChange } = props;
  const { parties } = matrix;
  const { subject, domain, environment, account, region, tag } = search;
  const filter = JSON.stringify(filterOf(search));
  const touched = useTouched(filter);
  const { refs: found, error } = useFound(search, touched);
  const gone = useGone(filterOf(search), found === null ? NONE : touched);
  const view = useMemo(
    () => gridView(table, { subject, domain, environment, account, region, tag, found }),
    [table, subject, domain, environment, account, region, tag, found],
  );
  const names = useMemo(() => namesById(parties), [parties]);
  const picks = usePicks<CellPosition>(filter);
  const pasting = usePasting(names);
  const printing = usePrinting();
  const [upright, setUpright] = useState(true);
  const legend = useMemo(
    () => <MatrixLegend corner table={table} view={view} parties={parties} />,
    [table, view, parties],
  );
  const place = useGridPlace(table, view, found, search, onChange);
  const { at, beside } = place;
  const drawn = useDeferredValue(beside.open);
  useGridSelection({ table, view, found, parties, names, at, picks, onPaste: pasting.start });
  // In the grid itself the arrows move; from elsewhere they lead back to it.
  useShortcut(ARROWS, 'Move through the grid', focusActiveCell, { group: 'Matrix', hidden: true });

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
        {upright ? <span /> : <MatrixLegend table={table} view={view} parties={parties} />}
        <MatrixGrid
          table={table}
          view={view}
          parties={parties}
          at={at}
          onAt={place.goTo}
          inPane={beside.at}
          onOpen={beside.enter}
          picks={picks}
          found={found}
          gone={gone}
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
          <CardLineRoom left={drawn} />
        ) : (
          <CardLine at={place.ref} near={place.near} onWhole={beside.enter} onBack={focusActiveCell} />
        )}
        {pasting.dialog}
      </div>
    </WithPane>
  );
}
