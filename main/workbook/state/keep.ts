import { DemarcError } from '../../contract/errors.ts';
import type { Connection, ReadDb, WriteDb } from '../connection.ts';
import { catchUp, KEPT_EVERY, type Kept, readKept } from './catch-up.ts';
import {
  type Batch,
  nameOfBatch,
  type RowChange,
  readBatches,
  readLoggedRows,
  textOfBatch,
  textOfRow,
} from './rows.ts';
import { addStep, addText, bytesOfSums, digestOfSums, emptySums, type Step, type Sums } from './sums.ts';
import { BATCH_TABLES } from './tables.ts';

/** What one transaction did to the state. */
export interface StateChange {
  readonly rows: readonly RowChange[];
  /** What it did to the texts of rows; one that is written and taken away again within it stands for nothing. */
  readonly step: Step;
  /** Batches that it wrote to. */
  readonly batches: readonly Pick<Batch, 'table' | 'of'>[];
}

/** The sums of everything recorded, read from the tables as they are now. `look` hears now and then how many rows are done. */
export function sumsOfTables(
  db: ReadDb,
  look?: (done: number) => void,
): { readonly sums: Sums; readonly batches: readonly Batch[] } {
  const sums = emptySums();
  let done = 0;
  for (const { table, shape, row } of readLoggedRows(db)) {
    addText(sums, textOfRow(table, shape, row));
    done += 1;
    if (done % 5000 === 0) look?.(done);
  }
  const batches = Object.keys(BATCH_TABLES).flatMap((table) => [...readBatches(db, table)]);
  for (const batch of batches) addText(sums, textOfBatch(batch));
  return { sums, batches };
}

/** The digest of the state: of every recorded row, as the tables hold them now. What a signature or an export vouches for. */
export const stateDigest = (db: ReadDb, look?: (done: number) => void): string =>
  digestOfSums(sumsOfTables(db, look).sums);

/**
 * Works out what the entry of a transaction says of the state after it, and remembers the sums for the next one; now and then they
 * are kept in the file, for whoever opens it. `before` is the digest in the entry before; null where there is none, which makes
 * this entry a checkpoint that names every batch. WORKBOOK_DAMAGED when neither the kept sums nor the tables have that digest.
 */
export function advanceState(
  db: WriteDb,
  before: string | null,
  change: StateChange,
): { readonly contents: string | null; readonly state: string } {
  const kept = before === null ? null : (takeWritten(db, before) ?? catchUp(db, before, change));
  const whole = kept === null ? sumsOfTables(db) : null;
  const step = new Map(change.step);
  const count = (batch: Batch, more: number) => {
    const text = textOfBatch(batch);
    step.set(text, (step.get(text) ?? 0) + more);
  };
  const named: Batch[] = [];
  for (const { table, of } of change.batches) {
    const earlier = lastBatch(db, table, of);
    const now = [...readBatches(db, table, of)][0] ?? { table, of, rows: 0, sha256: '' };
    if (earlier && earlier.rows > 0) count(earlier, -1);
    if (now.rows > 0) count(now, 1);
    named.push(now);
  }
  const after = whole?.sums ?? kept?.sums ?? emptySums();
  if (whole === null) addStep(after, step);
  else if (before !== null) {
    addStep(after, step, -1);
    if (digestOfSums(after) !== before) throw strayed();
    addStep(after, step);
  }
  const state = digestOfSums(after);
  const isDue = kept === null || named.length > 0 || kept.behind + 1 >= KEPT_EVERY;
  // What was written to the file is read there the next time: the transaction may not come to its end.
  if (isDue) db.run(KEEP, bytesOfSums(after));
  else written.set(db, { state, sums: after, behind: kept.behind + 1 });
  const gone = named.filter(({ rows }) => rows === 0);
  const batches = before === null ? [...(whole?.batches ?? []), ...gone] : named;
  return {
    contents: batches.length === 0 ? null : JSON.stringify(batches),
    state,
  };
}

const KEEP =
  'INSERT INTO kept_sums (id, sums) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET sums = excluded.sums';

/** At the end of a sitting: keeps the sums that a connection came to, so that whoever opens the file next begins with them. */
export function keepLast(connection: Connection): void {
  const last = written.get(connection);
  if (last === undefined) return;
  // The last transaction may not have come to its end.
  const head = connection.get<{ state: string }>('SELECT state FROM change ORDER BY rev DESC LIMIT 1');
  if (head?.state !== last.state) return;
  try {
    // No recorded row is written, and whoever watches over those is about to leave.
    connection.run(KEEP, bytesOfSums(last.sums));
    written.delete(connection);
  } catch {
    // Nothing recorded hangs on the sums: whoever opens the file next catches up with the log.
  }
}

/** The sums that each connection came to last. They hold for the next change where their state is that of the entry before it. */
const written = new WeakMap<ReadDb, Kept & { readonly state: string }>();
function takeWritten(db: ReadDb, state: string): Kept | null {
  const last = written.get(db);
  // They are changed in place.
  written.delete(db);
  return last?.state === state ? last : null;
}

const strayed = (): DemarcError =>
  new DemarcError(
    'WORKBOOK_DAMAGED',
    'The workbook no longer holds what its change log says, so nothing was written to it. "demarc verify" names what differs; "demarc repair FILE --out NEW" rebuilds it from the log; a backup holds an earlier state.',
  );

/** What is wrong with the sums that are kept for the next change, in a sentence; null where there are none, or an entry shortly before vouches for them. */
export const keptProblem = (db: ReadDb): string | null =>
  db.get('SELECT id FROM kept_sums') !== undefined && readKept(db) === null
    ? 'The sums that are kept of the recorded rows were altered. Nothing recorded hangs on them: the next change works them out anew.'
    : null;

/** What the log last said of a batch. */
function lastBatch(db: ReadDb, table: string, of: string | number): Batch | null {
  const name = nameOfBatch({ table, of });
  for (const { contents } of db.iterate<{ contents: string }>(
    'SELECT contents FROM change WHERE contents IS NOT NULL ORDER BY rev DESC',
  )) {
    const found = (JSON.parse(contents) as Batch[]).find((batch) => nameOfBatch(batch) === name);
    if (found) return found;
  }
  return null;
}
