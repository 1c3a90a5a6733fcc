import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { demarc, PROJECT } from '../support/cli.ts';
import { expectRefusal } from '../support/cli-shop.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();

it('shows a report, and saves exactly what it has shown, over nothing', () => {
  const run = (...args: string[]) => demarc(['doctor', ...args], { cwd: folder });
  const made = ['new', 'shop.demarc', '--title', 'Online shop', '--organisation', 'Thistlemoor'];
  expect(demarc(made, { cwd: folder }).status).toBe(0);
  const shown = run('shop.demarc', '--out', 'report.txt');
  expect(shown.status).toBe(0);
  expect(shown.out).toMatch(/^Demarc \d/);
  expect(shown.out).toContain('Workbook 1');
  expect(shown.out).not.toMatch(/Online shop|Thistlemoor|shop\.demarc/);
  expect(readFileSync(join(folder, 'report.txt'), 'utf8')).toBe(shown.out);
  const again = run('--out', 'report.txt');
  expectRefusal(again, 2, 'CONFLICT', /report\.txt is there already/);
  expect(readFileSync(join(folder, 'report.txt'), 'utf8')).toBe(shown.out);
  expect(JSON.parse(run('--json').out).text).toContain('Catalogue');
  expect(run('missing.demarc').status).toBe(3);
});

it('every variable of the environment that the program looks at is told in docs/ENVIRONMENT.md', () => {
  const told = readFileSync(join(PROJECT, 'docs', 'ENVIRONMENT.md'), 'utf8');
  const sources = globSync(['main/**/*.{ts,mjs}', 'electron.vite.config.ts'], { cwd: PROJECT });
  const looked = sources.flatMap((file) =>
    [...readFileSync(join(PROJECT, file), 'utf8').matchAll(/(?:env\.|')((?:DEMARC|CSC)_[A-Z_]+)\b/g)].map(
      ([, name]) => name ?? '',
    ),
  );
  expect(looked).toContain('DEMARC_DATA_DIR');
  // What one process tells another of its own: the list of its temporary files, and that the launcher hears what the window says.
  expect([...new Set(looked)].filter((name) => !told.includes(`\`${name}\``)).sort()).toEqual([
    'DEMARC_LAUNCHER',
    'DEMARC_TEMPORARY_LIST',
  ]);
});

it.skipIf(!existsSync(join(PROJECT, '.git')))(
  'no workbook, nor what lies beside an open one, gets into a repository',
  () => {
    const names = ['', '-wal', '-shm', '-journal', '.lock'].map((end) => `acme.demarc${end}`);
    const ignored = execFileSync('git', ['check-ignore', '--no-index', ...names], {
      cwd: PROJECT,
      encoding: 'utf8',
    });
    expect(ignored.trim().split('\n')).toEqual(names);
  },
);
