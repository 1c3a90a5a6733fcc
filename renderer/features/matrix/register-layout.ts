import type { Grouping, RegisterColumn } from '../../../main/contract/register.ts';

/** A column of the register as somebody chose it; without a width it takes what there is. */
export interface ChosenColumn {
  readonly id: RegisterColumn;
  readonly width?: number;
}
interface Sized {
  readonly id: RegisterColumn;
  readonly width: number;
}

/** As the columns come: what a reader wants first comes first, and what there is no room for is left out. */
const BY_NEED: readonly RegisterColumn[] = [
  'service',
  'responsibility',
  'owner',
  'persons',
  'status',
  'note',
  'due',
  'evidence',
  'domain',
  'review',
  'waits',
  'ref',
];
/** The rows below a group's head would all say the same in this column. */
const SAID_BY: Readonly<Partial<Record<Grouping, RegisterColumn>>> = {
  service: 'service',
  domain: 'domain',
  persons: 'persons',
  status: 'status',
};

/** Reads the columns of an address, such as `service,owner:220`; null where none that is known is named. */
export function readColumns(
  text: string | undefined,
  known: readonly RegisterColumn[],
): readonly ChosenColumn[] | null {
  const seen = new Set<string>();
  const chosen = (text ?? '').split(',').flatMap((part): readonly ChosenColumn[] => {
    const [name = '', size = ''] = part.split(':');
    const id = known.find((entry) => entry === name);
    if (id === undefined || seen.has(id)) return [];
    seen.add(id);
    const width = Number(size);
    return [size !== '' && Number.isInteger(width) && width > 0 ? { id, width } : { id }];
  });
  return chosen.length === 0 ? null : chosen;
}
export const columnsText = (columns: readonly ChosenColumn[]): string =>
  columns.map(({ id, width }) => (width === undefined ? id : `${id}:${width}`)).join(',');

/** What fits into the room, in the order in which the columns stand. */
export function columnsThatFit(
  all: readonly Sized[],
  room: number,
  grouping?: Grouping,
): readonly ChosenColumn[] {
  const fitting = new Set<RegisterColumn>();
  let left = room;
  for (const id of BY_NEED) {
    const column = all.find((entry) => entry.id === id);
    if (!column || (grouping && SAID_BY[grouping] === id)) continue;
    if (column.width > left) break;
    left -= column.width;
    fitting.add(id);
  }
  return all.flatMap(({ id }) => (fitting.has(id) ? [{ id }] : []));
}

/** The columns that are shown: those chosen, else those that fit; never the one that the group's head says already. */
export function shownColumns(
  all: readonly Sized[],
  chosen: readonly ChosenColumn[] | null,
  room: number,
  grouping?: Grouping,
): readonly ChosenColumn[] {
  if (chosen === null) return columnsThatFit(all, room, grouping);
  const shown = chosen.filter(({ id }) => grouping === undefined || SAID_BY[grouping] !== id);
  return shown.length === 0 ? columnsThatFit(all, room, grouping) : shown;
}
