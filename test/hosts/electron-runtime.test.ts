import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findExecutable } from '../../main/hosts/cli/electron-runtime.ts';
import { fetchRuntime, lastWords, mirrorOf } from '../../main/hosts/cli/fetch-runtime.ts';
import { runElectron, sandboxHelp } from '../../main/hosts/cli/run-electron.ts';
import { PROJECT } from '../support/cli.ts';
import { temporaryFolder } from '../support/temp.ts';
import { atTerminal, findTerminal } from '../support/terminal.ts';
import { makeZip } from '../support/zip.ts';

const made = temporaryFolder();
const ownFolder = () => mkdtempSync(join(made, 'case-'));
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});
async function serving(answer: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

const EXECUTABLE = process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
const { version } = JSON.parse(readFileSync(join(PROJECT, 'node_modules/electron/package.json'), 'utf8'));
const ZIP_NAME = `electron-v${version}-${process.platform}-${process.arch}.zip`;
/** A runtime as small as can be, in the form in which Electron's own comes. */
const zip = await makeZip({ version, [EXECUTABLE]: '#!/bin/sh\n' });
const sum = createHash('sha256').update(zip).digest('hex');

/** A mirror of Electron's releases on this machine. */
const mirror =
  (options: { slow?: number; sum?: string; missing?: boolean } = {}): RequestListener =>
  (asked, answer) => {
    setTimeout(
      () => {
        if (options.missing) answer.writeHead(404).end();
        else if (asked.url?.endsWith('SHASUMS256.txt')) answer.end(`${options.sum ?? sum} *${ZIP_NAME}\n`);
        else answer.end(asked.method === 'HEAD' ? undefined : zip);
      },
      asked.method === 'HEAD' ? (options.slow ?? 0) : 0,
    );
  };

/** Electron's own package as npm leaves it, with its own installer, in a place where it may unpack. */
function electronPackage(): string {
  const folder = join(ownFolder(), 'electron');
  mkdirSync(folder);
  for (const name of ['install.js', 'package.json', 'checksums.json'])
    copyFileSync(join(PROJECT, 'node_modules', 'electron', name), join(folder, name));
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, '..', 'node_modules'));
  return folder;
}
async function fetched(folder: string, env: NodeJS.ProcessEnv) {
  const said: string[] = [];
  const {
    HTTP_PROXY: _a,
    HTTPS_PROXY: _b,
    http_proxy: _c,
    https_proxy: _d,
    NO_PROXY: _e,
    no_proxy: _f,
    ...rest
  } = process.env;
  const failure = await fetchRuntime(join(folder, 'install.js'), (line) => said.push(line), {
    ...rest,
    // The sums in the package are those of the real runtime.
    electron_use_remote_checksums: '1',
    electron_config_cache: join(folder, '..', 'cache'),
    ...env,
  });
  return { failure, said: said.join('') };
}

describe('the runtime is fetched by its own installer', () => {
  it('from a slow mirror; one that was cut off while it was unpacked is none, and comes again from the cache', {
    tags: 'long',
  }, async () => {
    const folder = electronPackage();
    expect(findExecutable({}, folder)).toBeNull();
    const { server, port } = await serving(mirror({ slow: 1_500 }));
    const env = { NPM_CONFIG_ELECTRON_MIRROR: `http://127.0.0.1:${port}/` };
    const first = await fetched(folder, env);
    expect(first).toEqual({ failure: null, said: expect.stringContaining('about 120 MB') });
    expect(findExecutable({}, folder)).toBe(join(folder, 'dist', EXECUTABLE));

    for (const lost of ['dist/version', 'path.txt']) {
      rmSync(join(folder, lost));
      expect(findExecutable({}, folder)).toBeNull();
      server.closeAllConnections();
      server.close();
      // No server any more.
      expect(
        await fetched(folder, { ...env, electron_use_remote_checksums: undefined, ...trusting(folder) }),
      ).toEqual({
        failure: null,
        said: expect.stringContaining('unpacking'),
      });
      expect(findExecutable({}, folder)).not.toBeNull();
    }
    // Of another version: npm has brought another package since.
    writeFileSync(join(folder, 'dist', 'version'), '1.2.3');
    expect(findExecutable({}, folder)).toBeNull();
    expect(findExecutable({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'dist') }, null)).not.toBeNull();
  });

  /** The package's own list of sums with that of the small runtime, since a list cannot be fetched without a network. */
  function trusting(folder: string): NodeJS.ProcessEnv {
    writeFileSync(join(folder, 'checksums.json'), JSON.stringify({ [ZIP_NAME]: sum }));
    return {};
  }

  it('through a proxy, where nothing else leads out', async () => {
    const folder = electronPackage();
    const { port } = await serving(mirror());
    const passed: string[] = [];
    const proxy = await serving((asked, answer) => {
      passed.push(asked.url ?? '');
      const { pathname } = new URL(asked.url ?? '');
      request({ port, path: pathname, method: asked.method }, (reply) => reply.pipe(answer)).end();
    });
    proxy.server.on('connect', (asked, socket) => {
      passed.push(asked.url ?? '');
      const through = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        through.pipe(socket).pipe(through);
      });
      for (const end of [through, socket]) end.on('error', () => undefined);
    });
    const { failure } = await fetched(folder, {
      ELECTRON_MIRROR: 'http://mirror.invalid/',
      HTTP_PROXY: `http://127.0.0.1:${proxy.port}`,
    });
    expect(failure).toBeNull();
    expect(passed.join()).toContain('mirror.invalid');
    expect(findExecutable({}, folder)).not.toBeNull();
  });

  it.each([
    ['the file is another one', { sum: 'f'.repeat(64) }, /failed \(.*checksum/i],
    ['there is no such version', { missing: true }, /failed \(.*404/],
  ])('and says why it was not: %s', async (_what, options, reason) => {
    const { port } = await serving(mirror(options));
    const { failure } = await fetched(electronPackage(), { ELECTRON_MIRROR: `http://127.0.0.1:${port}/` });
    expect(failure).toMatch(reason);
  });

  it('finds a mirror under the names that the installer knows', () => {
    expect(mirrorOf({ ELECTRON_MIRROR: 'c', npm_package_config_electron_mirror: 'b' })).toBe('b');
    expect(mirrorOf({ NPM_CONFIG_ELECTRON_MIRROR: 'a', ELECTRON_MIRROR: '' })).toBe('a');
    expect(mirrorOf({})).toBeNull();
  });
  it('takes the words of an error, not the places in the code that follow', () => {
    expect(lastWords('Error: no space left\n    at write (fs:1)\n\nNode.js v26.1.0\n')).toBe(
      'Error: no space left',
    );
    expect(lastWords('')).toBe('');
  });
});

