import { truncateSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import type { BackupInfo, RecentWorkbook } from '../../main/contract/app.ts';
import type { WorkbookInfo } from '../../main/contract/workbook.ts';
import { fixedClock } from '../../main/platform/clock.ts';
import { callers, openTestWorkbook, startCore } from '../support/core.ts';

test('a workbook has a copy from each day it was opened, and a damaged one comes back from it beside itself', async () => {
  const first = await openTestWorkbook({ clock: fixedClock('2026-11-23T08:00:00.000Z') });
  await first.call('services.add', { services: [{ catalogueId: 's3' }] });
  await first.core.close();
  for (const day of ['24', '24', '25']) {
    const again = startCore(first.folder, { clock: fixedClock(`2026-11-${day}T08:00:00.000Z`) });
    await again.core.openPath(first.path);
    await again.core.close();
  }
  truncateSync(first.path, 20_000);
  const { core } = startCore(first.folder);
  await expect(core.openPath(first.path)).rejects.toMatchObject({ code: 'WORKBOOK_DAMAGED' });
  const act = async (name: string, input: unknown) => {
    const reply = await core.dispatch({ name, input }, 'test');
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value;
  };
  const [recent] = (await act('app.recent', {})) as RecentWorkbook[];
  const backups = (await act('app.backups', { recent: recent?.id })) as BackupInfo[];
  expect(backups.map((entry) => entry.stamp.slice(0, 10))).toEqual([
    '2026-11-25',
    '2026-11-24',
    '2026-11-23',
  ]);
  const restored = (await act('app.restoreBackup', {
    recent: recent?.id,
    stamp: backups[0]?.stamp,
  })) as WorkbookInfo;
  expect(restored.fileName).toBe(`${basename(first.path, '.demarc')} (backup 2026-11-25).demarc`);
  expect((await callers(core, restored.id).call('services.list', {})).map((entry) => entry.ref)).toEqual([
    's3',
  ]);
  await core.close();
});
