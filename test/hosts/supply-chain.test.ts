import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockEntries } from '../../main/packaging/lock-file.ts';
import { BUILT_IN, thirdPartyPackages, thirdPartyTable } from '../../main/packaging/third-party.ts';
import { ensureBuilt, PROJECT } from '../support/cli.ts';

const read = (name: string): string => readFileSync(join(PROJECT, name), 'utf8');
const lock = read('package-lock.json');

test('npm ci takes nothing without its hash, and runs no script of any package', () => {
  const entries = lockEntries(lock);
  expect(entries.length).toBeGreaterThan(200);
  for (const [place, { integrity, hasInstallScript }] of entries) {
    expect(integrity, place).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
    expect(hasInstallScript, place).toBeUndefined();
  }
  expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true');
  const { scripts, allowScripts } = JSON.parse(read('package.json')) as {
    scripts: Record<string, string>;
    allowScripts?: unknown;
  };
  expect(allowScripts).toBeUndefined();
  // Nothing of our own that npm would run by itself, before or after what was asked for; prepack is run before packing, and only there.
  for (const name of Object.keys(scripts))
    if (name !== 'prepack') expect(name).not.toMatch(/^(pre|post|prepare|install$)/);
});

test('the lock file holds one and the same Node for five systems, of which npm installs the one that fits', () => {
  const runtimes = lockEntries(lock).filter(([place]) =>
    /^node_modules\/node-(bin-)?(darwin|linux|win)-/.test(place),
  );
  expect(runtimes.map(([, { os, cpu }]) => `${os} ${cpu}`).sort()).toEqual([
    'darwin arm64',
    'darwin x64',
    'linux arm64',
    'linux x64',
    'win32 x64',
  ]);
  expect(new Set(runtimes.map(([, { version }]) => version)).size).toBe(1);
  for (const [place, { optional }] of runtimes) expect(optional, place).toBe(true);
  // The commands find it even where npm does not link it (npm 10), and run under it whatever the machine's own Node is.
  const launcher = join(PROJECT, 'main', 'hosts', 'own-node.mjs');
  const used = execFileSync(process.execPath, [launcher, '-p', 'process.version'], { encoding: 'utf8' });
  expect(used.trim()).toBe(`v${runtimes[0]?.[1].version}`);
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const [name, script] of Object.entries(scripts))
    if (name !== 'start') expect(script, name).toMatch(/^(node main\/hosts\/own-node\.mjs |biome |tsc )/);
});

test('what makes installers has a lock file of its own, with a hash for everything, and may run no script either', () => {
  const tools = lockEntries(read('main/packaging/installer-tools/lock.json'));
  for (const [place, { integrity }] of tools)
    expect(integrity, place).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
  const [, named] = tools.find(([place]) => place === 'node_modules/electron-builder') ?? [];
  const { dependencies } = JSON.parse(read('main/packaging/installer-tools/description.json')) as {
    dependencies: Record<string, string>;
  };
  expect(dependencies).toEqual({ 'electron-builder': named?.version });
  expect(read('main/packaging/installers.ts')).toContain("['ci', '--ignore-scripts'");
});

test('THIRD-PARTY.md names every package of the program with its version and licence', () => {
  const packages = thirdPartyPackages(lock);
  const text = read('THIRD-PARTY.md');
  // After a change of the lock file: npm ci && npm run third-party
  expect(text).toContain(thirdPartyTable(packages));
  for (const { name, version, licence, oneSystem } of packages) {
    expect(licence, name).not.toMatch(/^none|UNLICENSED|^A?GPL/);
    if (!oneSystem)
      expect(text.split('| licence |')[1]?.split(`${name} ${version}`).length, name).toBeGreaterThan(1);
  }
});

test('the built program imports what npm installs with it, and what the build puts into it is named', () => {
  ensureBuilt();
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const packagesIn = (pattern: string) => {
    // What a comment shows is imported by nobody.
    const texts = globSync(pattern, { cwd: PROJECT }).map((path) => read(path).replace(/^\s*\*.*$/gm, ''));
    expect(texts.length, pattern).toBeGreaterThan(0);
    const imports =
      /\b(?:from|import)\s*\(?\s*(['"])((?:@[a-z\d-]+\/)?[a-z][a-z\d.-]*)(?:\/[^'"\n]*)?\1(?=\s*[;,)\n])/g;
    return [...new Set(texts.flatMap((text) => [...text.matchAll(imports)].map(([, , name]) => name ?? '')))];
  };
  const inMain = packagesIn('out/main/**/*.js').filter((name) => name !== 'electron');
  expect(inMain).toContain('better-sqlite3');
  expect(inMain.filter((name) => dependencies[name] === undefined)).toEqual([]);
  // Nothing but the window's own modules is left to import in the page.
  expect(packagesIn('out/renderer/**/*.js')).toEqual([]);
  const written = ['main/!(packaging)/**/*.ts', 'renderer/**/*.{ts,tsx}'].flatMap(packagesIn);
  const builtIn = written.filter((name) => devDependencies[name] !== undefined);
  expect(builtIn.filter((name) => !['electron', 'vite', ...BUILT_IN].includes(name))).toEqual([]);
  expect(BUILT_IN.filter((name) => !builtIn.includes(name))).toEqual([]);
});
