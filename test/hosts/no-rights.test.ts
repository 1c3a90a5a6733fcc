import { spawnSync } from 'node:child_process';
import { chmodSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it, vi } from 'vitest';
import { remedyAt } from '../../main/platform/app-paths.ts';
import { createFileLogger, logPlace } from '../../main/platform/logger.ts';
import { runHere as demarc } from '../support/cli-in-process.ts';
import { emptyAccount } from '../support/empty-account.ts';
import { temporaryFolder } from '../support/temp.ts';

afterEach(() => void vi.unstubAllEnvs());

/** A data folder that takes nothing from any account, not even the superuser: a file lies in its place. */
function takenData(): string {
  const data = join(temporaryFolder(), 'data');
  writeFileSync(data, '');
  vi.stubEnv('DEMARC_DATA_DIR', data);
  return data;
}

it.each([
  ['identity', 'Ann Lee'],
  ['key', 'new'],
  ['backups', 'folder', temporaryFolder()],
])('%s %s says in one sentence that the data folder takes nothing, and what helps', async (...args) => {
  const data = takenData();
  const { status, err } = await demarc(...args);
  expect(status).toBe(2);
  expect(err).toMatch(/^demarc: INVALID_INPUT: Nothing can be written in [^\n]+\.\n$/);
  for (const said of [data, '(a file lies in its place)', 'DEMARC_DATA_DIR']) expect(err).toContain(said);
  expect(err).not.toMatch(/log entry|demarc\.log|\bat /);
});

it('a workbook is made all the same, and it is said once that no copy was kept', async () => {
  takenData();
  const { status, err } = await demarc('new', join(temporaryFolder(), 'acme.demarc'));
  expect(status).toBe(0);
  expect(err).toMatch(
    /^demarc: No copy of acme\.demarc was kept among the backups\. Nothing can be written in [^\n]+\n$/,
  );
});

it('a log is named only where it was written', () => {
  const folder = temporaryFolder();
  const kept = createFileLogger(folder);
  expect(logPlace(kept, kept.error('x'))).toMatch(/^log entry [0-9a-f]+ in .+demarc\.log$/);
  const none = createFileLogger(join(folder, 'demarc.log', 'in a file'));
  expect(logPlace(none, none.error('x'))).toBe('no log could be written');
});

it('what helps is the variable that names another folder, where the folder is one of ours', () => {
  const facts = (platform: NodeJS.Platform, env = {}) => ({
    platform,
    env,
    home: platform === 'win32' ? 'C:\\ann' : '/home/ann',
  });
  const linux = facts('linux');
  expect(remedyAt('/home/ann/.local/share/demarc/keys', linux)).toContain('DEMARC_DATA_DIR');
  expect(remedyAt('/home/ann/Documents/Demarc', linux)).toContain('DEMARC_WORKBOOKS_DIR');
  expect(remedyAt('/home/ann/.local/share/demarc-2', linux)).toContain('Choose another place');
  expect(remedyAt('C:\\ann\\AppData\\Local\\Demarc\\backups', facts('win32'))).toContain('DEMARC_DATA_DIR');
});

const MAKER = fileURLToPath(new URL('../../main/platform/make-folder.ts', import.meta.url));

it.skipIf(process.platform !== 'linux')('a folder that the system lets nobody make ends the attempt', () => {
  const script = `import(process.argv[1]).then(({ makeFolder }) => {
    try { makeFolder('/proc/nope/deeper'); } catch (error) { console.log(error.code + ': ' + error.message); }
  })`;
  const { stdout } = spawnSync(process.execPath, ['-e', script, MAKER], {
    encoding: 'utf8',
    timeout: 300_000,
  });
  expect(stdout).toMatch(/^INVALID_INPUT: Nothing can be written in \/proc\/nope\/deeper \(it is not there/);
});

it('Node’s own recursion, which would not end, makes no folder of the program', () => {
  const main = fileURLToPath(new URL('../../main', import.meta.url));
  const files = globSync('!(packaging)/**/*.ts', { cwd: main });
  expect(files.length).toBeGreaterThan(500);
  const made = /mkdir(?:Sync)?\([^;]*recursive: true/;
  expect(files.filter((file) => made.test(readFileSync(join(main, file), 'utf8')))).toEqual([]);
});

it('a folder is made with those above it, for its owner alone, and one that is there stays', async () => {
  const { makeFolder } = await import('../../main/platform/make-folder.ts');
  const folder = join(temporaryFolder(), 'a', 'b');
  makeFolder(folder);
  if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
  makeFolder(folder);
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeFolder(join(folder, 'file', 'deeper'))).toThrow(/a file lies in its place/);
});

it.skipIf(process.platform !== 'linux')(
  'an account without rights to it is told so, and not that there is no key',
  () => {
    const account = emptyAccount();
    const data = join(account.folder, 'data');
    mkdirSync(join(data, 'keys'), { recursive: true });
    chmodSync(data, 0o500);
    if (account.lacks.includes('account')) return;
    const script = `Promise.all([import(process.argv[1]), import(process.argv[2])]).then(([{ createKeyStore }, { createJsonStore }]) => {
    for (const act of [
      () => createKeyStore(process.argv[3]).info(),
      () => createJsonStore({ path: process.argv[3] + '/settings.json' }).write({}),
    ]) try { act(); console.log('done'); } catch (error) { console.log(error.code + ': ' + error.message); }
  })`;
    const platform = (name: string) => fileURLToPath(new URL(`../../main/platform/${name}`, import.meta.url));
    const { out, err } = account.run(process.execPath, [
      ...['-e', script, platform('key-store.ts'), platform('settings-store.ts'), data],
    ]);
    expect(err).toBe('');
    expect(out).toMatch(/^INVALID_INPUT: \S+own-key\.json cannot be read: this account may not look at it/);
    expect(out).toMatch(
      /\nINVALID_INPUT: Nothing can be written in \S+data \(this account may not write there\)/,
    );
  },
);
