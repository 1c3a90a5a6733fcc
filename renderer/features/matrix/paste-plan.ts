import type { RegisterRow } from '../../../main/contract/assignments.ts';
import type { CellField } from '../../../main/contract/cells.ts';
import type { Party } from '../../../main/contract/parties.ts';
import { cellText, type RegisterNames } from '../../../main/domain/sheets/cell-words.ts';

export interface PastedCell {
  readonly ref: string;
  readonly field: CellField;
  readonly value: string;
}
export interface PastePlan {
  readonly changes: readonly PastedCell[];
  /** Sentences about what has no place here. */
  readonly ignored: readonly string[];
}

/** Heads of the columns that are copied, with what can be written back into each. */
const HEADS: readonly { readonly head: string; readonly field: CellField | null }[] = [
  { head: 'Ref', field: null },
  { head: 'Service', field: null },
  { head: 'Domain', field: null },
  { head: 'Responsibility', field: null },
  { head: 'Owner', field: 'owners' },
  { head: 'Persons', field: 'person' },
  { head: 'Status', field: 'status' },
  { head: 'Due date', field: 'dueOn' },
  { head: 'Reason', field: 'reason' },
  { head: 'Note', field: 'note' },
];
const textHead = (party: Pick<Party, 'name'>): string => `Text: ${party.name}`;

/** Rows of the register as they are copied: a line of heads, then one line a row with every text of it. */
export function copiedRows(
  rows: readonly RegisterRow[],
  parties: readonly Pick<Party, 'id' | 'name'>[],
  names: RegisterNames,
): readonly (readonly string[])[] {
  const fields = [
    ...HEADS.slice(4).map(({ field }) => field ?? 'note'),
    ...parties.map((party): CellField => `text/${party.id}`),
  ];
  return [
    [...HEADS.map(({ head }) => head), ...parties.map(textHead)],
    ...rows.map((row) => [
      row.ref,
      row.subjectLabel,
      row.domainName,
      row.responsibilityName,
      ...fields.map((field) => cellText(row, field, names)),
    ]),
  ];
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** A block with a line of heads, one of them Ref: each cell goes where its ref and head say. Null for other blocks. */
export function planByHeads(
  block: readonly (readonly string[])[],
  parties: readonly Pick<Party, 'id' | 'name'>[],
): PastePlan | null {
  const [heads = [], ...rows] = block;
  const refAt = heads.findIndex((head) => same(head, 'Ref'));
  if (refAt < 0 || rows.length === 0) return null;
  const ignored: string[] = [];
  const fields = heads.map((head): CellField | null => {
    const known = HEADS.find((entry) => same(entry.head, head));
    if (known) return known.field;
    const party = parties.find((entry) => same(textHead(entry), head));
    if (party) return `text/${party.id}`;
    if (head.trim() !== '') ignored.push(`The column "${head.trim()}" is not one of the register's.`);
    return null;
  });
  const changes = rows.flatMap((row) => {
    const ref = (row[refAt] ?? '').trim();
    if (ref === '') return [];
    return row.flatMap((value, at): PastedCell[] => {
      const field = fields[at];
      return field ? [{ ref, field, value }] : [];
    });
  });
  return { changes, ignored };
}

/** What a view has at the places where a block lands; null where nothing can be written. */
export type CellAt = (
  row: number,
  column: number,
) => { readonly ref: string; readonly field: CellField } | null;

/** A block from a cell downwards and to the right, as spreadsheets paste. */
export function planByPlace(
  block: readonly (readonly string[])[],
  start: { readonly row: number; readonly column: number },
  cellAt: CellAt,
): PastePlan {
  const changes: PastedCell[] = [];
  const seen = new Set<string>();
  let outside = 0;
  for (const [row, values] of block.entries())
    for (const [column, value] of values.entries()) {
      const cell = cellAt(start.row + row, start.column + column);
      if (!cell) {
        if (value.trim() !== '') outside += 1;
        continue;
      }
      // A provider's duty stands in every column of the grid, but is answered once.
      const key = `${cell.ref} ${cell.field}`;
      if (seen.has(key)) continue;
      seen.add(key);
      changes.push({ ...cell, value });
    }
  return {
    changes,
    ignored:
      outside === 0
        ? []
        : [`${outside} ${outside === 1 ? 'cell lies' : 'cells lie'} where nothing can be written.`],
  };
}
