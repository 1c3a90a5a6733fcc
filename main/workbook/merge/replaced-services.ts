import type { Row } from '../../domain/merge/rows.ts';
import { sameRow } from '../../domain/merge/table-rules.ts';
import type { ReadDb } from '../connection.ts';
import { type LogEntry, rowsOf, writtenSince } from './read-log.ts';
import { readPastMerges } from './records.ts';

const TABLE = 'service_in_use';

/** What bears a name: 0 is what bore it at the revision, and every other that came under it counts up. */
interface Borne {
  readonly now: number;
  readonly last: number;
  readonly gone: readonly (readonly [which: number, row: Row])[];
}

/**
 * Services in use, by their names of today, that are not what bore the name after a revision: somebody removed that and added another.
 * What an undo or a redo brings back is what it was. None where nothing tells since when (revision 0).
 */
export function replacedServices(db: ReadDb, after: number): ReadonlySet<string> {
  const borne = new Map<string, Borne>();
  if (after === 0) return new Set();
  const renames = new Map(readPastMerges(db).map(({ rev, ownRenames }) => [rev, ownRenames[TABLE] ?? {}]));
  for (const entry of entriesOfServices(db, after)) {
    // A merge may have called it otherwise.
    const moved = Object.entries(renames.get(entry.rev) ?? {}).flatMap(([name, today]) => {
      const known = borne.get(name);
      return known ? [[today, known] as const] : [];
    });
    for (const { before, after: row } of entry.rows) {
      const ref = String((before ?? row)?.ref);
      borne.set(ref, next(borne.get(ref), before, row, BRINGS_BACK.has(entry.method)));
    }
    for (const [today, known] of moved) borne.set(today, known);
  }
  return new Set([...borne].flatMap(([ref, { now }]) => (now > 0 ? [ref] : [])));
}
const BRINGS_BACK: ReadonlySet<string> = new Set(['workbook.undo', 'workbook.redo']);

function next(
  { now, last, gone }: Borne = { now: 0, last: 0, gone: [] },
  before: Row | null,
  after: Row | null,
  isBack: boolean,
): Borne {
  if (after === null)
    return before === null ? { now, last, gone } : { now, last, gone: [...gone, [now, before]] };
  if (before !== null || gone.length === 0) return { now, last, gone };
  const same = isBack ? gone.findLast(([, row]) => sameRow(row, after)) : undefined;
  return same ? { now: same[0], last, gone } : { now: last + 1, last: last + 1, gone };
}

/** Entries that tell of services, oldest first; an escape may spell any name. */
function entriesOfServices(db: ReadDb, after: number): readonly Pick<LogEntry, 'rev' | 'method' | 'rows'>[] {
  const entries: Pick<LogEntry, 'rev' | 'method' | 'rows'>[] = [];
  for (const { rev, method, rows } of writtenSince(db, after))
    if (/"service_in_use"|\\u/.test(rows))
      entries.push({ rev, method, rows: rowsOf(rows, rev).filter(({ table }) => table === TABLE) });
  return entries.reverse();
}
