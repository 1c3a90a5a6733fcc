import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { WorkbookInfo } from '../../main/contract/workbook.ts';
import { callers, openTestWorkbook, startCore, temporaryFolder } from '../support/core.ts';

/** A closed workbook as a browser would upload it, and a core that was handed it. */
async function uploaded(name: string) {
  const { core: first, path } = await openTestWorkbook();
  await first.close();
  const folder = temporaryFolder();
  const uploads = join(folder, 'uploads');
  mkdirSync(uploads);
  copyFileSync(path, join(uploads, name));
  const { core } = startCore(folder);
  onTestFinished(() => core.close());
  const open = async () => {
    const { handle } = core.files.registerUpload(join(uploads, name));
    return core.dispatch({ name: 'app.open', input: { file: handle } }, 'test');
  };
  return { core, folder, uploads, open };
}

test('a workbook opened by upload is kept: what is changed in it outlives the upload', async () => {
  const { core, folder, uploads, open } = await uploaded('acme.demarc');
  const reply = await open();
  if (!reply.ok) throw new Error(reply.error.message);
  const info = reply.value as WorkbookInfo;
  await callers(core, info.id).call('people.add', { name: 'Ada' });
  await core.close();
  rmSync(uploads, { recursive: true });

  const again = startCore(folder).core;
  onTestFinished(() => again.close());
  const [recent] = await callers(again, '').call('app.recent', {});
  expect(recent).toMatchObject({ fileName: 'acme.demarc', missing: false });
  const opened = await callers(again, '').call('app.open', { recent: recent?.id ?? '' });
  const people = await callers(again, opened.id).call('people.list', {});
  expect(people.map((person) => person.name)).toContain('Ada');
});

test('a second upload of the same name takes no other workbook over', async () => {
  const { folder, open } = await uploaded('acme.demarc');
  await open();
  const second = await open();
  expect(second).toMatchObject({ ok: true, value: { fileName: 'acme-2.demarc', readOnly: false } });
  expect(existsSync(join(folder, 'workbooks', 'acme.demarc'))).toBe(true);
});

test('an upload that is no workbook is refused and leaves nothing behind', async () => {
  const { folder, uploads, open } = await uploaded('acme.demarc');
  writeFileSync(join(uploads, 'acme.demarc'), 'Dear auditor, '.repeat(50));
  expect(await open()).toMatchObject({ ok: false, error: { code: 'WORKBOOK_DAMAGED' } });
  expect(readdirSync(join(folder, 'workbooks'))).toEqual([]);
});
