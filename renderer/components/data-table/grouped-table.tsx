import { useMemo } from 'react';
import type { RegisterGroup } from '../../../main/contract/register.ts';
import type { Column } from './columns.ts';
import styles from './data-table.module.css';
import { DataTable, type DataTableProps } from './data-table.tsx';
import { type Line, lineAt, lineOfRow, rowAt } from './group-lines.ts';
import type { Selecting } from './selection.ts';
import { useColumnsInRoom } from './use-columns-in-room.ts';

type GroupedTableProps<R> = Omit<
  DataTableProps<R>,
  'heading' | 'onRange' | 'onResize' | 'onFocusCell' | 'initialRow'
> & {
  readonly groups: readonly RegisterGroup[];
};

/**
 * A table with a head before each group of its rows. Whoever uses it knows rows only, never the heads: a head that has the focus
 * stands for the first of its rows.
 */
export function GroupedTable<R>(props: GroupedTableProps<R>) {
  const { groups, onRowKey, onFocusRow, selected, selecting, current, mark } = props;
  const [room, inRoom] = useColumnsInRoom(props.columns);
  const columns = useMemo(() => inRoom.map(ofLine), [inRoom]);
  return (
    <div ref={room} className={styles.room}>
      <DataTable<Line<R>>
        label={props.label}
        answers={props.answers}
        columns={columns}
        count={props.count + groups.length}
        row={(index) => {
          const place = lineAt(groups, index);
          if ('group' in place) return { kind: 'group', group: place.group };
          const row = props.row(place.row);
          return row === undefined ? undefined : { kind: 'row', row };
        }}
        rowKey={(line) => (line.kind === 'row' ? props.rowKey(line.row) : `head ${line.group.start}`)}
        heading={(line) => (line.kind === 'group' ? `${line.group.label} (${line.group.count})` : null)}
        sort={props.sort}
        onSort={props.onSort}
        onOpen={onRow(props.onOpen)}
        onBeyond={onRow(props.onBeyond)}
        onRowKey={onRowKey && ((event, line) => line.kind === 'row' && onRowKey(event, line.row))}
        mark={mark && ((line) => (line.kind === 'row' ? mark(line.row) : null))}
        selected={selected && ((line) => line.kind === 'row' && selected(line.row))}
        selecting={selecting && selectingOn(selecting, groups)}
        onFocusRow={onFocusRow && ((line) => onFocusRow(rowAt(groups, line)))}
        current={current === undefined ? undefined : lineOfRow(groups, current)}
        empty={props.empty}
      />
    </div>
  );
}

const onRow = <R,>(act: ((row: R) => void) | undefined) =>
  act && ((line: Line<R>): void => (line.kind === 'row' ? act(line.row) : undefined));

const ofLine = <R,>({ cell, tip, ...column }: Column<R>): Column<Line<R>> => ({
  ...column,
  cell: (line) => (line.kind === 'row' ? cell(line.row) : null),
  ...(tip ? { tip: (line: Line<R>) => (line.kind === 'row' ? tip(line.row) : null) } : {}),
});

/** Selecting by the places of lines, kept by those of rows: a head has no box, and a range goes over it. */
const selectingOn = <R,>(selecting: Selecting<R>, groups: readonly RegisterGroup[]): Selecting<Line<R>> => {
  const { click, toggle, extend } = selecting;
  return {
    ...selecting,
    isSelected: (line) => line.kind === 'row' && selecting.isSelected(line.row),
    label: (line) => (line.kind === 'row' ? selecting.label(line.row) : ''),
    click: (line) => click(rowAt(groups, line)),
    toggle: (line) => {
      const place = lineAt(groups, line);
      if ('row' in place) toggle(place.row);
    },
    // Upwards a head stands for the last row before it.
    extend: (from, to) => {
      const place = lineAt(groups, to);
      const row = 'row' in place ? place.row : to < from ? place.group.start - 1 : place.group.start;
      extend(rowAt(groups, from), Math.max(0, row));
    },
  };
};
