import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { npm } from '../../main/packaging/node-runtime.ts';
import { npmPackageFiles } from '../../main/packaging/npm-package.ts';
import { writeTarball } from '../../main/packaging/portable.ts';
import { ensureBuilt, PROJECT } from '../support/cli.ts';
import { temporaryFolder } from '../support/temp.ts';

it('installs into an empty folder without fetching or building anything, and does the main job there', {
  tags: 'long',
}, async () => {
  ensureBuilt();
  const folder = temporaryFolder();
  const files = await npmPackageFiles(PROJECT);
  await writeTarball(files, join(folder, 'demarc.tgz'), 0);
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  // Offline and with nothing kept, so that what npm would have to fetch fails it. The Node that it may bring along is optional.
  npm(folder, [
    'install',
    '--offline',
    '--omit=dev',
    '--omit=optional',
    '--no-audit',
    '--no-package-lock',
    '--cache',
    join(folder, 'kept'),
    '--silent',
    './demarc.tgz',
  ]);
  const installed = join(folder, 'node_modules', '@demarc', 'demarc');
  const there = globSync('**/*', { cwd: installed, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(there).toHaveLength(files.length);
  expect(globSync(['**/*.map', '**/*.ts', '**/.built-from'], { cwd: installed })).toEqual([]);
  // One binary for each system that better-sqlite3 ships one for: an installed package does not know where it will be unpacked.
  expect(globSync('node_modules/better-sqlite3/prebuilds/*', { cwd: installed })).toHaveLength(8);
  // The name on the path is there, and leads to it.
  const onWindows = process.platform === 'win32';
  const demarc = (...args: string[]) =>
    execFileSync(join(folder, 'node_modules', '.bin', onWindows ? 'demarc.cmd' : 'demarc'), args, {
      cwd: folder,
      encoding: 'utf8',
      shell: onWindows,
    });
  demarc('new', 'shop.demarc', '--title', 'Shop', '--organisation', 'Acme');
  expect(demarc('export', 'shop.demarc', '--pdf', 'matrix.pdf')).toContain('read back and complete');
  expect(existsSync(join(folder, 'matrix.pdf'))).toBe(true);
  // Whatever a page of it leads to is there.
  const dead = globSync('**/*.md', { cwd: installed, exclude: ['node_modules/**'] }).flatMap((page) =>
    [...readFileSync(join(installed, page), 'utf8').matchAll(/\]\(([^)#:]+)\)/g)]
      .map(([, target = '']) => join(dirname(page), target))
      .filter((target) => !existsSync(join(installed, target))),
  );
  expect(dead).toEqual([]);
});
