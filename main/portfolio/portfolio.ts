import type { Kysely } from 'kysely';
import type { TableName, Tables } from './tables.ts';

export type CellValue = string | number | null | Uint8Array;

/** An open portfolio, on whichever engine: one connection, which does one thing after the other. */
export interface Portfolio {
  /** What messages call it. */
  readonly name: string;
  readonly engine: 'sqlite' | 'postgres';
  /** Asks the tables by their names, wherever they lie. */
  readonly db: Kysely<Tables>;
  /** Runs a statement that kysely has no words for. */
  run(statement: string): Promise<void>;
  /** Writes many rows at once, in the order of the table's columns; gives back how many. Gives way, and stops with CANCELLED when the signal fires. */
  insert(table: TableName, rows: Iterable<readonly CellValue[]>, signal: AbortSignal): Promise<number>;
  /** One state, whoever writes meanwhile: nothing is written. */
  snapshot<T>(run: () => Promise<T>): Promise<T>;
  /** All or nothing, and alone in writing where the engine knows no other way. */
  transaction<T>(run: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** `run` between a statement that begins and one that commits; anything thrown rolls back, and is what is told. */
export async function within<T>(
  statement: (text: string) => Promise<unknown>,
  begin: string,
  run: () => Promise<T>,
): Promise<T> {
  await statement(begin);
  let value: T;
  try {
    value = await run();
    await statement('COMMIT');
  } catch (error) {
    // A connection that is gone has rolled back.
    await statement('ROLLBACK').catch(() => {});
    throw error;
  }
  return value;
}