describe('a runtime that does not start', () => {
  it('for want of a sandbox: the two commands that help are printed', async () => {
    const complaint =
      '[1:FATAL:setuid_sandbox_host.cc(163)] The SUID sandbox helper binary was found, but is not configured correctly.';
    const said: string[] = [];
    const reason = await runElectron(
      process.execPath,
      ['-e', `console.error(${JSON.stringify(complaint)}); process.exit(1)`],
      (line) => said.push(line),
    );
    expect(reason).toBe('this system lets Electron build no sandbox');
    const commands = said
      .join('')
      .split('\n')
      .filter((line) => line.startsWith('  sudo'));
    expect(commands).toEqual([
      expect.stringMatching(/^ {2}sudo chown root:root \S+chrome-sandbox$/),
      expect.stringMatching(/^ {2}sudo chmod 4755 \S+chrome-sandbox$/),
    ]);
    expect(
      sandboxHelp('No usable sandbox! If you are running on Ubuntu 23.10+', "/my apps/o'n/electron"),
    ).toContain("sudo chmod 4755 '/my apps/o'\\''n/chrome-sandbox'");
    expect(sandboxHelp('libnss3.so: cannot open shared object file', '/e/electron')).toBeNull();
  });
  it('says what Demarc itself says, and is a window even in a terminal of another Electron program', async () => {
    const words = 'demarc: UNEXPECTED: the catalogue is missing (log entry 1)\\nsome noise';
    expect(await runElectron(process.execPath, ['-e', `console.error('${words}'); process.exit(1)`])).toBe(
      'the Electron runtime does not start (the catalogue is missing (log entry 1))',
    );
    const told = join(ownFolder(), 'env');
    const script = `require('fs').writeFileSync(${JSON.stringify(told)}, String(process.env.ELECTRON_RUN_AS_NODE))`;
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    expect(await runElectron(process.execPath, ['-e', script], undefined, env)).toBeNull();
    expect(readFileSync(told, 'utf8')).toBe('undefined');
  });
});

const terminal = findTerminal() === null ? it.skip : it;
describe('at a terminal', () => {
  const command = (folder: string, through: readonly string[] = []) => [
    process.execPath,
    ...through,
    join(PROJECT, 'test', 'support', 'launching-child.ts'),
    join(PROJECT, 'test', 'support', 'window-child.mjs'),
    folder,
  ];
  const ownNode = [join(PROJECT, 'main', 'hosts', 'own-node.mjs')];
  terminal.each([
    ['Ctrl+C', 'ctrl-c', []],
    ['Ctrl+C under an older Node', 'ctrl-c', ownNode],
    ['a terminal that is closed', 'hang-up', []],
    ['a terminal that is closed, under an older Node', 'hang-up', ownNode],
  ] as const)('%s asks the window once to end, so that it saves', async (_what, act, through) => {
    const folder = ownFolder();
    const said = await atTerminal(command(folder, through), { when: join(folder, 'up'), act });
    await expect.poll(() => existsSync(join(folder, 'saved'))).toBe(true);
    if (act === 'ctrl-c') expect(said).toContain('launcher: the window was closed');
  });
});
