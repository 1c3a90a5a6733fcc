import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';

const { folder, run, bytes, freshWorkbook } = cliShop();

it('exports everything at once and says what it counted', () => {
  const before = bytes('shop.demarc');
  const { files } = json<{
    files: { path: string; bytes: number; reconciliation: { ok: boolean; found: { rows: number } } }[];
  }>(run('export', 'shop.demarc', '--xlsx', 'o.xlsx', '--pdf', 'o.pdf', '--csv', 'o.csv', '--json'));
  expect(files.map(({ path }) => path)).toEqual(['o.xlsx', 'o.pdf', 'o.csv']);
  for (const { path, bytes: size, reconciliation } of files) {
    expect(bytes(path)).toHaveLength(size);
    expect(reconciliation.ok).toBe(true);
    expect(reconciliation.found.rows).toBeGreaterThan(50);
  }
  expect(Buffer.compare(bytes('shop.demarc'), before)).toBe(0);
  expect(run('export', 'shop.demarc', '--csv', 'o2.csv').out).toMatch(/read back and complete: \d+ rows/);
});
it('says so when an export cannot be written, and leaves nothing half-written', () => {
  mkdirSync(join(folder, 'taken.csv'));
  for (const path of ['missing-folder/o.csv', 'taken.csv']) {
    const result = run('export', 'shop.demarc', '--csv', path);
    expect(result.status).toBe(2);
    expect(result.err).toMatch(/^demarc: INVALID_INPUT: /);
    expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
  }
  expectRefusal(run('export', 'shop.demarc'), 2, 'INVALID_INPUT', /--xlsx/);
  expectRefusal(
    run('export', 'shop.demarc', '--csv', 'same', '--pdf', 'same'),
    2,
    'INVALID_INPUT',
    /its own/,
  );
});
it('finds a sound workbook sound, and a changed one not', () => {
  expect(json(run('verify', 'shop.demarc', '--json'))).toMatchObject({ ok: true, problems: [] });
  const name = freshWorkbook();
  const changed = bytes(name);
  const at = changed.indexOf('Shop 2026');
  expect(at).toBeGreaterThan(0);
  for (let found = at; found !== -1; found = changed.indexOf('Shop 2026', found + 1))
    changed.write('Shop 2027', found);
  writeFileSync(join(folder, name), changed);
  const result = run('verify', name);
  expect([1, 3]).toContain(result.status);
});
