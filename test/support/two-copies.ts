import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished } from 'vitest';
import type { MergePreview, MergeResult, Resolution } from '../../main/contract/merge.ts';
import type { CoreOptions } from '../../main/services/core.ts';
import { verifyChain } from '../../main/workbook/change-log.ts';
import { connect } from '../../main/workbook/connection.ts';
import { verifyMergedLogs } from '../../main/workbook/merge/records.ts';
import { LOGGED_TABLES } from '../../main/workbook/state/tables.ts';
import { callers, startCore, type TestCore, temporaryFolder } from './core.ts';
import { mergeFiles } from './merge-files.ts';

export type Copy = Pick<TestCore, 'call' | 'run'> & {
  readonly path: string;
  readonly who: string;
  preview(theirs: string, base?: string): Promise<MergePreview>;
  /** Merges what both files hold now. */
  merge(
    theirs: string,
    resolutions?: Readonly<Record<string, Resolution>>,
    options?: { readonly base?: string; readonly otherwise?: 'mine' | 'theirs' },
  ): Promise<MergeResult>;
  register(path: string): { readonly handle: string };
  /** Writes everything into the one file. */
  close(): Promise<void>;
};

/** Opens a workbook file in a core of its own, as another person on another machine would. */
export async function openCopy(path: string, who: string, runTask?: CoreOptions['runTask']): Promise<Copy> {
  const { core } = startCore(temporaryFolder(), { actor: who, ...(runTask && { runTask }) });
  onTestFinished(() => core.close());
  const { id } = await core.openPath(path);
  const { call, run } = callers(core, id);
  const handle = (other: string) => core.files.registerSource(other).handle;
  const preview = async (theirs: string, base?: string) =>
    (await run('merge.preview', {
      file: handle(theirs),
      ...(base === undefined ? {} : { base: handle(base) }),
    })) as MergePreview;
  return {
    path,
    who,
    call,
    run,
    register: (file) => core.files.registerSource(file),
    preview,
    async merge(theirs, resolutions = {}, options = {}) {
      return (await run('merge.apply', {
        file: handle(theirs),
        resolutions,
        ...(options.base === undefined ? {} : { base: handle(options.base) }),
        ...(options.otherwise === undefined ? {} : { otherwise: options.otherwise }),
        expected: { mine: headOf(path), theirs: headOf(theirs) },
      })) as MergeResult;
    },
    close: () => core.close(),
  };
}

/** Bases by what was done to them: what several tests begin with is made once, and all of theirs are copies of it. */
const bases = new Map<(base: Copy) => Promise<unknown>, Buffer>();
async function makeBase(path: string, prepare: (base: Copy) => Promise<unknown>): Promise<void> {
  const made = bases.get(prepare);
  if (made) return writeFileSync(path, made);
  const { core } = startCore(dirname(path), { actor: 'Lea Lead' });
  await core.createAt(path, { title: 'Acme 2026', organisation: 'Acme' });
  await core.close();
  const lead = await openCopy(path, 'Lea Lead');
  await prepare(lead);
  await lead.close();
  bases.set(prepare, readFileSync(path));
}

const leaveEmpty = async (): Promise<void> => undefined;

/** A workbook with `prepare` done to it, and two copies of that: Ann's and Ben's. With the same function it is the same workbook. */
export async function twoCopies(
  prepare: (base: Copy) => Promise<unknown> = leaveEmpty,
): Promise<{ readonly ann: Copy; readonly ben: Copy; readonly base: string; readonly folder: string }> {
  const folder = temporaryFolder();
  const base = join(folder, 'base.demarc');
  await makeBase(base, prepare);
  const copy = (name: string) => {
    const path = join(folder, `${name}.demarc`);
    copyFileSync(base, path);
    return path;
  };
  return {
    base,
    folder,
    ann: await openCopy(copy('ann'), 'Ann'),
    ben: await openCopy(copy('ben'), 'Ben'),
  };
}

/**
 * Merges both ways, each into a fresh copy, expects one content in two sound files, and opens one of them. The decisions
 * are Ann's; `both` sides decide the same. `theirs` in them is Ben's.
 */
export async function bothWays(
  ann: Copy,
  ben: Copy,
  resolutions: Readonly<Record<string, Resolution>> = {},
): Promise<Copy> {
  await ann.close();
  await ben.close();
  const [intoAnn, intoBen] = [`${ann.path}.merged.demarc`, `${ben.path}.merged.demarc`];
  copyFileSync(ann.path, intoAnn);
  copyFileSync(ben.path, intoBen);
  const turned = { mine: 'theirs', theirs: 'mine', both: 'both' } as const;
  const decided = (key: string): Resolution => {
    const answer = resolutions[key];
    if (answer === undefined) throw new Error(`A question that the test did not expect: ${key}`);
    return answer;
  };
  await mergeFiles(intoAnn, ben.path, ({ key }) => decided(key));
  await mergeFiles(intoBen, ann.path, ({ key }) => turned[decided(key)]);
  expect(contentOf(intoBen)).toEqual(contentOf(intoAnn));
  expect([...problemsIn(intoAnn), ...problemsIn(intoBen)]).toEqual([]);
  return openCopy(intoAnn, 'Ann');
}

function headOf(path: string): string {
  const db = new Database(path, { readonly: true });
  const head = db.prepare('SELECT hash FROM change ORDER BY rev DESC LIMIT 1').pluck().get();
  db.close();
  return String(head);
}

/** What is wrong with a file as far as SQLite and its own change log can tell; nothing for a whole one. */
export function problemsIn(path: string): readonly unknown[] {
  const db = connect(path, { readonly: true });
  const pages = db.raw.pragma('integrity_check') as { integrity_check: string }[];
  const problems = [
    ...pages.filter((line) => line.integrity_check !== 'ok'),
    ...(db.raw.pragma('foreign_key_check') as unknown[]),
    ...verifyChain(db).problems,
    ...verifyMergedLogs(db),
  ];
  db.close();
  return problems;
}

/** Places in a change log, and records of merges, say nothing about the assessment. */
const NOT_CONTENT = new Set(['rev', 'signed_rev', 'taken_rev', 'contents']);

/** Rows that lie outside the change log, of what the workbook still speaks of, by the numbers that they are known by. */
const CONTENTS = [
  [
    'finding',
    `SELECT f.*, e.number AS evidence, min(e.number) OVER (PARTITION BY f.batch) AS batch
     FROM finding f JOIN evidence e ON coalesce(e.contents, e.number) = f.evidence AND e.kind = 'finding'`,
  ],
  [
    'vendor_claim',
    'SELECT c.*, m.id AS matrix FROM vendor_claim c JOIN vendor_matrix m ON coalesce(m.contents, m.id) = c.matrix',
  ],
  ['control_text', 'SELECT * FROM control_text WHERE source IN (SELECT source FROM control_catalogue)'],
] as const;

/** Everything that a workbook records, apart from its change log; equal workbooks give equal lists. */
export function contentOf(path: string): readonly string[] {
  const db = new Database(path, { readonly: true });
  const rows = (table: string) => db.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[];
  const tables = [...Object.keys(LOGGED_TABLES).filter((table) => table !== 'merge'), 'time_spent'];
  const content = tables.flatMap((table) =>
    rows(table).map(
      (row) =>
        `${table} ${JSON.stringify(Object.fromEntries(Object.entries(row).filter(([name]) => !NOT_CONTENT.has(name))))}`,
    ),
  );
  for (const [table, select] of CONTENTS)
    for (const row of db.prepare(select).all()) content.push(`${table} ${JSON.stringify(row)}`);
  db.close();
  return content.sort();
}
