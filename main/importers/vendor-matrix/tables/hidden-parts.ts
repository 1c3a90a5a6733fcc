import { columnLetters } from '../../../domain/sheets/cell-address.ts';
import type { HiddenParts } from '../../sheets/worksheet.ts';
import { OWNING } from '../layouts.ts';
import type { SheetReading } from '../ledger.ts';
import type { MappedSheet } from '../map-sheet.ts';

/** More are counted. */
const TOLD = 12;

/** A mapping in which a hidden column that says who owns what is left aside where one that is shown says the same: what was hidden is most likely of before. */
export function withoutHiddenOwners(found: MappedSheet, hidden: HiddenParts): MappedSheet {
  if (found.controls === null || found.mapping.origin !== 'recognised' || hidden.columns.length === 0)
    return found;
  const { columns } = found.mapping;
  const isShown = (column: number) => !isHidden(hidden, column);
  const shown = new Set(columns.flatMap(({ column, meaning }) => (isShown(column) ? [meaning] : [])));
  const left = columns.map((entry) =>
    !isShown(entry.column) && OWNING.has(entry.meaning) && shown.has(entry.meaning)
      ? ({ ...entry, meaning: 'ignore', confidence: 'sure' } as const)
      : entry,
  );
  return { ...found, mapping: { ...found.mapping, columns: left } };
}
const isHidden = ({ columns }: HiddenParts, column: number): boolean =>
  columns.some(([first, last]) => column >= first && column <= last);

/** What is told of the hidden rows and columns of a sheet of which claims were read; null where there are none among these. */
export function hiddenNote(
  sheet: string,
  { mapping }: MappedSheet,
  { claims }: SheetReading,
  hidden: HiddenParts,
): string | null {
  const columns = mapping.columns.filter(
    ({ column, meaning }) => meaning !== 'unknown' && isHidden(hidden, column),
  );
  const claimed = new Set(claims.map(({ cell }) => Number(cell.replace(/^[A-Z]{1,3}/, ''))));
  const rows = hidden.rows.filter((row) => claimed.has(row));
  const read = columns.filter(({ meaning }) => meaning !== 'ignore');
  const aside = columns.filter(({ meaning }) => meaning === 'ignore');
  const told = [
    ...(read.length > 0
      ? [
          `${listed(
            'column',
            read.map(({ column }) => columnLetters(column)),
          )} read like the others`,
        ]
      : []),
    ...(aside.length > 0
      ? [
          `${listed(
            'column',
            aside.map(({ column }) => columnLetters(column)),
          )} left aside`,
        ]
      : []),
    ...(rows.length > 0 ? [`${listed('row', rows.map(String))} read like the others`] : []),
  ];
  return told.length === 0
    ? null
    : `The sheet "${sheet}" has parts that are hidden in the file: ${told.join('; ')}.`;
}
function listed(what: string, names: readonly string[]): string {
  const more = names.length - TOLD;
  return `${what}${names.length === 1 ? '' : 's'} ${names.slice(0, TOLD).join(', ')}${more > 0 ? ` and ${more} more` : ''} ${names.length === 1 ? 'was' : 'were'}`;
}
