import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWorkbook } from '../../main/workbook/open.ts';
import { openFile } from '../../main/workbook/open-file.ts';
import { callers, openTestWorkbook, startCore } from '../support/core.ts';

/** A workbook with some content and a backup, closed. */
async function closed(): Promise<{ folder: string; path: string }> {
  const { core, folder, path, call } = await openTestWorkbook();
  await call('services.add', {
    services: Array.from({ length: 60 }, (_, n) => ({ catalogueId: 's3', label: `bucket-${n}` })),
  });
  await core.close();
  return { folder, path };
}
/** Writes over pages of a file in place, as a failing disk does. */
function spoil(path: string, from: number, to: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(to - from, 0xa5), 0, to - from, from);
  closeSync(file);
}

describe('damage is told in a sentence with its remedy', () => {
  test('on opening for reading as for writing', async () => {
    const { folder, path } = await closed();
    const bytes = readFileSync(path);
    for (const page of [3, 9, 20, Math.floor(bytes.length / 4096) - 2]) {
      writeFileSync(path, bytes);
      spoil(path, page * 4096, (page + 1) * 4096);
      for (const readOnly of [true, false])
        expect(
          () =>
            openWorkbook(path, {
              who: null,
              backups: join(folder, 'data', 'backups'),
              now: '2026-11-25T10:00:00.000Z',
              readOnly,
            }),
          `page ${page + 1}`,
        ).toThrow(
          expect.objectContaining({
            code: 'WORKBOOK_DAMAGED',
            message: expect.stringMatching(/acme\.demarc is damaged.*newest backup is from/),
          }),
        );
    }
  });

  test('with what its opener says to do about it, where its pages are looked over', async () => {
    const { path } = await closed();
    spoil(path, 9 * 4096, 10 * 4096);
    const remedy = 'Ask for a sound copy of it.';
    expect(() => openFile(path, { readonly: true, pages: true, name: 'acme', remedy })).toThrow(
      /^acme is damaged \(.+\)\. It was left untouched\. Ask for a sound copy of it\.$/,
    );
  });

  test('when it is met later, by a query and a worker; a command saves what was recorded', async () => {
    const { folder, path } = await closed();
    const { core, log } = startCore(folder);
    const info = await core.openPath(path, { brief: true });
    const { call, run } = callers(core, info.id);
    spoil(path, 4096, readFileSync(path).length);
    const refused = {
      code: 'WORKBOOK_DAMAGED',
      message: expect.stringMatching(/^acme\.demarc is damaged.*newest backup is from \d{4}-\d\d-\d\d/),
    };
    await expect(run('workbook.verify', {})).rejects.toMatchObject(refused);
    await expect(call('workbook.changes', {})).rejects.toMatchObject(refused);
    await expect(call('find.everything', { text: 'bucket' })).rejects.toMatchObject(refused);
    // What is to be recorded first looks whether the file is as it was left.
    const gone = { code: 'WORKBOOK_GONE', message: expect.stringMatching(/All .* was saved as/) };
    await expect(
      call('services.add', { services: [{ catalogueId: 'rds', label: 'late' }] }),
    ).rejects.toMatchObject(gone);
    expect(await run('workbook.verify', {})).toMatchObject({ ok: true });
    expect(log.entries.filter(({ level }) => level === 'error')).toEqual([]);
    await core.close();
  });
});
