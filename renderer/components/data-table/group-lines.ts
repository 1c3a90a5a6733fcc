import type { RegisterGroup } from '../../../main/contract/register.ts';

/** A line of a grouped table as drawn: the head of a group, or a row. */
export type Line<R> =
  | { readonly kind: 'group'; readonly group: RegisterGroup }
  | { readonly kind: 'row'; readonly row: R };

/** What stands on a line: a group's head, or the row with that index. Each group's head comes before its first row. */
export function lineAt(
  groups: readonly RegisterGroup[],
  line: number,
): { readonly group: RegisterGroup } | { readonly row: number } {
  let low = 0;
  let high = groups.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((groups[middle]?.start ?? 0) + middle <= line) low = middle + 1;
    else high = middle;
  }
  const group = groups[low - 1];
  if (!group) return { row: line };
  return group.start + low - 1 === line ? { group } : { row: line - low };
}
/** The row at or after a line, for ranges whose ends may be heads. */
export function rowAt(groups: readonly RegisterGroup[], line: number): number {
  const at = lineAt(groups, line);
  return 'row' in at ? at.row : at.group.start;
}

/** The line on which the row with an index stands, after the heads of its group and those before. */
export function lineOfRow(groups: readonly RegisterGroup[], row: number): number {
  let low = 0;
  let high = groups.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((groups[middle]?.start ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  return row + low;
}
