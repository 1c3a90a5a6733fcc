import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { howToGetNode, howToMakeWhole } from '../../main/platform/edition.mjs';
import { PROJECT } from '../support/cli.ts';
import { temporaryFolder } from '../support/temp.ts';

const DOOR = ['main/hosts/cli/bin.mjs', 'main/hosts/own-node.mjs', 'main/platform/edition.mjs'];
const ESSENTIAL = [
  'package.json',
  'main/catalogue/data/manifest.json',
  'out/main/cli.js',
  'out/main/worker.js',
  'out/renderer/index.html',
];

/** An edition of which only the door is real: `cli` is what the built program says. */
function edition(cli: string): string {
  const root = temporaryFolder();
  const put = (file: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    return join(root, file);
  };
  for (const file of DOOR) copyFileSync(join(PROJECT, file), put(file));
  for (const file of ESSENTIAL) writeFileSync(put(file), file.endsWith('.json') ? '{"type":"module"}' : '');
  writeFileSync(put('out/main/cli.js'), cli);
  return root;
}
const OLD = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.1.0'}})`;
function start(root: string, { portable = true, old = false } = {}) {
  const { DEMARC_EDITION: _edition, NODE_COMPILE_CACHE: _elsewhere, ...env } = process.env;
  const args = [...(old ? ['--import', OLD] : []), join(root, 'main/hosts/cli/bin.mjs')];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...env, ...(portable ? { DEMARC_EDITION: 'portable' } : {}) },
  });
  return { status, out: stdout, err: stderr };
}
const PORTABLE = /^demarc: UNSUPPORTED_HERE: [^\n]+Unpack [^\n]+\n$/;

it('an edition that is whole starts, and what it keeps of compiled code is its owner’s alone', () => {
  const root = edition('process.stdout.write(process.umask().toString(8));');
  const before = process.umask(0o022);
  expect(start(root)).toEqual({ status: 0, out: '22', err: '' });
  process.umask(before);
  const kept = join(root, 'node_modules', '.cache', 'demarc-compiled');
  if (process.platform !== 'win32') expect(statSync(kept).mode & 0o077).toBe(0);
});

it('a portable edition of which a part is missing names it and says what helps, in its own words', () => {
  const root = edition("await import('./chunks/gone.js');");
  const broken = start(root);
  expect(broken).toMatchObject({ status: 2, err: expect.stringMatching(PORTABLE) });
  expect(broken.err).toContain(join('chunks', 'gone.js'));
  for (const file of [...ESSENTIAL.slice(2), ...DOOR.slice(1)]) {
    rmSync(join(root, file));
    const { status, err } = start(root);
    expect({ status, err }, file).toEqual({ status: 2, err: expect.stringMatching(PORTABLE) });
    expect(err).not.toContain('npm');
  }
});

it('an installed package says what helps it: where a part is missing, and where the Node is too old', () => {
  const root = edition("await import('./chunks/gone.js');");
  const broken = start(root, { portable: false });
  expect(broken.err).toMatch(
    /^demarc: UNSUPPORTED_HERE: A part of Demarc is missing: [^\n]+Install Demarc again[^\n]+\n$/,
  );
  const old = start(root, { portable: false, old: true });
  expect(old).toMatchObject({ status: 2, out: '' });
  expect(old.err).toMatch(/^demarc: UNSUPPORTED_HERE: This is Node 20\.1\.0[^\n]+--omit=optional[^\n]+\n$/);
  expect(broken.err + old.err).not.toContain('npm ci');
});

it('only a checkout is told to run "npm ci"', () => {
  const installed = temporaryFolder();
  for (const words of [howToMakeWhole, howToGetNode]) {
    expect(words(PROJECT, {})).toContain('npm ci');
    for (const env of [{}, { DEMARC_EDITION: 'portable' }])
      expect(words(installed, env)).not.toContain('npm ci');
  }
});

it('the launchers look for what they start before they start it', () => {
  const launchers = join(PROJECT, 'main', 'packaging', 'launchers');
  const windows = readFileSync(join(launchers, 'demarc.cmd'), 'utf8');
  for (const [, program] of windows.matchAll(/"%~dp0([^"]+\.(?:exe|mjs))"/g))
    expect(windows).toContain(`if not exist "%~dp0${program}" goto missing\r\n`);
  expect(windows).toMatch(
    /\r\n:missing\r\necho demarc: UNSUPPORTED_HERE: .*\r\necho Unpack the whole ZIP file/,
  );
  if (process.platform === 'win32') return;
  const alone = join(temporaryFolder(), 'demarc');
  copyFileSync(join(launchers, 'demarc'), alone);
  chmodSync(alone, 0o755);
  const { status, stderr } = spawnSync(alone, { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(PORTABLE) });
});
