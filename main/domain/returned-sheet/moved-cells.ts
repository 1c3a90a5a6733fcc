import { fieldOfColumn } from '../answers/fields.ts';
import { partyColumn, type RegisterColumnId } from '../sheets/register-cells.ts';

/** A row of a sheet as it is and as the register has it: texts in the order of the columns. */
export interface ComparedRow {
  readonly number: number;
  readonly texts: readonly string[];
  /** What the register says, or said when the sheet was exported: a cell that says either was not touched. */
  readonly now: readonly string[];
  readonly exported: readonly string[];
}
/** Cells that say what belongs to other rows: by column, the numbers of their rows. */
export type MovedCells = ReadonlyMap<number, ReadonlySet<number>>;

/** So many cells, of so many different texts, are no coincidence: one after the other, or anywhere in a column. */
const RUN = { texts: 2, ofFreeText: 4, ofFewWords: 8 } as const;
const MIXED = { texts: 3, ofFreeText: 4, ofFewWords: 10, share: 0.8 } as const;

interface Changed {
  readonly number: number;
  readonly text: string;
  readonly belongs: string;
}
interface Run {
  /** Every changed cell in it, and how many of those hold something. */
  changed: Changed[];
}

/**
 * Finds columns of which cells were shifted by a row, or sorted without the rest: they hold what belongs to their neighbours,
 * or among them the same texts as before in other rows. `feed` takes the rows in the order of the sheet.
 */
export function movedCells(columns: readonly { readonly id: RegisterColumnId }[]) {
  const watched = columns.flatMap(({ id }, index) => (LABELS.has(id) ? [] : [{ id, index }]));
  const runs = new Map(watched.map(({ index }) => [index, { above: empty(), below: empty() }]));
  const changes = new Map<number, Changed[]>(watched.map(({ index }) => [index, []]));
  const moved = new Map<number, Set<number>>();
  let last: ComparedRow | null = null;
  const mark = (index: number, cells: readonly Changed[]) => {
    const rows = moved.get(index) ?? new Set<number>();
    moved.set(index, rows);
    for (const { number } of cells) rows.add(number);
  };
  const end = (id: RegisterColumnId, index: number, run: Run) => {
    const full = run.changed.filter(({ text }) => text !== '');
    const enough = full.length >= (isFreeText(id) ? RUN.ofFreeText : RUN.ofFewWords);
    if (enough && new Set(full.map(({ text }) => text)).size >= RUN.texts) mark(index, run.changed);
    run.changed = [];
  };
  const changedIn = ({ number, texts, now, exported }: ComparedRow, index: number): Changed | null => {
    const text = texts[index] ?? '';
    return text === now[index] || text === exported[index]
      ? null
      : { number, text, belongs: exported[index] ?? '' };
  };
  return {
    feed(row: ComparedRow): void {
      for (const { id, index } of watched) {
        const changed = changedIn(row, index);
        if (changed) changes.get(index)?.push(changed);
        const run = runs.get(index);
        if (!run || !last) continue;
        // What stands here belongs to the row above: shifted down. What stands above belongs here: shifted up.
        if (row.texts[index] !== last.exported[index]) end(id, index, run.above);
        else if (changed) run.above.changed.push(changed);
        const before = changedIn(last, index);
        if (last.texts[index] !== row.exported[index]) end(id, index, run.below);
        else if (before) run.below.changed.push(before);
      }
      last = row;
    },
    /** After the last row. */
    take(): MovedCells {
      for (const { id, index } of watched) {
        const run = runs.get(index);
        if (run) for (const each of [run.above, run.below]) end(id, index, each);
        mark(index, mixed(changes.get(index) ?? [], isFreeText(id)));
        if (moved.get(index)?.size === 0) moved.delete(index);
      }
      return moved;
    },
  };
}

const empty = (): Run => ({ changed: [] });
/** What a row is known by, and an instant, which spreadsheets keep in a form of their own. */
const LABELS: ReadonlySet<RegisterColumnId> = new Set(['ref', 'service', 'responsibility', 'answered-at']);
const isFreeText = (id: RegisterColumnId): boolean => {
  const own = partyColumn(id);
  if (own) return own.part === 'text';
  const field = fieldOfColumn(id);
  return field === 'note' || field === 'deviationReason' || field === 'notApplicable';
};

/** Changed cells that among them say what they said before, in other rows; none where that may be a coincidence. */
function mixed(changed: readonly Changed[], freeText: boolean): readonly Changed[] {
  const came = changed.filter(({ text }) => text !== '');
  if (came.length < (freeText ? MIXED.ofFreeText : MIXED.ofFewWords)) return [];
  const left = new Map<string, number>();
  let gone = 0;
  for (const { belongs } of changed) {
    if (belongs === '') continue;
    left.set(belongs, (left.get(belongs) ?? 0) + 1);
    gone += 1;
  }
  const found = came.filter(({ text }) => {
    const count = left.get(text) ?? 0;
    if (count > 0) left.set(text, count - 1);
    return count > 0;
  });
  const enough = found.length >= MIXED.share * Math.max(came.length, gone);
  return enough && new Set(found.map(({ text }) => text)).size >= MIXED.texts ? found : [];
}
