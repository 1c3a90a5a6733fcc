import type { ReadDb } from '../connection.ts';
import { batchName, fieldName, recordName, shown } from './names.ts';
import type { Replay } from './replay.ts';
import {
  keyOf,
  nameOfBatch,
  readBatches,
  readLoggedRows,
  textOfBatch,
  textOfRow,
  type Values,
} from './rows.ts';
import { addText, digestOfSums, emptySums } from './sums.ts';
import { BATCH_TABLES } from './tables.ts';

/** What the tables say and the log does not, or the other way round. */
export interface Comparison {
  /** One sentence for each field of each record that differs, in the order of the tables. */
  readonly differences: readonly string[];
  /** How many differ beyond those that are named. */
  readonly more: number;
  /** Digest of the state as the tables hold it. */
  readonly state: string;
}

const NAMED = 500;

/**
 * Holds every recorded row against the log. Yields how many rows are done now and then, so that the caller can give way.
 * Nothing else may run on the connection until it ends.
 */
export function* compareWithLog(db: ReadDb, log: Replay): Generator<number, Comparison> {
  const sums = emptySums();
  const differences: string[] = [];
  let more = 0;
  const differs = (sentence: string) => {
    if (differences.length < NAMED) differences.push(sentence);
    else more += 1;
  };
  const found = new Map<string, Set<string>>();
  let done = 0;
  for (const { table, shape, row } of readLoggedRows(db)) {
    addText(sums, textOfRow(table, shape, row));
    const key = keyOf(shape, row);
    const seen = found.get(table) ?? new Set<string>();
    found.set(table, seen.add(key));
    compareRow(table, row, log.tables.get(table)?.get(key), differs);
    done += 1;
    if (done % 5000 === 0) yield done;
  }
  for (const [table, rows] of log.tables)
    for (const [key, row] of rows)
      if (!found.get(table)?.has(key)) differs(`${recordName(table, row)} is missing, the log has it.`);
  const batches = new Set<string>();
  for (const table of Object.keys(BATCH_TABLES))
    for (const batch of readBatches(db, table)) {
      addText(sums, textOfBatch(batch));
      batches.add(nameOfBatch(batch));
      const logged = log.batches.get(nameOfBatch(batch));
      const name = batchName(table, batch.of);
      if (logged === undefined) {
        // A log that no entry of this format closes says nothing of them.
        if (log.checkpoint) differs(`${name}: ${batch.rows} rows are there, the log has none.`);
      } else if (logged.rows !== batch.rows)
        differs(`${name}: ${batch.rows} rows are there, the log says ${logged.rows}.`);
      else if (logged.sha256 !== batch.sha256)
        differs(`${name}: what they say is not what the log vouches for.`);
    }
  for (const [name, batch] of log.batches)
    if (batch.rows > 0 && !batches.has(name))
      differs(`${batchName(batch.table, batch.of)}: they are missing, the log says ${batch.rows} rows.`);
  return { differences, more, state: digestOfSums(sums) };
}

/** The comparison at once, for those who need not give way. */
export function comparedWithLog(db: ReadDb, log: Replay): Comparison {
  const steps = compareWithLog(db, log);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function compareRow(
  table: string,
  row: Values,
  logged: Values | undefined,
  differs: (sentence: string) => void,
): void {
  if (logged === undefined) {
    differs(`${recordName(table, row)} is there, the log does not have it.`);
    return;
  }
  for (const [column, value] of Object.entries(row))
    if (value !== logged[column])
      differs(
        `${recordName(table, logged)}: ${fieldName(column)} is ${shown(value)}, the log says ${shown(logged[column] ?? null)}.`,
      );
}
