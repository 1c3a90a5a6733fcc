import type { UnplacedCell } from '../../contract/sheets.ts';
import type { SheetComparison, SheetDifference } from '../../domain/returned-sheet/compare-sheet.ts';
import { columnLetters } from '../../domain/sheets/cell-address.ts';
import { plainText } from '../../domain/words/plain-text.ts';
import { NAMED_CELLS } from '../../importers/returned-sheet/other-sheets.ts';
import type { ReturnedRegister } from '../../importers/returned-sheet/read-register.ts';

const nothing = { ref: null, field: null, suggestion: null, written: '', party: null } as const;

/** Columns that somebody added, with a heading or without, each named once with how much in it was not read. */
export function otherColumns(file: ReturnedRegister): readonly UnplacedCell[] {
  const headings = new Map(file.others.map((other) => [other.column, other]));
  const columns = [...file.unread()].sort(([a], [b]) => a - b);
  return columns.map(([column, count]): UnplacedCell => {
    const cells = count === 1 ? 'Its one cell was' : `Its ${count} cells were`;
    const letters = columnLetters(column);
    const other = headings.get(column);
    const heading = other?.heading.trim() ?? '';
    return {
      ...nothing,
      sheet: file.sheet,
      cell: letters,
      value: plainText(heading),
      why:
        other === undefined
          ? `The column ${letters} has no heading. ${cells} not read; move what matters into the note.`
          : other.twice
            ? `The column "${heading}" stands here twice, beside one of the same meaning, or could be either of two. ${cells} not read.`
            : `"${heading}" is not a column of the register. ${cells} not read; move what matters into the note.`,
      kind: 'column',
    };
  });
}

/** Remarks that somebody pinned to cells: the register has no place for them, and they are often the answer. */
export const commentsOf = async (file: ReturnedRegister): Promise<readonly UnplacedCell[]> =>
  (await file.comments()).map(({ sheet, cell, text }) => ({
    ...nothing,
    sheet,
    cell,
    value: plainText(text),
    why: 'It is a comment beside the cell, which is not read. Move what matters into the note.',
    kind: 'invalid',
  }));

/** Sheets that somebody put into the file: each named once, with how much stands in it. */
export const addedSheetsOf = async (file: ReturnedRegister): Promise<readonly UnplacedCell[]> =>
  (await file.added()).map(({ sheet, cell, text, cells }) => ({
    ...nothing,
    sheet,
    cell,
    value: plainText(text),
    why: `The sheet "${sheet}" is not one of the export. ${cells === 1 ? 'Its one cell was' : `Its ${cells} cells were`} not read; move what matters into the note.`,
    kind: 'invalid',
  }));

/** Cells that somebody changed on other sheets of the export, each named; of many on one sheet the first, and how many there are. */
export const changedElsewhere = async (file: ReturnedRegister): Promise<readonly UnplacedCell[]> =>
  (await file.changed()).flatMap(({ sheet, cells, count, struck }) => {
    const named = count > cells.length ? cells.slice(0, 1) : cells;
    const why =
      count > cells.length
        ? `${count} cells of "${sheet}" say something else than they were exported with (${cells.map(({ cell }) => cell).join(', ')} and more). Only "${file.sheet}" is read back; move what matters there, or into Demarc itself.`
        : `It says something else than it was exported with. Only "${file.sheet}" is read back; move what matters there, or into Demarc itself.`;
    const tell = (list: typeof named, said: string) =>
      list.map(({ cell, text }) => ({
        ...nothing,
        sheet,
        cell,
        value: plainText(text),
        why: said,
        kind: 'invalid' as const,
      }));
    const only = `Only "${file.sheet}" is read back, and no strokes through its texts either; say there in words what is meant.`;
    return [...tell(named, why), ...tell(struck, `The text is struck through. ${only}`)];
  });

/** Where somebody made cells lead, on any sheet of the export: each named, of many on one sheet the first. */
export const linksOf = async (file: ReturnedRegister): Promise<readonly UnplacedCell[]> =>
  (await file.links()).flatMap(({ sheet, links }) => {
    const many = links.length > NAMED_CELLS ? ` So do ${links.length - 1} other cells of "${sheet}".` : '';
    return (many === '' ? links : links.slice(0, 1)).map(
      ({ cell, target }): UnplacedCell => ({
        ...nothing,
        sheet,
        cell,
        value: plainText(target ?? ''),
        why:
          target === null
            ? `The cell was exported with a link, which is gone. Links are not read.${many}`
            : `The cell leads there, and links are not read.${many} Add the address as evidence, or write it into the note.`,
        kind: 'invalid',
      }),
    );
  });

/** What a copy of the register says otherwise: named, since only one sheet is read. */
export function cellsOfCopy(
  { changes, unplaced }: Pick<SheetComparison, 'changes' | 'unplaced'>,
  read: string,
): readonly UnplacedCell[] {
  const changed = changes.map(
    ({ sheet, cell, after, ref, field }): UnplacedCell => ({
      ...nothing,
      sheet,
      cell,
      value: after,
      why: `It stands on another sheet than "${read}", which alone is read. Write it there to take it in.`,
      kind: 'invalid',
      ref,
      field,
    }),
  );
  return [...changed, ...unplaced];
}

const MERGED =
  'It is part of a merged area, of which only the first cell can say anything, so it was not taken for an emptied cell. Undo the merging and write the value in each row.';

/**
 * Takes what only seems emptied out of the changes: a merged area shows one value and keeps the others empty. Whatever its first cell says
 * newly is of that row alone, which is told.
 */
export function withoutMerged(
  changes: readonly SheetDifference[],
  file: ReturnedRegister,
): { readonly changes: readonly SheetDifference[]; readonly merged: readonly UnplacedCell[] } {
  const { kept = [], merged = [] } = Object.groupBy(changes, ({ after, cell }) =>
    after === '' && file.isMerged(cell) ? 'merged' : 'kept',
  );
  const unplaced = ({ sheet, ref, field }: SheetDifference, cell: string, value: string, why: string) =>
    ({ ...nothing, sheet, cell, value, why, kind: 'invalid', ref, field }) as const;
  const spread = kept.flatMap((change) => {
    const covered = file.coveredBelow(change.cell);
    return covered === null
      ? []
      : [
          unplaced(
            change,
            change.cell,
            change.after,
            `It is merged with ${covered}, and is taken for its own row alone. Undo the merging and write the value in each row that it is meant for.`,
          ),
        ];
  });
  return {
    changes: kept,
    merged: [...merged.map((change) => unplaced(change, change.cell, '', MERGED)), ...spread],
  };
}
