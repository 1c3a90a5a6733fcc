import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Core } from '../../main/services/core.ts';
import { makeLargeWorkbook, serviceRef } from '../support/large-workbook.ts';
import { type BenchRow, benchRow, median } from './bench-row.ts';
import { benchCore } from './seed-workbook.ts';

const RUNS = 5;
const ENTRIES = 100_000;
const GOAL_MS = 300;

/**
 * The history of a long log: what the screen asks for when it is opened, against reading one line of each entry with bare SQLite; and
 * one duty's history with the whole log read for it, against reading and parsing every entry.
 */
export async function benchHistory(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-history-'));
  const path = join(folder, 'long.demarc');
  try {
    makeLargeWorkbook(path, { services: 500, answered: 500, entries: ENTRIES });
    const opened: number[] = [];
    const ofDuty: number[] = [];
    const bare: number[] = [];
    const parsed: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const core = benchCore(folder);
      const { id } = await core.openPath(path, { readOnly: true });
      opened.push(
        await time(async () => {
          await ask(core, id, 'history.find', { rev: 1 });
          await ask(core, id, 'history.list', {});
          await ask(core, id, 'history.people', {});
        }),
      );
      const duty = { filter: { ref: `${serviceRef(7)}/public-exposure` }, limit: 3 };
      ofDuty.push(await time(() => ask(core, id, 'history.list', duty)));
      await core.close();
      bare.push(
        await time(() =>
          bareRead(path, 'SELECT rev, at, who, method, summary FROM change ORDER BY rev DESC'),
        ),
      );
      parsed.push(
        await time(() => bareRead(path, 'SELECT rev, at, who, method, rows FROM change ORDER BY rev DESC')),
      );
    }
    return [
      benchRow('history of 100,000 entries opened', median(opened), GOAL_MS, 1, 'ms'),
      benchRow('history opened / one line of each entry read', median(opened), median(bare), 1, 'ms'),
      benchRow('history of one duty, 100,000 entries', median(ofDuty), median(parsed), 3, 'ms'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ask(core: Core, workbook: string, name: string, input: unknown): Promise<void> {
  const reply = await core.dispatch({ name, input, workbook }, 'bench');
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
}

/** Every row of a query on a connection of its own; rows of the log are parsed. */
function bareRead(path: string, sql: string): number {
  const db = new Database(path, { readonly: true });
  let read = 0;
  for (const row of db.prepare(sql).iterate() as IterableIterator<{ readonly rows?: string }>)
    read += row.rows === undefined ? 1 : (JSON.parse(row.rows) as unknown[]).length;
  db.close();
  return read;
}

async function time(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
