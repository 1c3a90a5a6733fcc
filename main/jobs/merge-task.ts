import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { lookAtMerge, type MergeLook } from '../assessment/merge-look.ts';
import { type MergePlan, planMerge } from '../assessment/merge-plan.ts';
import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { DemarcError, invalidInput } from '../contract/errors.ts';
import type { Operations } from '../domain/merge/plan.ts';
import { verifyBlobs } from '../workbook/blobs.ts';
import {
  appendChange,
  readHead,
  takeTouchedRows,
  verifyChain,
  watchChanges,
} from '../workbook/change-log.ts';
import type { Connection, ReadDb } from '../workbook/connection.ts';
import { lookAt } from '../workbook/guard/file-look.ts';
import { isWorkbook } from '../workbook/header.ts';
import { realPathOf } from '../workbook/identity.ts';
import { applyMerge, copyFiles } from '../workbook/merge/apply.ts';
import { withOtherWorkbook } from '../workbook/merge/other-workbook.ts';
import { readKeyColumns } from '../workbook/merge/read-tables.ts';
import { verifyMergedLogs } from '../workbook/merge/records.ts';
import { openFile } from '../workbook/open-file.ts';
import { withSnapshot } from './snapshot.ts';
import type { MergeTask, MergeWritten, TaskControls } from './tasks.ts';
import { writeBeside } from './write-beside.ts';

/** A merge without what has to be written for it. */
export type MergeTold = Omit<MergePlan, 'operations'>;

/**
 * Works a merge out, and writes the merged workbook to another place when one is given. `sound` is the stamp of the copy, which need not be
 * held against its log again while it has it.
 */
export function runMerge(
  task: MergeTask,
  controls: TaskControls,
): Promise<{
  readonly plan: MergeTold;
  readonly operations: Operations | null;
  readonly written: MergeWritten | null;
  readonly sound: string | null;
}> {
  const before = standOf(task.workbook);
  return withSnapshot(task.workbook, (mine, catalogue) =>
    withOtherWorkbook(task.theirs, (theirs, notices, sound) => {
      const stands = before === standOf(task.workbook) ? [before, readHead(mine).hash, sound] : null;
      const go = async (base: ReadDb | null, stamp: string | null = '') => {
        const files = stands === null || sound === null || stamp === null ? null : [...stands, stamp];
        const of =
          files === null ? null : JSON.stringify([task.workbook, task.name, task.theirs, task.base, files]);
        const isSound = sound !== null && sound === task.sound;
        const look = lookedAt(of, () =>
          looked(mine, theirs, base, catalogue, { ...task, isSound }, controls),
        );
        const { resolutions, otherwise } = task;
        const plan = planMerge(mine, look, { resolutions, otherwise, notices });
        const { operations, ...told } = plan;
        const result = { plan: told, operations: task.toWrite ? operations : null, sound };
        if (!task.write) return { ...result, written: null };
        refuseUndecided(plan, task);
        return {
          ...result,
          written: await writeMerged(mine, theirs, plan, { ...task.write, name: task.name }, controls),
        };
      };
      return task.base ? withOtherWorkbook(task.base, (base, _, stamp) => go(base, stamp)) : go(null);
    }),
  );
}

/** How the file of a workbook and the log ahead of it stand; the same as long as nobody wrote to either. To open it sets the rights of that log. */
function standOf(workbook: string): string {
  const path = realPathOf(workbook);
  return `${lookAt(path)?.stamp ?? ''} ${lookAt(`${path}-wal`)?.written ?? ''}`;
}

/**
 * Who decides how a merge comes out looks at it, answers and merges, in one thread: what both workbooks hold need not be read a second time
 * while none of them was written to.
 */
let last: { readonly of: string; readonly look: MergeLook } | null = null;

/** The last look where it is one at the same state of the same files; null for files whose state nobody can tell. */
function lookedAt(of: string | null, look: () => MergeLook): MergeLook {
  if (of !== null && last?.of === of) return last.look;
  last = null;
  const found = look();
  if (of !== null) last = { of, look: found };
  return found;
}

function looked(
  mine: Connection,
  theirs: ReadDb,
  base: ReadDb | null,
  catalogue: CatalogueIndex,
  task: MergeTask & { readonly isSound: boolean },
  { progress }: TaskControls,
): MergeLook {
  progress(0, null, `Reading ${task.theirs.name}`);
  return lookAtMerge(mine, theirs, base, {
    catalogue,
    names: {
      mine: task.name,
      theirs: task.theirs.name,
      ...(task.base ? { base: task.base.name } : {}),
    },
    isSound: task.isSound,
    look: (done) => progress(done, null, 'records of the copy checked'),
  });
}

/** Throws CONFLICT where the head of a workbook's log is no longer the one that was looked at. */
export function requireAsLooked({ name, head }: MergePlan['preview']['mine'], now: string): void {
  if (head !== now)
    throw new DemarcError(
      'CONFLICT',
      `${name} was changed since the merge was looked at, so nothing was merged. Look at it again, then merge.`,
    );
}

