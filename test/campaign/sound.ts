import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { DemarcError } from '../../main/contract/errors.ts';
import type { VerifiedRecord } from '../../main/jobs/tasks.ts';
import { runVerify } from '../../main/jobs/verify-task.ts';
import { explain, isFromSqlite } from '../../main/workbook/explain.ts';
import { callers, startCore } from '../support/core.ts';

export const CONTROLS = { signal: new AbortController().signal, progress: () => undefined };
export const SUBJECTS = ['orders-db', 'reporting-db', 'archive'] as const;
export const DUTIES = [
  'guest-os-patching',
  'runtime-engine-patching',
  'encryption-in-transit',
  'restore-testing',
];

/** A small closed workbook with some of everything: answers, evidence of two kinds, findings, a snapshot, people. */
export async function makeSoundWorkbook(folder: string, name = 'sound.demarc'): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  const { core } = startCore(folder);
  try {
    const { id } = await core.createAt(path, { title: 'Acme 2026', organisation: 'Acme' });
    const { call, run } = callers(core, id);
    const file = (as: string, content: string | Buffer) => {
      writeFileSync(join(folder, as), content);
      return core.files.registerSource(join(folder, as)).handle;
    };
    await call('services.add', {
      services: [
        { catalogueId: 'rds', label: 'orders-db' },
        { catalogueId: 'rds', label: 'reporting-db' },
        { catalogueId: 'aurora', label: 'archive' },
        { catalogueId: 's3', label: 'images' },
      ],
    });
    await call('people.add', { name: 'Kim Doe', role: 'Operations' });
    const refs = SUBJECTS.flatMap((subject) => DUTIES.map((duty) => `${subject}/${duty}`));
    for (const [n, ref] of refs.entries())
      await call('assignments.answer', {
        ref,
        answer: { owners: n % 2 ? ['organisation'] : ['aws', 'organisation'] },
        reason: 'said in the room',
        duties: { organisation: `What Acme does about ${ref}, in words that fill some room. `.repeat(3) },
      });
    await call('evidence.addNote', { title: 'Minutes', text: 'As agreed.', refs: refs.slice(0, 2) });
    const plan = createHash('sha256').update('plan').digest();
    await run('evidence.attachFile', {
      file: file('plan.pdf', Buffer.concat(Array.from({ length: 600 }, () => plan))),
      title: 'Plan',
      refs: refs.slice(2, 4),
    });
    await run('findings.add', { files: [file('scan.csv', scanText('images', 'FAIL'))] });
    await call('snapshots.take', { name: 'Before the audit' });
    await call('views.save', { name: 'Mine', screen: 'matrix', query: 'q=1' } as never);
  } finally {
    await core.close();
  }
  return path;
}

export const scanText = (bucket: string, result: 'PASS' | 'FAIL'): string =>
  `CHECK_ID;STATUS;RESOURCE_UID;CHECK_TITLE;ACCOUNT_UID;REGION\ns3_bucket_default_encryption;${result};arn:aws:s3:::${bucket};Encryption of ${bucket};111122223333;eu-west-1\n`;

/**
 * Tables of a workbook that record nothing: how long people took, and sums that are worked out anew where they are missing or
 * do not fit (which verify says of sums that were altered).
 */
const BESIDE_THE_RECORD = new Set(['time_spent', 'kept_sums']);

/** The tables of a database that record something, in the order of their names. */
export const recordTables = (db: Database.Database): string[] =>
  (
    db
      .prepare(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
      )
      .pluck()
      .all() as string[]
  ).filter((table) => !BESIDE_THE_RECORD.has(table));

/** A hash over the rows of each table of a file, read past all of our own code; null where SQLite cannot read them. */
export function digestOf(path: string): ReadonlyMap<string, string> | null {
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: true });
    const digest = new Map<string, string>();
    for (const table of recordTables(db)) {
      const hash = createHash('sha256');
      const columns = db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
      const quoted = columns.map((column) => `"${column}"`).join(', ');
      for (const row of db.prepare(`SELECT ${quoted} FROM "${table}" ORDER BY ${quoted}`).raw().iterate())
        for (const value of row as unknown[])
          hash.update(Buffer.isBuffer(value) ? said(table, value) : `${typeof value} ${value}\n`);
      digest.set(table, hash.digest('hex'));
    }
    return digest;
  } catch {
    return null;
  } finally {
    db?.close();
  }
}

/** Of a packed content what it says: the same text can be packed in many ways, and which of them it is says nothing. */
function said(table: string, bytes: Buffer): Buffer {
  if (table !== 'snapshot_content') return bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    return bytes;
  }
}

/** The tables whose rows differ between two digests; one that could not be read differs in all. */
export const differingTables = (
  a: ReadonlyMap<string, string>,
  b: ReadonlyMap<string, string> | null,
): readonly string[] => [...a].filter(([table, hash]) => b?.get(table) !== hash).map(([table]) => table);

/** What `verify` says of a file: its report, or the sentence with which it is refused. Anything else is thrown. */
export async function verdictOn(path: string): Promise<VerifiedRecord | DemarcError> {
  try {
    return await runVerify({ kind: 'verify', workbook: path }, CONTROLS);
  } catch (thrown) {
    const error = isFromSqlite(thrown) ? explain(thrown, { name: 'the workbook', when: 'open' }) : thrown;
    if (error instanceof DemarcError && error.code !== 'UNEXPECTED') return error;
    throw error;
  }
}
