import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { closeFolder } from '../../main/platform/private-files.ts';
import { demarcProcess as demarc, serve } from '../support/cli.ts';
import { temporaryFolder } from '../support/temp.ts';

/** Modes are not what keeps files private on Windows. */
const here = process.platform === 'win32' ? describe.skip : describe;
const folder = temporaryFolder();
const data = join(folder, 'data');
// Of whole processes: a thread shares the rights that the process gives to what it makes.
const env = { DEMARC_DATA_DIR: data, DEMARC_WORKBOOKS_DIR: join(folder, 'workbooks') };

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
/** Everything below a folder that somebody else could read, by its path and mode. */
const open = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(root, name)).mode & 0o077)
    .map((name) => `${name} ${mode(join(root, name))}`);

here('what Demarc makes', () => {
  const before = process.umask(0o022);
  afterAll(() => void process.umask(before));

  it('is readable by its owner alone: the workbook, what lies beside it, backups, log, uploads, downloads', async () => {
    // Left open by an earlier program.
    mkdirSync(data, { mode: 0o755 });
    const made = demarc(['new', 'shop.demarc', '--title', 'Shop', '--organisation', 'Acme'], {
      cwd: folder,
      env,
    });
    expect([made.status, mode(join(folder, 'shop.demarc'))]).toEqual([0, '600']);
    const served = await serve(['serve', 'shop.demarc'], { cwd: folder, env });
    const headers = { 'x-demarc-token': served.token, 'content-type': 'application/json' };
    const call = async (name: string, input: unknown) => {
      const body = JSON.stringify({ input, workbook: served.workbook?.id });
      return (await fetch(`${served.address}/rpc/${name}`, { method: 'POST', headers, body })).json();
    };
    await call('app.saveSettings', { theme: 'dark' });
    await call('parties.add', { name: 'A partner', kind: 'third-party' });
    await fetch(`${served.address}/files?name=a.txt`, { method: 'POST', headers, body: 'evidence' });
    // A refusal, so that there is a log.
    await fetch(`${served.address}/events`);
    expect(readdirSync(folder).length).toBeGreaterThan(3);
    expect(readdirSync(data, { recursive: true }).length).toBeGreaterThan(4);
    expect(open(folder)).toEqual([]);
    expect(await served.stop()).toBe(0);
    expect(open(folder)).toEqual([]);
  });

  it('is an export that its owner alone can read, unless it takes the place of one that others could', () => {
    const target = join(folder, 'register.csv');
    const write = () => demarc(['export', 'shop.demarc', '--csv', target], { cwd: folder, env });
    expect(write()).toMatchObject({ status: 0 });
    expect(mode(target)).toBe('600');
    chmodSync(target, 0o644);
    expect(write()).toMatchObject({ status: 0 });
    expect(mode(target)).toBe('644');
  });

  it('leaves the lock to be read by whoever may read the workbook', async () => {
    chmodSync(join(folder, 'shop.demarc'), 0o664);
    const served = await serve(['serve', 'shop.demarc'], { cwd: folder, env });
    expect(mode(join(folder, 'shop.demarc.lock'))).toBe('664');
    await served.stop();
  });
});

here('closing a folder', () => {
  it('leaves alone what is not ours to close', () => {
    const shared = join(folder, 'shared');
    mkdirSync(shared);
    chmodSync(shared, 0o1777);
    for (const kept of [shared, homedir(), '/', join(folder, 'nothing')]) closeFolder(kept);
    expect(mode(shared)).toBe('777');
    const own = join(folder, 'own');
    mkdirSync(own);
    chmodSync(own, 0o755);
    closeFolder(own);
    expect(mode(own)).toBe('700');
  });
});