/** Throws when a workbook changed since it was looked at, the two look like two assessments, or a conflict has no answer. */
export function refuseUndecided(
  { preview, open }: Pick<MergePlan, 'preview' | 'open'>,
  { expected, oneAssessment }: Pick<MergeTask, 'expected' | 'oneAssessment'>,
): void {
  if (expected)
    for (const side of ['mine', 'theirs'] as const) requireAsLooked(preview[side], expected[side]);
  if (preview.doubt !== null && !oneAssessment)
    throw new DemarcError(
      'RULE_VIOLATION',
      `${preview.doubt} Nothing was merged: say first that they are one assessment.`,
      { doubt: true },
    );
  if (open.length > 0)
    throw new DemarcError(
      'RULE_VIOLATION',
      `${open.length === 1 ? 'One conflict has' : `${open.length} conflicts have`} no answer yet, so nothing was merged. Choose mine, theirs or both for each.`,
      { conflicts: open },
    );
}

interface Target {
  readonly path: string;
  readonly at: string;
  readonly who: string | null;
  readonly name: string;
}

/** Builds the merged workbook beside its place, checks it whole, and only then gives it its name. */
async function writeMerged(
  mine: Connection,
  theirs: ReadDb,
  plan: MergePlan,
  target: Target,
  controls: TaskControls,
): Promise<MergeWritten> {
  // Above all neither of the two that are merged, which may be named in another way here.
  if (isWorkbook(target.path))
    throw invalidInput(
      `${basename(target.path)} is a Demarc workbook already, and the merged one takes the place of none. Give it another name.`,
    );
  const written = await writeBeside(target.path, async (temporary) => {
    controls.progress(0, null, `Copying ${target.name}`);
    await mine.raw.backup(temporary);
    return await fill(temporary, theirs, plan, target, controls);
  });
  return { ...written, bytes: statSync(target.path).size };
}

async function fill(
  path: string,
  theirs: ReadDb,
  plan: MergePlan,
  { at, who, name }: Target,
  { signal, progress }: TaskControls,
): Promise<Omit<MergeWritten, 'bytes'>> {
  const connection = openFile(path, { readonly: false });
  try {
    connection.raw.pragma('journal_mode = DELETE');
    const copy = {
      signal,
      progress: (done: number, total: number) => progress(done, total, 'bytes of evidence'),
    };
    if (!plan.nothing) {
      watchChanges(connection);
      await copyFiles(connection, theirs, plan, copy);
      connection.write((db) => {
        const head = readHead(db);
        applyMerge(db, theirs, plan, { rev: head.rev + 1, at, who });
        const facts = { at, who, origin: 'merge', method: 'merge.write', summary: summaryOf(plan) };
        appendChange(db, head, facts, takeTouchedRows(connection));
      });
    }
    progress(0, null, `Checking ${name}`);
    const problems = await problemsOf(connection, plan, copy, (done) =>
      progress(done, null, 'changes checked'),
    );
    if (problems.length > 0)
      throw new DemarcError(
        'UNEXPECTED',
        `The merged workbook did not come out whole, so it was thrown away: ${problems.slice(0, 3).join(' ')} Both files are as they were; please report this.`,
      );
    const { rev, hash } = readHead(connection);
    const evidence = connection.get<{ n: number }>('SELECT count(*) AS n FROM evidence')?.n ?? 0;
    return { rev, head: hash, evidence };
  } finally {
    connection.close();
  }
}

/** The sentence of the change log: what came in, and from whom. */
export function summaryOf({ fileName, preview }: Pick<MergePlan, 'fileName' | 'preview'>): string {
  const people = preview.theirs.authors
    .map(({ who, entries }) => `${who ?? 'not said'} ${entries}`)
    .join(', ');
  const { length } = preview.changes;
  return `Merged ${fileName}: ${length} ${length === 1 ? 'change' : 'changes'} (entries by ${people || 'nobody'})`;
}

async function problemsOf(
  db: Connection,
  plan: MergePlan,
  copy: Parameters<typeof verifyBlobs>[1],
  look: (done: number) => void,
): Promise<readonly string[]> {
  const pages = (db.raw.pragma('integrity_check(5)') as { integrity_check: string }[])
    .map((row) => row.integrity_check)
    .filter((line) => line !== 'ok');
  const loose = (db.raw.pragma('foreign_key_check') as { table: string }[]).map(
    ({ table }) => `A row of ${table} points at something that is not there.`,
  );
  const keys = readKeyColumns(db);
  const wrong = plan.operations.puts.filter(
    ({ table, row }) =>
      !db.get(
        `SELECT 1 FROM "${table}" WHERE ${keys(table)
          .map((name) => `"${name}" = ?`)
          .join(' AND ')}`,
        ...keys(table).map((name) => row[name] ?? null),
      ),
  );
  return [
    ...pages,
    ...loose,
    ...verifyChain(db, look).problems,
    ...verifyMergedLogs(db),
    ...wrong.map(({ table, key }) => `${table} ${key} is missing.`),
    ...(await verifyBlobs(db, copy)).problems.map(({ sentence }) => sentence),
  ];
}
