/** A column of a list as somebody chose it; without a width it takes what there is. */
export interface ChosenColumn<Id extends string = string> {
  readonly id: Id;
  readonly width?: number;
}

/** Reads the columns of an address, such as `service,owner:220`; null where none that is known is named. */
export function readColumns<Id extends string>(
  text: string | undefined,
  known: readonly Id[],
): readonly ChosenColumn<Id>[] | null {
  const seen = new Set<string>();
  const chosen = (text ?? '').split(',').flatMap((part): readonly ChosenColumn<Id>[] => {
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

/** What fits into the room of what a reader wants, the most wanted first; in the order in which the columns stand. */
export function columnsThatFit<Id extends string>(
  all: readonly { readonly id: Id; readonly width: number }[],
  byNeed: readonly Id[],
  room: number,
): readonly ChosenColumn<Id>[] {
  const fitting = new Set<Id>();
  let left = room;
  for (const id of byNeed) {
    const column = all.find((entry) => entry.id === id);
    if (!column) continue;
    if (column.width > left) break;
    left -= column.width;
    fitting.add(id);
  }
  return all.flatMap(({ id }) => (fitting.has(id) ? [{ id }] : []));
}

/** Columns with the widths that somebody gave them. */
export const asChosen = <Id extends string, C extends { readonly id: Id; readonly grow?: number }>(
  all: readonly C[],
  chosen: readonly ChosenColumn<Id>[],
): readonly C[] =>
  chosen.flatMap(({ id, width }) => {
    const column = all.find((entry) => entry.id === id);
    if (!column) return [];
    if (width === undefined) return [column];
    const { grow: _grow, ...fixed } = column;
    return [{ ...fixed, width } as unknown as C];
  });
