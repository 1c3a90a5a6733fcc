import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import { problemsOf } from '../support/alterations.ts';
import { callers, openTestWorkbook, startCore } from '../support/core.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';

// What is altered past Demarc is what a file of evidence is filed under: every byte of it is there.
const MISFILED: readonly [as: string, sql: string][] = [
  ['unfinished', 'UPDATE blob SET complete = 0'],
  ['another', `UPDATE blob SET sha256 = substr(sha256, 1, 63) || 'z'`],
  ['none', 'UPDATE blob SET sha256 = NULL'],
];
const TEXT = 'CANARY: it was restored.';
const REF = 'orders-db/restore-testing';

/** A workbook with one such file, opened again. */
async function opened(sql: string) {
  const made = await openTestWorkbook();
  await made.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  const file = join(made.folder, 'report.txt');
  writeFileSync(file, TEXT);
  await made.run('evidence.attachFile', { refs: [REF], file: made.core.files.registerSource(file).handle });
  await made.core.close();
  pastTheGuards(made.path, sql);
  const { core } = startCore(made.folder);
  const { id } = await core.openPath(made.path);
  const destroy = async (numbers: readonly number[]) => {
    const input = { workbook: id, numbers, remove: true };
    const reply = await core.dispatch({ name: 'erasure.destroy', input }, 'test');
    if (!reply.ok) throw new DemarcError(reply.error.code, reply.error.message);
    return core.awaitJob(reply.value as { job: string });
  };
  const attach = () =>
    callers(core, id).run('evidence.attachFile', {
      refs: [REF],
      file: core.files.registerSource(file).handle,
    });
  return { ...made, core, destroy, attach, list: () => callers(core, id).call('evidence.list', {}) };
}

test.each(MISFILED)('a file filed as %s is whole again once it is attached anew', async (_as, sql) => {
  const { core, path, attach } = await opened(sql);
  await attach();
  await core.close();
  expect(await problemsOf(path)).toBeNull();
});

test.each(MISFILED)('what is destroyed is gone, also where it was filed as %s', async (_as, sql) => {
  const { core, folder, attach, destroy, list } = await opened(sql);
  await expect(destroy([1])).rejects.toThrow(
    /content is missing from the workbook.*repair the workbook first/,
  );
  expect(await list()).toHaveLength(1);
  await attach();
  await expect(destroy([1])).rejects.toThrow(/The content of E-1 .* is that of E-2 .* as well/);
  expect(await list()).toHaveLength(2);
  await destroy([1, 2]);
  await core.close();
  const holding = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'report.txt')
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes('CANARY'));
  expect(holding).toEqual([]);
});
