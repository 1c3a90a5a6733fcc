import { closeSync, copyFileSync, existsSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readOtherWorkbook } from '../../main/workbook/read-other.ts';
import { callers, openTestWorkbook, startCore, type TestCore } from './core.ts';
import { temporaryFolder } from './temp.ts';

export const PAGE = 4096;

export const add = (open: Pick<TestCore, 'call'>, label: string) =>
  open.call('services.add', { services: [{ catalogueId: 's3', label }] });
export const labelsIn = (path: string) =>
  readOtherWorkbook(path, 'it', (db) =>
    db.all<{ label: string }>('SELECT label FROM service_in_use ORDER BY ord').map(({ label }) => label),
  );

/** A copy of what lies at a path now, log and journal and all, as a kill would leave it. */
export function asKilled(path: string): string {
  const copy = join(temporaryFolder(), 'acme.demarc');
  for (const end of ['', '-wal', '-journal'])
    if (existsSync(`${path}${end}`)) copyFileSync(`${path}${end}`, `${copy}${end}`);
  return copy;
}

/** A workbook with services of these names, closed. */
export async function closedWith(labels: readonly string[], from?: string): Promise<string> {
  const made = await openTestWorkbook();
  if (from === undefined) for (const label of labels) await add(made, label);
  await made.core.close();
  if (from === undefined) return asKilled(made.path);
  const copy = asKilled(from);
  await sitting(copy, labels, () => undefined);
  return copy;
}

/** Records services in a sitting, gives what `meanwhile` makes of the open file, and closes it. */
export async function sitting<T>(
  path: string,
  labels: readonly string[],
  meanwhile: (path: string) => T,
): Promise<T> {
  const { core } = startCore(temporaryFolder());
  const { id } = await core.openPath(path);
  for (const label of labels) await add(callers(core, id), label);
  const made = meanwhile(path);
  await core.close();
  return made;
}

/** The same sitting on a copy, killed at its end. */
export const killedAfter = (from: string, labels: readonly string[]) =>
  sitting(asKilled(from), labels, asKilled);

/** The file of a killed program with all of its log folded in, as a checkpoint leaves it while it is open. */
export function checkpointed(killed: string): string {
  const copy = asKilled(killed);
  const db = new Database(copy);
  db.pragma('wal_checkpoint(PASSIVE)');
  const main = join(temporaryFolder(), 'acme.demarc');
  copyFileSync(copy, main);
  db.close();
  return main;
}

/** `main` in the place of a file that was killed with this beside it. */
export function inPlaceOf(left: string, main: string, end: '-wal' | '-journal' = '-wal') {
  const folder = temporaryFolder();
  const path = join(folder, 'acme.demarc');
  copyFileSync(main, path);
  copyFileSync(`${left}${end}`, `${path}${end}`);
  return { folder, path, left: readFileSync(`${left}${end}`) };
}

/** Opens it and gives what its user is told and sees. */
export async function opened(path: string, readOnly = false) {
  const { core } = startCore(temporaryFolder());
  try {
    const { id, notices } = await core.openPath(path, { readOnly });
    const { call, run } = callers(core, id);
    const labels = (await call('services.list', {})).map(({ label }) => label);
    const verified = (await run('workbook.verify', {})) as { ok: boolean; problems: string[] };
    return { notices, labels, verified };
  } finally {
    await core.close();
  }
}

/** What of the workbook lies in a folder. */
export const beside = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('acme'));

/** Overwrites pages in the middle of a file, none of which lies in the log beside it. */
export function damage(path: string): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(10 * PAGE, 7), 0, 10 * PAGE, 5 * PAGE);
  closeSync(file);
}
