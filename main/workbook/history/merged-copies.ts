import { dutyOf } from '../../domain/history/parts.ts';
import type { RowImage } from '../../domain/merge/rows.ts';
import type { ReadDb } from '../connection.ts';
import { hasMerges } from '../merge/records.ts';

/**
 * Who changed each duty in the copy that an entry merged, in the order in which they did; empty where the entry merged none. Looked up
 * by what the entry itself says, since a merge that was undone is no longer among the merges.
 */
export function writersInCopy(
  db: ReadDb,
  rev: number,
  ref: string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const writers = new Map<string, string[]>();
  if (!hasMerges(db)) return writers;
  // Whoever asks for one duty, or for one service, has not all of the copy's log taken apart.
  const named = ref === undefined ? '' : JSON.stringify(ref.split('/').at(-1));
  for (const merge of mergesAt(db, rev))
    for (const { who, rows } of db.iterate<{ who: string; rows: string }>(
      `SELECT who, rows FROM merged_change
       WHERE merge = ? AND who IS NOT NULL AND instr(rows, ?) > 0 ORDER BY rev`,
      merge,
      named,
    ))
      for (const duty of new Set((JSON.parse(rows) as RowImage[]).map(dutyOf))) {
        if (duty === null) continue;
        const known = writers.get(duty);
        if (known === undefined) writers.set(duty, [who]);
        else if (!known.includes(who)) known.push(who);
      }
  return writers;
}

/** Everybody who changed something in a copy that was merged, with the entries that merged those copies. */
export function peopleOfCopies(db: ReadDb): ReadonlyMap<string, ReadonlySet<number>> {
  const people = new Map<string, Set<number>>();
  if (!hasMerges(db)) return people;
  const entries = db.all<{ rev: number }>(
    "SELECT rev FROM change WHERE method IN ('merge.apply', 'merge.write')",
  );
  for (const { rev } of entries)
    for (const merge of mergesAt(db, rev))
      for (const { who } of db.all<{ who: string }>(
        'SELECT DISTINCT who FROM merged_change WHERE merge = ? AND who IS NOT NULL',
        merge,
      ))
        people.set(who, (people.get(who) ?? new Set()).add(rev));
  return people;
}

/** Numbers of the merges that an entry recorded. */
const mergesAt = (db: ReadDb, rev: number): readonly number[] =>
  db
    .all<{ number: number }>(
      `SELECT coalesce(json_extract(r.value, '$.after.contents'), json_extract(r.value, '$.after.number')) AS number
       FROM change c, json_each(c.rows) r
       WHERE c.rev = ? AND json_extract(r.value, '$.table') = 'merge'
       AND json_extract(r.value, '$.after.number') IS NOT NULL`,
      rev,
    )
    .map(({ number }) => number);
