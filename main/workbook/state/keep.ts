import { DemarcError } from '../../contract/errors.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { type Batch, nameOfBatch, readBatches, readLoggedRows, textOfBatch, textOfRow } from './rows.ts';
import {
  addSums,
  addText,
  bytesOfSums,
  digestOfSums,
  emptySums,
  type Sums,
  subtractSums,
  subtractText,
  sumsFromBytes,
} from './sums.ts';
import { BATCH_TABLES } from './tables.ts';

/** What one transaction did to the state. */
export interface StateChange {
  /** Sums of the rows as they are after it, less those of the rows as they were; the batches are added to it. */
  readonly delta: Sums;
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
 * Works out what the entry of a transaction says of the state after it, and keeps the sums for the next one. `before` is the
 * digest in the entry before; null where there is none, which makes this entry a checkpoint that names every batch.
 * WORKBOOK_DAMAGED when neither the kept sums nor the tables have that digest.
 */
export function advanceState(
  db: WriteDb,
  before: string | null,
  change: StateChange,
): { readonly contents: string | null; readonly state: string } {
  const kept = before === null ? null : (takeWritten(db, before) ?? readKept(db, before));
  const whole = kept === null ? sumsOfTables(db) : null;
  const step = change.delta;
  const named: Batch[] = [];
  for (const { table, of } of change.batches) {
    const earlier = lastBatch(db, table, of);
    const now = [...readBatches(db, table, of)][0] ?? { table, of, rows: 0, sha256: '' };
    if (earlier && earlier.rows > 0) subtractText(step, textOfBatch(earlier));
    if (now.rows > 0) addText(step, textOfBatch(now));
    named.push(now);
  }
  const after = whole?.sums ?? kept ?? emptySums();
  if (whole === null) addSums(after, step);
  else if (before !== null) {
    subtractSums(after, step);
    if (digestOfSums(after) !== before) throw strayed();
    addSums(after, step);
  }
  const state = digestOfSums(after);
  db.run(
    'INSERT INTO kept_sums (id, sums) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET sums = excluded.sums',
    bytesOfSums(after),
  );
  written.set(db, { state, sums: after });
  const gone = named.filter(({ rows }) => rows === 0);
  const batches = before === null ? [...(whole?.batches ?? []), ...gone] : named;
  return {
    contents: batches.length === 0 ? null : JSON.stringify(batches),
    state,
  };
}

/** The sums that each connection came to last. They hold for the next change where their state is that of the entry before it. */
const written = new WeakMap<ReadDb, { readonly state: string; readonly sums: Sums }>();
function takeWritten(db: ReadDb, state: string): Sums | null {
  const last = written.get(db);
  // They are changed in place.
  written.delete(db);
  return last?.state === state ? last.sums : null;
}

const strayed = (): DemarcError =>
  new DemarcError(
    'WORKBOOK_DAMAGED',
    'The workbook no longer holds what its change log says, so nothing was written to it. "demarc verify" names what differs; "demarc repair FILE --out NEW" rebuilds it from the log; a backup holds an earlier state.',
  );

/** What is wrong with the sums that are kept for the next change, in a sentence; null where there are none or they have the digest of the last entry. */
export const keptProblem = (db: ReadDb, digest: string): string | null =>
  db.get('SELECT id FROM kept_sums') !== undefined && readKept(db, digest) === null
    ? 'The sums that are kept of the recorded rows were altered. Nothing recorded hangs on them: the next change works them out anew.'
    : null;

function readKept(db: ReadDb, digest: string): Sums | null {
  const row = db.get<{ sums: Uint8Array }>('SELECT sums FROM kept_sums WHERE id = 1');
  const sums = row ? sumsFromBytes(row.sums) : null;
  return sums !== null && digestOfSums(sums) === digest ? sums : null;
}

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
