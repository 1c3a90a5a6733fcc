import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openWorkbook } from '../../main/workbook/open.ts';
import { openTestWorkbook, temporaryFolder } from '../support/core.ts';

const CHILD = fileURLToPath(new URL('../support/limited-child.ts', import.meta.url));

/** What a child says that may let no file grow beyond so many kilobytes: to a program the same as a full disk. */
function limited(kilobytes: number, ...args: readonly string[]) {
  const { stdout, stderr } = spawnSync(
    'bash',
    ['-c', `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$0" "$@"`, process.execPath, CHILD, ...args],
    // What Node compiled before is only read: it keeps quiet about what it cannot add to it.
    { encoding: 'utf8' },
  );
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}
const namesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.includes('.demarc'))
    .sort();

describe.skipIf(process.platform === 'win32')('without room on the disk', () => {
  test('a workbook is opened for reading, says why, and nothing is left beside it', async () => {
    const { core, folder, path, call } = await openTestWorkbook();
    await call('services.add', { services: [{ catalogueId: 's3', label: 'one' }] });
    await core.close();
    const before = readFileSync(path);
    const said = limited(0, path, join(folder, 'data'));
    expect(said).toMatchObject({
      opened: { value: { readOnly: true, notices: [expect.stringMatching(/no room left.*Make room/)] } },
      read: { value: [{ label: 'one' }] },
      wrote: { code: 'READ_ONLY', message: expect.stringMatching(/no room left/) },
      closed: {},
      unexpected: [],
    });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(namesIn(folder)).toEqual(['acme.demarc']);
  });

  test('an answer for which there is none is refused, the others stay, and closing works', async () => {
    const { core, folder, path, call } = await openTestWorkbook();
    await call('services.add', { services: [{ catalogueId: 's3', label: 'one' }] });
    await core.close();
    // Room for some answers in the log beside the file.
    const said = limited(1000, path, join(folder, 'data'));
    const { recorded } = said.wrote;
    expect(recorded).toBeGreaterThan(2);
    expect(said).toMatchObject({
      opened: { value: { readOnly: false, notices: [] } },
      wrote: {
        code: 'DISK_FULL',
        message: expect.stringMatching(
          /no room left to write to acme\.demarc.*Nothing was changed\. Make room/,
        ),
      },
      note: { value: { scopeNote: expect.stringMatching(new RegExp(`^${recorded - 1} x`)) } },
      closed: {},
      unexpected: [],
    });
    const open = openWorkbook(path, {
      who: null,
      backups: join(folder, 'data', 'backups'),
      now: '2026-11-25T10:00:00.000Z',
    });
    const note = open.connection.get<{ note: string }>('SELECT scope_note AS note FROM workbook')?.note;
    open.close();
    expect(note?.slice(0, 5)).toBe(`${recorded - 1} xxxx`.slice(0, 5));
    expect(namesIn(folder)).toEqual(['acme.demarc']);
  });

  test('closing says that the log could not be put into the file, and the next closing does it', async () => {
    const { core, folder, path, call } = await openTestWorkbook();
    await call('services.add', { services: [{ catalogueId: 's3', label: 'one' }] });
    await core.close();
    const said = limited(Math.ceil(statSync(path).size / 1024) + 100, path, join(folder, 'data'));
    expect(said.wrote.recorded).toBeGreaterThan(2);
    expect(said).toMatchObject({
      closed: {
        code: 'DISK_FULL',
        message: expect.stringMatching(
          /no room left to put everything that was recorded into acme\.demarc.*acme\.demarc-wal/,
        ),
      },
      unexpected: ['A backup was not made'],
    });
    expect(namesIn(folder)).toContain('acme.demarc-wal');
    const open = openWorkbook(path, {
      who: null,
      backups: join(folder, 'data', 'backups'),
      now: '2026-11-25T10:00:00.000Z',
    });
    const note = open.connection.get<{ note: string }>('SELECT scope_note AS note FROM workbook')?.note;
    open.close();
    expect(note).toMatch(new RegExp(`^${said.wrote.recorded - 1} x`));
    expect(namesIn(folder)).toEqual(['acme.demarc']);
  });

  test('a workbook that cannot be made whole is not there at all', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'new.demarc');
    expect(limited(60, path, join(folder, 'data'), 'make').opened).toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringMatching(/no room left in .* for new\.demarc.*not made/),
    });
    expect(namesIn(folder)).toEqual([]);
  });
});
