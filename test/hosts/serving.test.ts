import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { browserCommand } from '../../main/hosts/cli/browser.ts';
import {
  decideLaunch,
  fetchRuntime,
  type LaunchFacts,
  runElectron,
} from '../../main/hosts/cli/electron-runtime.ts';
import { demarc, ensureBuilt, serve } from '../support/cli.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();

beforeAll(() => {
  ensureBuilt();
  demarc(['new', 'acme.demarc', '--title', 'Acme'], { cwd: folder });
});

describe('where open goes', () => {
  const facts: LaunchFacts = {
    platform: 'linux',
    executable: '/e/electron',
    installer: '/e/install.js',
    hasDisplay: true,
    isRoot: false,
    downloadForbidden: false,
  };
  it.each<[string, Partial<LaunchFacts>, string]>([
    ['a runtime is there', {}, 'start'],
    ['a runtime is there and nothing may be fetched', { downloadForbidden: true, installer: null }, 'start'],
    ['no runtime, but a way to get one', { executable: null }, 'fetch'],
    ['no runtime and no way', { executable: null, installer: null }, 'loopback'],
    ['no runtime, and the user wants none', { executable: null, downloadForbidden: true }, 'loopback'],
    ['nothing to show a window on', { hasDisplay: false }, 'loopback'],
    ['nothing to show a window on: nothing is fetched', { hasDisplay: false, executable: null }, 'loopback'],
    ['the superuser on Linux', { isRoot: true }, 'loopback'],
    ['the superuser elsewhere', { isRoot: true, platform: 'darwin' }, 'start'],
  ])('%s', (_name, change, kind) => {
    const decision = decideLaunch({ ...facts, ...change });
    expect(decision.kind).toBe(kind);
    if (decision.kind === 'loopback') expect(decision.reason).toMatch(/^\S.*[^.]$/);
  });
  it('gives up on a source that does not answer before anybody is tired of waiting', async () => {
    const said: string[] = [];
    const started = Date.now();
    const failure = await fetchRuntime('/nothing/install.js', (line) => said.push(line), {
      ELECTRON_MIRROR: 'http://127.0.0.1:9/',
    });
    expect(failure).toMatch(/cannot be fetched/);
    expect(said).toEqual([]);
    expect(Date.now() - started).toBeLessThan(10_000);
  });
  it('tells a runtime that does not start from one that was closed', async () => {
    expect(await runElectron(process.execPath, ['-e', 'process.exit(0)'])).toBeNull();
    expect(
      await runElectron(process.execPath, ['-e', 'console.error("libnss3.so: missing"); process.exit(127)']),
    ).toMatch(/does not start \(libnss3\.so: missing\)/);
    expect(await runElectron(join(folder, 'nothing'), [])).toMatch(/does not start/);
  });
  it("opens a browser by the platform's own means, and only where there is a screen", () => {
    expect(browserCommand('darwin', {}, 'u')?.command).toBe('open');
    expect(browserCommand('win32', {}, 'u')?.args).toContain('u');
    expect(browserCommand('linux', { DISPLAY: ':0' }, 'u')).toEqual({ command: 'xdg-open', args: ['u'] });
    expect(browserCommand('linux', { WAYLAND_DISPLAY: 'w' }, 'u')).not.toBeNull();
    expect(browserCommand('linux', { DISPLAY: '' }, 'u')).toBeNull();
  });
});

describe('serving', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('leaves one file and status 0 on %s', async (signal) => {
    const served = await serve(['serve', 'acme.demarc'], { cwd: folder });
    const call = await fetch(`${served.address}/rpc/parties.add`, {
      method: 'POST',
      headers: { 'x-demarc-token': served.token, 'content-type': 'application/json' },
      body: JSON.stringify({
        input: { name: `Partner ${signal}`, kind: 'third-party' },
        workbook: served.workbook?.id,
      }),
    });
    expect(await call.json()).toMatchObject({ ok: true });
    expect(readdirSync(folder).filter((name) => name.startsWith('acme')).length).toBeGreaterThan(1);
    expect(await served.stop(signal)).toBe(0);
    expect(readdirSync(folder).filter((name) => name.startsWith('acme'))).toEqual(['acme.demarc']);
    expect(readFileSync(join(folder, 'acme.demarc')).includes(`Partner ${signal}`)).toBe(true);
  });
  it('takes the port that it is given, and says so when it cannot have it', async () => {
    const first = await serve(['serve'], { cwd: folder });
    const second = demarc(['serve', '--port', String(first.port), '--no-open'], { cwd: folder });
    expect(second.status).toBe(2);
    expect(second.err).toMatch(/^demarc: INVALID_INPUT: Port \d+ is taken/);
    await first.stop();
    for (const port of ['abc', '-1', '65536', '1.5'])
      expect(demarc(['serve', '--port', port, '--no-open'], { cwd: folder }).status).toBe(2);
  });
  it('refuses a file that cannot be opened, with status 3, and serves nothing', () => {
    expect(demarc(['serve', 'nothing.demarc', '--no-open'], { cwd: folder })).toMatchObject({
      status: 3,
      out: '',
    });
    expect(demarc(['open', 'nothing.demarc', '--no-open'], { cwd: folder })).toMatchObject({
      status: 3,
      out: '',
    });
  });
  it('takes the place of a window, and says why in one line', async () => {
    const served = await serve(['open', 'acme.demarc'], { cwd: folder });
    expect((await fetch(`${served.address}/`)).status).toBe(200);
    expect(await served.stop()).toBe(0);
    expect(served.errors().trim().split('\n')).toEqual([
      expect.stringMatching(
        /^demarc: no desktop window \(.+\); serving the same app on the loopback address$/,
      ),
    ]);
  });
});
