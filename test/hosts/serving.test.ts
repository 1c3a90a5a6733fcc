import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { browserCommand } from '../../main/hosts/cli/browser.ts';
import { decideLaunch, type LaunchFacts } from '../../main/hosts/cli/electron-runtime.ts';
import { fetchRuntime } from '../../main/hosts/cli/fetch-runtime.ts';
import { runElectron } from '../../main/hosts/cli/run-electron.ts';
import { demarc, serve, startDemarc } from '../support/cli.ts';
import { signIn } from '../support/sign-in.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();

beforeAll(() => {
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
    const failure = await fetchRuntime('/nothing/install.js', (line) => said.push(line), {
      ELECTRON_MIRROR: 'http://127.0.0.1:9/',
    });
    expect(failure).toMatch(/cannot be fetched/);
    expect(said).toEqual([]);
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

const there = process.platform === 'linux' ? it : it.skip;

there(
  'opening the browser shows the key to nobody: not in a list of processes, a file, a log or an address',
  async () => {
    const home = join(folder, 'home');
    mkdirSync(join(home, 'bin'), { recursive: true });
    const seen = join(home, 'opened');
    // What a browser is started with, as every account of the machine can see it.
    writeFileSync(
      join(home, 'bin', 'xdg-open'),
      `#!/bin/sh\nprintf '%s\\n' "$@" > '${seen}.part'\nmv '${seen}.part' '${seen}'\n`,
      {
        mode: 0o755,
      },
    );
    const child = startDemarc(['serve', 'acme.demarc'], {
      cwd: folder,
      env: {
        PATH: `${join(home, 'bin')}:${process.env.PATH}`,
        DISPLAY: ':99',
        DEMARC_DATA_DIR: join(home, 'data'),
        DEMARC_WORKBOOKS_DIR: join(home, 'Documents', 'Demarc'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout?.on('data', (text) => {
      out += text;
    });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    await expect.poll(() => existsSync(seen) && out.includes('Ctrl+C')).toBe(true);

    const [opened = '', ...more] = readFileSync(seen, 'utf8').trim().split('\n');
    expect(more).toEqual([]);
    const path = fileURLToPath(opened);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    const page = readFileSync(path, 'utf8');
    const inside = /content="0; url=(http:\/\/127\.0\.0\.1:\d+\/#code=[\w.-]+)"/.exec(page)?.[1] ?? '';
    const printed = / is at (\S+)\n/.exec(out)?.[1] ?? '';
    expect(inside).not.toBe(printed);

    const { token } = await signIn(inside);
    expect(existsSync(path)).toBe(false);
    await signIn(printed);
    await expect
      .poll(() => /For another tab or browser: (\S+)\n/.exec(out)?.[1] ?? printed)
      .not.toBe(printed);
    const codes = [inside, printed].map((url) => url.split('#code=')[1] ?? 'none');
    const told = [readFileSync(`/proc/${child.pid}/cmdline`, 'utf8'), readFileSync(seen, 'utf8')];
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      if (statSync(join(folder, name)).isFile()) told.push(readFileSync(join(folder, name), 'latin1'));
    for (const secret of [token, ...codes]) {
      expect(secret.length).toBeGreaterThan(40);
      expect(told.filter((text) => text.includes(secret))).toEqual([]);
    }
    expect(out).not.toContain(token);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(readdirSync(join(home, 'Documents', 'Demarc'))).toEqual([]);
  },
);

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
