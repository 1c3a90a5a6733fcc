import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { MergePreview } from '../../main/contract/merge.ts';
import { callers, openTestWorkbook, startCore, temporaryFolder } from '../support/core.ts';

/** A workbook with a plain copy beside it, and a program whose profile knew the first one before. */
async function plainCopy() {
  const { core, path, folder, call } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 's3', label: 'Images', account: '111122223333' }] });
  await core.close();
  const copy = join(folder, 'team2.demarc');
  copyFileSync(path, copy);
  const start = () => startCore(folder).core;
  return { path, copy, folder, start };
}

test('a plain copy is recognised where the profile knew the workbook before, until somebody says what it is', async () => {
  const { path, copy, start } = await plainCopy();
  const core = start();
  const opened = await core.openPath(copy);
  expect(opened.copyOf).toMatchObject({ fileName: 'acme.demarc', told: false });
  // The one that was there before is asked nothing.
  expect((await core.openPath(path)).copyOf).toBeNull();
  const { call } = callers(core, opened.id);
  await call('app.settleCopy', { id: opened.id, as: 'told' });
  expect((await call('workbook.info', {})).copyOf).toMatchObject({ told: true });
  await core.close();
  const later = start();
  const again = await later.openPath(copy);
  expect(again.copyOf).toMatchObject({ told: true });
  await callers(later, again.id).call('app.settleCopy', { id: again.id });
  expect((await callers(later, again.id).call('workbook.info', {})).copyOf).toBeNull();
  await later.close();
  const last = start();
  expect((await last.openPath(copy)).copyOf).toBeNull();
  await last.close();
});

test('what was moved is no copy, nor is a profile asked that knew no other', async () => {
  const { path, copy, start } = await plainCopy();
  rmSync(path);
  const core = start();
  expect((await core.openPath(copy)).copyOf).toBeNull();
  await core.close();
  const stranger = startCore(temporaryFolder()).core;
  onTestFinished(() => stranger.close());
  expect((await stranger.openPath(copy)).copyOf).toBeNull();
});

test('a copy that begins another assessment has an identity of its own, and merging it into the first is asked about', async () => {
  const { path, copy, start } = await plainCopy();
  const core = start();
  onTestFinished(() => core.close());
  const opened = await core.openPath(copy);
  const team = callers(core, opened.id);
  const begun = await team.call('workbook.beginAnew', { title: 'Team 2' });
  expect(begun).toMatchObject({
    title: 'Team 2',
    copyOf: null,
    begunFrom: { how: 'copy', uuid: opened.uuid, title: opened.title, rev: opened.rev },
  });
  expect(begun.uuid).not.toBe(opened.uuid);
  expect(await team.call('workbook.changes', { limit: 1 })).toMatchObject([
    { summary: `Began another assessment from this copy of "${opened.title}", under an identity of its own` },
  ]);
  expect(await team.run('workbook.verify', {})).toMatchObject({ ok: true });
  const first = await core.openPath(path);
  expect(first.copyOf).toBeNull();
  const mine = callers(core, first.id);
  const file = core.files.registerSource(copy).handle;
  const preview = (await mine.run('merge.preview', { file })) as MergePreview;
  expect(preview.doubt).toMatch(
    /two teams’ workbooks begun from one copy.*two identities.*titles \(“.*” and “Team 2”\)/,
  );
  const input = {
    file,
    otherwise: 'mine',
    expected: { mine: preview.mine.head, theirs: preview.theirs.head },
  };
  await expect(mine.run('merge.apply', input)).rejects.toMatchObject({
    code: 'RULE_VIOLATION',
    message: expect.stringContaining('Nothing was merged'),
  });
  expect((await mine.call('workbook.info', {})).rev).toBe(first.rev);
  expect(await mine.run('merge.apply', { ...input, oneAssessment: true })).toMatchObject({ merged: true });
});

test('copies of one assessment are merged without a question', async () => {
  const { path, copy, start } = await plainCopy();
  const core = start();
  onTestFinished(() => core.close());
  const { id } = await core.openPath(copy);
  await callers(core, id).call('services.update', { ref: 'images', notes: 'Private' });
  const first = await core.openPath(path);
  const preview = await callers(core, first.id).run('merge.preview', {
    file: core.files.registerSource(copy).handle,
  });
  expect(preview).toMatchObject({ doubt: null });
});
