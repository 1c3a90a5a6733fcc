import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RecentWorkbook, Settings } from '../../main/contract/app.ts';
import type { Failure } from '../../main/contract/errors.ts';
import type { DemarcEvent } from '../../main/contract/events.ts';
import type { Core } from '../../main/services/core.ts';
import { openTestWorkbook, startCore } from '../support/core.ts';

const ask = async <T>(core: Core, name: string, input: unknown): Promise<T> => {
  const reply = await core.dispatch({ name, input }, 'test');
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value as T;
};

test('settings are kept one by one, outlast the program, and other windows hear of a change', async () => {
  const { core, folder } = await openTestWorkbook();
  const heard: DemarcEvent[] = [];
  core.subscribe((event) => heard.push(event));
  expect(await ask<Settings>(core, 'app.settings', {})).toMatchObject({
    density: 'comfortable',
    dates: 'system',
  });
  await ask(core, 'app.saveSettings', { density: 'compact' });
  await ask(core, 'app.saveSettings', { dates: 'de' });
  expect(heard).toEqual([{ type: 'settings' }, { type: 'settings' }]);
  await core.close();
  const again = startCore(folder);
  expect(await ask<Settings>(again.core, 'app.settings', {})).toMatchObject({
    theme: 'system',
    density: 'compact',
    dates: 'de',
  });
  await again.core.close();
});

test('settings that an older program wrote, or that somebody edited, are understood as far as they go', async () => {
  const { core, folder } = await openTestWorkbook();
  await core.close();
  writeFileSync(join(folder, 'data', 'settings.json'), '{"assessor":"Zoë","theme":"dark","density":"tight"}');
  const again = startCore(folder);
  expect(await ask<Settings>(again.core, 'app.settings', {})).toMatchObject({
    theme: 'dark',
    density: 'comfortable',
    dates: 'system',
  });
  await again.core.close();
});

test('a workbook that is renamed is listed under its new name at once, and under the old one after an undo', async () => {
  const { core, call } = await openTestWorkbook();
  const titles = async () =>
    (await ask<RecentWorkbook[]>(core, 'app.recent', {})).map((entry) => [entry.title, entry.organisation]);
  await call('workbook.update', { title: 'Acme 2027', organisation: 'Acme Holding' });
  expect(await titles()).toEqual([['Acme 2027', 'Acme Holding']]);
  await call('workbook.undo', {});
  expect(await titles()).toEqual([['Acme 2026', 'Acme']]);
});

test('the example begins with nothing to undo, and what is done in it can be undone', async () => {
  const { call } = await openTestWorkbook({ example: 'ecommerce' });
  expect(await call('workbook.history', {})).toEqual({ undo: null, redo: null });
  await expect(call('workbook.undo', {})).rejects.toThrow(/nothing to undo/);
  await call('people.add', { name: 'Zoë Müller' });
  await call('workbook.undo', {});
  expect(await call('workbook.history', {})).toMatchObject({ undo: null });
  expect((await call('people.list', {})).some((person) => person.name === 'Zoë Müller')).toBe(false);
});

test('a damaged workbook that is opened from its file leads to its backups, where it was opened before', async () => {
  const first = await openTestWorkbook();
  await first.call('services.add', { services: [{ catalogueId: 's3' }] });
  await first.core.close();
  truncateSync(first.path, 20_000);
  const { core } = startCore(first.folder);
  const { handle } = core.files.registerSource(first.path);
  const reply = await core.dispatch({ name: 'app.open', input: { file: handle } }, 'test');
  const failure = reply.ok ? null : (reply.error as Failure & { details: { recent: string } });
  expect(failure?.code).toBe('WORKBOOK_DAMAGED');
  const [known] = await ask<RecentWorkbook[]>(core, 'app.recent', {});
  expect(failure?.details.recent).toBe(known?.id);
  expect(await ask(core, 'app.backups', { recent: failure?.details.recent })).toMatchObject({
    backups: [{ kind: 'sitting' }, { kind: 'opening' }],
  });
  await core.close();
});
