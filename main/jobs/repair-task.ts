import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { DemarcError, invalidInput } from '../contract/errors.ts';
import type { RepairReport } from '../contract/workbook.ts';
import { readHead } from '../workbook/change-log.ts';
import type { Connection } from '../workbook/connection.ts';
import { explain } from '../workbook/explain.ts';
import { APPLICATION_ID, isWorkbook, readHeader } from '../workbook/header.ts';
import { type MigratedCopy, migrateCopy } from '../workbook/migrate-copy.ts';
import { migrate, SCHEMA_VERSION } from '../workbook/migrations/index.ts';
import { createFile, openFile } from '../workbook/open-file.ts';
import { settledOther } from '../workbook/settled-copy.ts';
import { type Comparison, compareWithLog } from '../workbook/state/compare.ts';
import { UNRECORDED } from '../workbook/state/hashed.ts';
import { rebuild } from '../workbook/state/rebuild.ts';
import { replayLog } from '../workbook/state/replay.ts';
import { throughDamage } from './damage-words.ts';
import { giveWay } from './snapshot.ts';
import type { RepairTask, TaskControls } from './tasks.ts';
import { runVerify } from './verify-task.ts';
import { writeBeside } from './write-beside.ts';

/**
 * Writes a new workbook file from the change log of another, which is only read: the rows as the log leads to them, and of
 * contents what has its hash. Says what was different. Where a link of the log does not hold, it ends before that link.
 */
export async function runRepair(task: RepairTask, controls: TaskControls): Promise<RepairReport> {
  const { target } = task;
  if (statSync(target, { throwIfNoEntry: false }) || isWorkbook(target))
    throw new DemarcError(
      'CONFLICT',
      `${basename(target)} exists already and was left untouched. Choose another name for the rebuilt workbook.`,
    );
  const { db, close } = openSource(task);
  try {
    return await writeBeside(target, async (temporary) => {
      const report = await rebuildInto(temporary, db, task, controls);
      await requireSound(temporary, task.name, controls);
      return report;
    });
  } catch (error) {
    throw explain(error, { name: task.name, when: 'opening' });
  } finally {
    close();
  }
}

function openSource({ path, name }: RepairTask): { readonly db: Connection; close(): void } {
  const header = readHeader(path, name);
  if (header.userVersion > SCHEMA_VERSION)
    throw new DemarcError(
      'WORKBOOK_TOO_NEW',
      `${name} was written by a newer Demarc. It was left untouched. Update Demarc, then repair it.`,
    );
  const copies: MigratedCopy[] = [];
  const remove = () => {
    for (const copy of copies) copy.remove();
  };
  try {
    const { copy: settled } = settledOther(path, header, name);
    if (settled !== null) copies.push(settled);
    let from = settled?.path ?? path;
    if (header.userVersion < SCHEMA_VERSION) {
      const migrated = migrateCopy(from, header);
      copies.push(migrated);
      from = migrated.path;
    }
    const db = openFile(from, { readonly: true, name });
    db.raw.exec('BEGIN');
    const close = () => {
      db.close();
      remove();
    };
    return { db, close };
  } catch (error) {
    remove();
    throw error;
  }
}

async function rebuildInto(
  temporary: string,
  source: Connection,
  { name, at, who }: RepairTask,
  controls: TaskControls,
): Promise<RepairReport> {
  const log = await giveWay(replayLog(source, { onlySound: true }), controls, 'changes played');
  const workbook = log.tables.get('workbook')?.size ?? 0;
  if (log.entries === 0 || workbook === 0)
    throw invalidInput(
      `Nothing of ${name} can be rebuilt: ${log.broken[0] ?? 'its change log is empty.'} Restore a backup of it.`,
    );
  const differences: string[] = [];
  let compared: Comparison | null = null;
  await throughDamage(differences, { name, what: 'What is in the tables' }, async () => {
    compared = await giveWay(compareWithLog(source, log), controls, 'rows compared');
  });
  const { differences: named = [], more = 0 } = (compared ?? {}) as Partial<Comparison>;
  differences.push(...log.strayed, ...named, ...(more > 0 ? [`And ${more} more differences.`] : []));
  for (const check of UNRECORDED)
    await throughDamage(differences, { name, what: 'What lies beside the tables' }, async () => {
      differences.push(...check(source));
    });
  controls.progress(0, null, 'Writing the new workbook');
  const made = createFile(temporary);
  try {
    made.raw.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(made);
    const lost = rebuild(made, source, log, { at, who, differences: differences.length + more });
    const { rev, hash, state } = readHead(made);
    const { rev: upTo, at: lastChange } = log.head;
    return { rev, head: hash, state, upTo, lastChange, broken: log.broken[0] ?? null, differences, lost };
  } finally {
    made.close();
  }
}

/** The way out of damage must not lead into it: what verify would not call sound is not handed out. */
async function requireSound(made: string, name: string, controls: TaskControls): Promise<void> {
  const { ok, problems } = await runVerify({ kind: 'verify', workbook: made }, controls);
  if (!ok)
    throw new DemarcError(
      'UNEXPECTED',
      `The rebuilt workbook did not come out whole, so it was thrown away: ${problems.slice(0, 3).join(' ')} ${name} is as it was; please report this.`,
    );
}
