// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual grid are placed by hand, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells take the focus, one at a time
import type { VirtualItem } from '@tanstack/react-virtual';
import { type MouseEvent, memo } from 'react';
import type { PartyKind } from '../../../../main/contract/parties.ts';
import type { MatrixTable } from '../../../../main/domain/pictures/matrix.ts';
import { useDraftedInLine } from '../../../answering/draft/use-draft.ts';
import { useShownInLine } from '../../../components/ownership/shown-ahead.ts';
import { cx } from '../../../lib/cx.ts';
import type { GridView } from '../model.ts';
import styles from './grid.module.css';
import { GridCell } from './grid-cell.tsx';

export const DomainRow = memo(function DomainRow(props: {
  readonly name: string;
  readonly duties: number;
  readonly index: number;
  readonly top: number;
  readonly height: number;
}) {
  return (
    <div
      role="row"
      aria-rowindex={props.index + 2}
      className={styles.domain}
      style={{ height: props.height, top: props.top }}
    >
      <div role="rowheader" aria-colindex={1} className={styles.domainName}>
        {props.name}
        <span className={styles.domainCount}>{props.duties}</span>
      </div>
    </div>
  );
});

interface DutyRowProps {
  readonly table: MatrixTable;
  readonly view: GridView;
  readonly row: number;
  readonly duty: number;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly first: number;
  readonly columns: readonly VirtualItem[];
  /** Column in focus, if this row has it. */
  readonly focused: number | null;
  /** The card of the cell in focus stands beside the grid, and may have the focus itself. */
  readonly marked: boolean;
  readonly kinds: ReadonlyMap<string, PartyKind>;
  readonly names: ReadonlyMap<string, string>;
  readonly cellId: (row: number, column: number) => string;
  readonly selected: ReadonlySet<string>;
  /** Refs looked for; the others are drawn faint. Null while none are looked for. */
  readonly found: ReadonlySet<string> | null;
  readonly gone: ReadonlySet<string>;
  readonly onFocusCell: (row: number, column: number) => void;
  readonly onPoint: (event: MouseEvent, row: number, column: number) => void;
  readonly onOpen: (ref: string) => void;
}

/** One responsibility across the services in view. Drawn again only when its own data or the columns in view change. */
export const DutyRow = memo(function DutyRow(props: DutyRowProps) {
  const { table, view, row, duty, first, height } = props;
  const entry = table.rows[row];
  const ahead = useShownInLine(entry?.id ?? '');
  const drafted = useDraftedInLine(entry?.id ?? '');
  return (
    <div role="row" aria-rowindex={props.index + 2} className={styles.row} style={{ height, top: props.top }}>
      <div
        role="rowheader"
        aria-colindex={1}
        title={entry?.name}
        className={cx(styles.duty, props.focused !== null && styles.currentDuty)}
        style={{ width: first }}
      >
        {entry?.name}
      </div>
      {props.columns.map((item, at) => {
        const column = view.columns[item.index] ?? -1;
        const held = table.cell(column, row);
        const cell = held && ahead?.ref === held.ref ? { ...held, ownership: ahead.written } : held;
        return (
          <GridCell
            key={table.columns[column]?.ref}
            cell={cell}
            selected={cell !== undefined && props.selected.has(cell.ref)}
            drafted={cell !== undefined && drafted.has(cell.ref)}
            faint={cell !== undefined && props.found !== null && !props.found.has(cell.ref)}
            gone={cell !== undefined && props.gone.has(cell.ref)}
            id={props.cellId(duty, item.index)}
            duty={duty}
            column={item.index}
            gap={item.start - (props.columns[at - 1]?.end ?? first)}
            width={item.size}
            focusable={props.focused === item.index}
            marked={props.marked && props.focused === item.index}
            kinds={props.kinds}
            names={props.names}
            onFocusCell={props.onFocusCell}
            onPoint={props.onPoint}
            onOpen={props.onOpen}
          />
        );
      })}
    </div>
  );
});
