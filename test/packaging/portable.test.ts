import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { argumentsMeant } from '../../main/hosts/cli/program.ts';
import { neededFiles } from '../../main/packaging/needed-files.ts';
import { portableFiles, writeArchive } from '../../main/packaging/portable.ts';
import { type ArchiveFile, filesOfTar, tarPieces } from '../../main/packaging/tar.ts';
import { ensureBuilt, PROJECT } from '../support/cli.ts';
import { emptyAccount } from '../support/empty-account.ts';
import { temporaryFolder } from '../support/temp.ts';

beforeAll(ensureBuilt);

const text = (path: string, content: string, executable = false): ArchiveFile => ({
  path,
  bytes: () => Buffer.from(content),
  executable,
});

describe('the archives', () => {
  const long = `demarc-1/app/node_modules/${'a-package-with-a-name/'.repeat(5)}file.js`;
  const files = [text('demarc-1/demarc', '#!/bin/sh\n', true), text(long, 'long'), text('demarc-1/leer', '')];

  it.each([
    { zip: true, packing: 'none' },
    { zip: false, packing: 'gzip' },
    { zip: false, packing: 'none' },
  ] as const)('are the same bytes for the same files, and keep who may be run: %o', async (options) => {
    const [one, two] = [temporaryFolder(), temporaryFolder()];
    const path = await writeArchive(files, one, options);
    expect(readFileSync(path)).toEqual(readFileSync(await writeArchive(files, two, options)));
    const [command, args] = options.zip
      ? ['unzip', ['-q', path, '-d', one]]
      : ['tar', ['xf', path, '-C', one]];
    if (process.platform === 'win32') return;
    execFileSync(command, args as string[]);
    expect(readFileSync(join(one, long), 'utf8')).toBe('long');
    expect(statSync(join(one, 'demarc-1/demarc')).mode & 0o777).toBe(0o755);
    expect(statSync(join(one, 'demarc-1/leer')).size).toBe(0);
    expect(statSync(join(one, long)).mode & 0o777).toBe(0o644);
  });

  it('are read as they are written', () => {
    const tar = Buffer.concat([...tarPieces(files, 0)]);
    expect(filesOfTar(tar, [long]).get(long)?.toString()).toBe('long');
    expect(() => [...tarPieces([text('a'.repeat(300), '')], 0)]).toThrow(/too long a name/);
  });
});

describe('what the program needs', () => {
  const SYSTEMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'] as const;

  it.each(SYSTEMS)('%s: one binary, and nothing that only develops, describes or maps', async (system) => {
    const files = await neededFiles(PROJECT, system, 'browser');
    expect(files.filter((file) => file.endsWith('.node'))).toEqual([
      `node_modules/better-sqlite3/prebuilds/${system}.node`,
    ]);
    const odd = files.filter(
      (file) => !/\.(js|cjs|mjs|json|node|ttf|icc|html|css|woff2|svg|png)$/.test(file) && file !== 'LICENSE',
    );
    expect(odd).toEqual(['THIRD-PARTY.md']);
    const { packages } = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean }>;
    };
    const places = new Set(
      files
        .filter((file) => file.startsWith('node_modules/'))
        .map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? file),
    );
    expect([...places].filter((place) => packages[place] === undefined || packages[place].dev)).toEqual([]);
    expect(files.some((file) => /react|tanstack|pdfjs|electron/.test(file) && !file.startsWith('out/'))).toBe(
      false,
    );
  });

  it('the desktop edition needs the window besides', { tags: 'long' }, async () => {
    const browser = await neededFiles(PROJECT, 'linux-x64', 'browser');
    const desktop = await neededFiles(PROJECT, 'linux-x64', 'desktop');
    expect(browser.filter((file) => !desktop.includes(file))).toEqual([]);
    expect(desktop).toContain('out/main/electron.js');
    expect(desktop).toContain('out/preload/index.cjs');
    expect(browser.filter((file) => /out\/(preload|main\/electron)/.test(file))).toEqual([]);
  });
});

