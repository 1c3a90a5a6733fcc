import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { DemarcError, invalidInput, notFound } from '../contract/errors.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { throwIfCancelled } from './cancelled.ts';
import { explain } from './explain.ts';
import { type Portfolio, within } from './portfolio.ts';
import { columnsOf, type Tables } from './tables.ts';
import type { FileTarget } from './target.ts';

/** "DMPF" in the application-id field marks a SQLite file as a portfolio (https://sqlite.org/fileformat.html, offset 68). */
export const PORTFOLIO_ID = 0x44_4d_50_46;
/** Of a workbook, for the sentence that refuses one. */
const WORKBOOK_ID = 0x44_4d_52_43;
/** How long a second publisher waits for the first. */
const BUSY_MS = 60_000;
const ROWS_AT_ONCE = 5000;

/**
 * Opens a portfolio file; to be written to, it is made where there is none. NOT_FOUND, or INVALID_INPUT for what is another file,
 * which keeps every byte.
 */
export function openPortfolioFile(target: FileTarget, write: boolean): Portfolio {
  const { path, name } = target;
  const there = existsSync(path) && statSync(path).size > 0;
  if (!there && !write)
    throw notFound(
      `portfolio at ${path}`,
      'Publish a workbook first: demarc publish FILE. It makes the portfolio.',
    );
  if (!there) makeFolder(dirname(path));
  let raw: Database.Database | null = null;
  try {
    raw = new Database(path, { readonly: !write, timeout: BUSY_MS });
    raw.pragma('trusted_schema = OFF');
    raw.pragma('cell_size_check = ON');
    if (there) checkKind(raw, path);
    raw.pragma('foreign_keys = ON');
    raw.pragma('synchronous = FULL');
    return portfolioOf(raw, name);
  } catch (error) {
    raw?.close();
    throw explain(error, target);
  }
}

function checkKind(raw: Database.Database, path: string): void {
  const id = raw.pragma('application_id', { simple: true });
  if (id === PORTFOLIO_ID) return;
  throw invalidInput(
    id === WORKBOOK_ID
      ? `${path} is a workbook, not a portfolio. Name the portfolio that it is to be published to, or leave --to out for your own.`
      : `${path} is a SQLite database of another program, not a portfolio. It was left untouched. Name another file.`,
  );
}

/** A portfolio on an open database of SQLite's. */
function portfolioOf(raw: Database.Database, name: string): Portfolio {
  raw.function('translate', { deterministic: true }, translate as (...values: unknown[]) => unknown);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: raw }) });
  const run = async (statement: string): Promise<void> => {
    raw.exec(statement);
  };
  return {
    name,
    engine: 'sqlite',
    db,
    run,
    async insert(table, rows, signal) {
      const columns = columnsOf(table);
      const insert = raw.prepare(
        `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      );
      let count = 0;
      for (const row of rows) {
        insert.run(...row);
        count += 1;
        if (count % ROWS_AT_ONCE !== 0) continue;
        await new Promise<void>((resolve) => setImmediate(resolve));
        throwIfCancelled(signal);
      }
      return count;
    },
    snapshot: (body) => within(run, 'BEGIN', body),
    transaction: (body) => within(run, 'BEGIN IMMEDIATE', body),
    close: async () => {
      // Kysely closes only what it has asked something of.
      await db.destroy();
      if (raw.open) raw.close();
    },
  };
}

/** What PostgreSQL has by this name: letters of a text, each given way to the one at its place among others. */
function translate(text: string | null, letters: string, others: string): string | null {
  if (text === null || letters === '') return text;
  const to = [...others];
  const places = new Map([...letters].map((letter, index) => [letter, to[index] ?? '']));
  return [...text].map((letter) => places.get(letter) ?? letter).join('');
}

/** An empty portfolio in memory, for what a file is compared with. */
export const portfolioInMemory = (): Portfolio => portfolioOf(new Database(':memory:'), 'memory');

/** WORKBOOK_DAMAGED unless a portfolio file is built as its schema says; both lists name every object with its statement. */
export function refuseForeignSchema(
  found: readonly string[],
  expected: readonly string[],
  name: string,
): void {
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  throw new DemarcError(
    'WORKBOOK_DAMAGED',
    `${name} is not built as a portfolio is. It was left untouched. Publish to another file, or restore this one from a copy.`,
  );
}
