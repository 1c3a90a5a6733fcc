import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SavedCopy, VerifyReport } from '../../main/contract/workbook.ts';
import { callers, openTestWorkbook, startCore, temporaryFolder } from '../support/core.ts';

const REF = 'media/restore-testing';
const answer = (n: number) => ({
  ref: REF,
  answer: { owners: ['organisation'] },
  duties: { organisation: `Answer ${n}` },
});

test('a copy saved while answers go on holds every answer acknowledged before, as one closed file', async () => {
  const { core, folder, call, run } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 's3', label: 'media' }] });
  writeFileSync(join(folder, 'minutes.txt'), 'restored '.repeat(300_000));
  const file = core.files.registerSource(join(folder, 'minutes.txt')).handle;
  await run('evidence.attachFile', { refs: [REF], file });
  for (let n = 1; n <= 5; n += 1) await call('assignments.answer', answer(n));
  const target = join(temporaryFolder(), 'copy.demarc');
  const saving = run('workbook.saveCopy', { target: core.files.registerTarget(target).handle });
  for (let n = 6; n <= 12; n += 1) await call('assignments.answer', answer(n));
  const saved = (await saving) as SavedCopy;
  expect(readdirSync(join(target, '..'))).toEqual(['copy.demarc']);
  // 1 is a rollback journal, 2 a write-ahead log that would have to lie beside it.
  expect([...readFileSync(target).subarray(18, 20)]).toEqual([1, 1]);

  const other = startCore(temporaryFolder());
  const info = await other.core.openPath(target, { readOnly: true });
  const copy = callers(other.core, info.id);
  expect(info.rev).toBe(saved.rev);
  const kept = Number(
    /\d+/.exec((await copy.call('assignments.card', { ref: REF })).assignment?.shares[0]?.text ?? '')?.[0],
  );
  expect(kept).toBeGreaterThanOrEqual(5);
  expect((await copy.run('workbook.verify', {})) as VerifyReport).toMatchObject({
    ok: true,
    evidence: 1,
    head: saved.head,
  });
  await other.core.close();
});

test('no copy takes the place of a workbook, of the workbook itself least of all, and nothing is left behind', async () => {
  const { core, folder, path, run } = await openTestWorkbook();
  const bytes = readFileSync(path);
  for (const target of [path, join(folder, 'missing', 'copy.demarc')])
    await expect(
      run('workbook.saveCopy', { target: core.files.registerTarget(target).handle }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(existsSync(join(folder, 'missing'))).toBe(false);
  expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
});
