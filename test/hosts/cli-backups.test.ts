import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it, vi } from 'vitest';
import { runCommandLine } from '../../main/hosts/cli/program.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();
const file = join(folder, 'acme.demarc');

async function run(...args: string[]) {
  const said = { out: '', err: '' };
  const to = (stream: 'out' | 'err') => ({
    write: (text: string) => {
      said[stream] += text;
    },
  });
  const status = await runCommandLine(args, { out: to('out'), err: to('err') }, '0.0.0');
  return { status, ...said };
}

beforeAll(async () => {
  vi.stubEnv('DEMARC_DATA_DIR', join(folder, 'data'));
  vi.stubEnv('DEMARC_BACKUPS_DIR', '');
  expect(await run('new', file, '--title', 'Acme')).toMatchObject({ status: 0, err: '' });
  const answered = await run('answer', file, 'aws/physical-access', '--owner', 'aws', '--json');
  expect(answered.err).toBe('');
});

it('lists the backups of a workbook, also of one that is gone, and restores one beside it', async () => {
  const { backups } = JSON.parse((await run('backups', file, '--json')).out);
  expect(backups.map((backup: { kind: string; changes: number }) => [backup.kind, backup.changes])).toEqual([
    ['sitting', 2],
    ['opening', 1],
  ]);
  expect((await run('backups', file)).out).toMatch(
    /MADE \(UTC\) +WHY +CHANGES[\s\S]*end of a sitting[\s\S]*Kept are the last 5/,
  );
  const before = readFileSync(file);
  rmSync(file);
  const out = join(folder, 'again.demarc');
  const restored = await run('backups', 'restore', file, '--out', out, '--json');
  expect(JSON.parse(restored.out)).toMatchObject({ restored: out, backup: { kind: 'sitting' } });
  expect(readFileSync(out).length).toBe(before.length);
  expect((await run('backups', 'restore', file, '--out', out)).err).toMatch(/CONFLICT: .*exists already/);
  const older = await run('backups', 'restore', file, '--at', backups[1].id);
  expect(older.out).toMatch(/acme \(backup \d{4}-\d\d-\d\d\)\.demarc: the backup .* looked over and whole/);
  expect((await run('backups', 'restore', file, '--at', '1999')).err).toMatch(/NOT_FOUND: .*demarc backups/);
  expect((await run('backups', join(folder, 'none.demarc'))).err).toMatch(/NOT_FOUND: .*no backup/);
});

it('chooses the folder that backups go to, and says when it is not there', async () => {
  const disk = join(folder, 'disk');
  expect((await run('backups', 'folder', disk)).err).toMatch(/INVALID_INPUT: .*not a folder/);
  expect(existsSync(disk)).toBe(false);
  mkdirSync(disk);
  expect((await run('backups', 'folder', disk)).out).toBe(`Backups go to ${disk}.\n`);
  rmSync(disk, { recursive: true });
  expect((await run('backups', 'folder')).out).toMatch(/which is not there at the moment/);
  expect(JSON.parse((await run('backups', 'folder', '--own', '--json')).out)).toMatchObject({
    chosen: 'nobody',
    instead: null,
  });
});