it('a workbook by itself is opened; without one, the portable edition opens and the others say what they can', () => {
  expect(argumentsMeant(['acme.demarc'], {})).toEqual(['open', 'acme.demarc']);
  expect(argumentsMeant([], { DEMARC_EDITION: 'portable' })).toEqual(['open']);
  expect(argumentsMeant([], {})).toEqual([]);
  expect(argumentsMeant(['verify', 'acme.demarc'], { DEMARC_EDITION: 'portable' })).toEqual([
    'verify',
    'acme.demarc',
  ]);
});

it('names the systems there are an edition for', async () => {
  await expect(portableFiles(PROJECT, 'beos-x64')).rejects.toThrow(/"beos-x64".*linux-x64, linux-arm64/);
});

/** Starts the server, signs in as the page does, asks for what is open, and stops it. Runs in the edition's own Node. */
const ASK = `
  const child = require('node:child_process').spawn(process.argv[1], ['open', 'shop.demarc', '--json', '--no-open']);
  child.stderr.pipe(process.stderr);
  let said = '';
  child.stdout.on('data', async (text) => {
    said += text;
    let start;
    try { start = JSON.parse(said); } catch { return; }
    const { address, workbook } = start;
    const post = async (path, body, headers) => (await fetch(address + path, { method: 'POST', body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: address, ...headers } })).json();
    const session = await post('/session', { code: new URLSearchParams(new URL(start.url).hash.slice(1)).get('code') });
    const reply = await post('/rpc/app.info', { input: {}, workbook: workbook.id }, { 'x-demarc-token': session.value.token });
    console.log(JSON.stringify({ page: (await fetch(address)).status, workbook: workbook.title, reply }));
    child.kill('SIGINT');
  });
`;

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('the portable edition', () => {
  it('does the main job for somebody who has nothing: no account, no environment, no network', {
    tags: 'long',
  }, async () => {
    const account = emptyAccount();
    if (account.lacks !== '') process.stderr.write(`portable: run without ${account.lacks}\n`);
    const packed = mkdtempSync(join(tmpdir(), 'demarc-portable-'));
    afterAll(() => rmSync(packed, { recursive: true, force: true }));
    const files = await portableFiles(PROJECT, 'linux-x64');
    const archive = await writeArchive(files, packed, { zip: false, packing: 'none' });
    execFileSync('tar', ['xf', archive, '-C', account.folder, '--no-same-owner']);
    rmSync(archive);
    const folder = join(account.folder, files[0]?.path.split('/')[0] ?? '');
    expect(readdirSync(folder).sort()).toEqual(['README.txt', 'app', 'demarc', 'node']);
    // A name in somebody's own folder of programs leads to it, too.
    const demarc = join(account.folder, 'demarc');
    execFileSync('ln', ['-s', join(folder, 'demarc'), demarc]);
    const run = (...args: string[]) => {
      const result = account.run(demarc, args);
      expect(result.err, args.join(' ')).toBe('');
      expect(result.status, args.join(' ')).toBe(0);
      return result.out;
    };
    const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
      version: string;
    };
    run('new', 'shop.demarc', '--title', 'Online shop', '--organisation', 'Acme');
    run('export', 'shop.demarc', '--xlsx', 'matrix.xlsx', '--pdf', 'matrix.pdf');
    expect(run('verify', 'shop.demarc')).toContain('shop.demarc is sound');
    const asked = account.run(join(folder, 'node', 'node'), ['-e', ASK, demarc]);
    expect(asked.err).toBe('');
    expect(JSON.parse(asked.out)).toMatchObject({
      page: 200,
      workbook: 'Online shop',
      reply: { ok: true, value: { version } },
    });
    // One file, nothing beside it, and no start page left over.
    expect(readdirSync(account.home).filter((name) => name.startsWith('shop'))).toEqual(['shop.demarc']);
    expect(existsSync(join(folder, 'app', 'node_modules', '.cache'))).toBe(account.lacks.includes('account'));
  });
});
