import { isOfOthers, isOfUnused, isOfUsed } from '../../../domain/services/in-use.ts';
import { tellsOfUse } from '../../../domain/services/other-lists.ts';
import type { Table } from '../csv.ts';

const LONGEST_NAME = 100;

/** What stands above a list of one column: "Services in use", and not "Amazon OpenSearch Service". */
const ABOVE_LIST =
  /^names?$|^(?!(?:amazon|aws) (?!(?:services?|dienste?)(?: |$)))(?:\S+ ){0,3}(?:[\p{L}\d]+-)?(?:services?|dienste?|servicios?|servizi|usługi|diensten|serviços)(?: \S+){0,8}$/iu;
/** Whether a line says what the list below it is of. */
export const namesList = (line: string): boolean => ABOVE_LIST.test(line.slice(0, LONGEST_NAME).trim());

/** What a row of a table of services is: the title of the part below it, or a service, which below some titles need not be in use. */
export type RowIs = 'title' | 'service' | 'aside';

/**
 * Tells of each row of a table of services, in their order, which it is. A table that tells where something runs lists what runs, unless a title says
 * that it does not. `isAside`: so is all of the table, by what stands above it or what its sheet is called.
 */
export function partsOfTable(
  { headers, rows, above = '', sheet = '' }: Table,
  service: number,
): {
  readonly isAside: boolean;
  readonly isAsideBySheet: boolean;
  readonly next: (row: readonly string[]) => RowIs;
  /** The title of the part in which the last row is; empty above the first. */
  readonly title: () => string;
} {
  const isInventory = tellsOfUse(headers, rows, service);
  const isOfAside = (title: string): boolean =>
    isOfUnused(title) ||
    (!isInventory && !isOfUsed(title) && namesList(title.replace(/^#+ /, '')) && isOfOthers(title));
  const isBySheet = !isOfAside(above) && !isOfUsed(above) && isOfAside(sheet);
  let below = isBySheet || isOfAside(above);
  let last = '';
  const isList = headers.length <= 1;
  return {
    isAside: below && !rows.some((row) => titleIn(row) !== null),
    isAsideBySheet: isBySheet,
    next(row) {
      const title = isList ? null : titleIn(row);
      if (title === null) return below ? 'aside' : 'service';
      below = isOfAside(title);
      last = title;
      return 'title';
    },
    title: () => last,
  };
}

/** The title of a part of a table: a heading of Markdown, or a row of its own that says whether the services below it are in use. */
function titleIn(row: readonly string[]): string | null {
  const filled = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const [only = ''] = filled;
  if (filled.length !== 1) return null;
  const says = namesList(only) && (isOfUsed(only) || isOfOthers(only));
  return /^[> ]*#{1,6} /.test(only) || says ? only : null;
}
