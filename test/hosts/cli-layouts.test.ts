import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { expect, it } from 'vitest';
import type { Layout } from '../../main/contract/layouts.ts';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';

const { folder, run, bytes } = cliShop();

it('lists the layouts with no workbook at hand', () => {
  const { layouts: list } = json<{ layouts: readonly Layout[] }>(run('export', '--list-layouts', '--json'));
  const crm = list.find(({ id }) => id === 'fedramp-crm');
  expect(crm).toMatchObject({ format: 'xlsx', verified: true });
  expect(list.find(({ id }) => id === 'soc2-cuec')).toMatchObject({ verified: false });
  expect(crm?.cannotHold.length).toBeGreaterThan(2);
  expect(crm?.vantages.map(({ id }) => id)).toEqual(['as-provider', 'as-customer']);
  const text = run('export', '--list-layouts');
  expect(text.status).toBe(0);
  for (const { id } of list) expect(text.out).toContain(`${id} `);
});

it('writes a layout from a seat, says what it counted and what was left out', async () => {
  const before = bytes('shop.demarc');
  const done = run(
    'export',
    'shop.demarc',
    '--layout',
    'fedramp-crm',
    '--vantage',
    'as-customer',
    '--out',
    'crm.xlsx',
  );
  expect(done).toMatchObject({ status: 0, err: '' });
  expect(done.out).toMatch(/fedramp-crm, from the seat as-customer/);
  expect(done.out).toMatch(/read back and complete: 688 rows, [\d,]+ marks, [\d,]+ texts/);
  expect(done.out).toMatch(/left out: .*without an answer/);
  expect(done.out).toMatch(/cannot hold: That a control is met\./);
  const [, , , heading] = await readSheet(join(folder, 'crm.xlsx'), 'Moderate CRM Worksheet');
  expect(heading?.[0]).toBe('Control ID');

  const { files, layout } = json<{ files: unknown[]; layout: Record<string, unknown> }>(
    run(
      'export',
      'shop.demarc',
      '--csv',
      'all.csv',
      '--layout',
      'soa-iso-27001',
      '--out',
      'soa.xlsx',
      '--json',
    ),
  );
  expect(files).toHaveLength(1);
  expect(layout).toMatchObject({ path: 'soa.xlsx', layout: 'soa-iso-27001', vantage: null, rows: 93 });
  expect(layout).not.toHaveProperty('handle');
  expect(readFileSync(join(folder, 'soa.xlsx'))).toHaveLength(Number(layout.bytes));
  expect(Buffer.compare(bytes('shop.demarc'), before)).toBe(0);
});

it('refuses what it does not know or was not told', () => {
  const refused = (words: RegExp, ...args: string[]) =>
    expectRefusal(run('export', ...args), 2, 'INVALID_INPUT', words);
  expectRefusal(
    run('export', 'shop.demarc', '--layout', 'fedramp-cmr', '--out', 'x.xlsx'),
    2,
    'NOT_FOUND',
    /Did you mean "fedramp-crm"\?/,
  );
  refused(
    /has as-provider, as-customer/,
    'shop.demarc',
    '--layout',
    'csa-caiq',
    '--vantage',
    'me',
    '--out',
    'x.xlsx',
  );
  refused(/--out <path>/, 'shop.demarc', '--layout', 'csa-caiq');
  refused(/--list-layouts/, 'shop.demarc', '--out', 'x.xlsx');
  refused(/whole workbook/, 'shop.demarc', '--layout', 'csa-caiq', '--out', 'x.xlsx', '--person', 'ann');
  refused(/its own/, 'shop.demarc', '--layout', 'csa-caiq', '--out', 'x', '--csv', 'x');
  refused(
    /layout csa-caiq writes a file that ends in \.xlsx, and x\.pdf ends in \.pdf/,
    ...['shop.demarc', '--layout', 'csa-caiq', '--out', 'x.pdf', '--csv', 'x.csv'],
  );
  refused(/ends in \.json, and x\.XLSX/, 'shop.demarc', '--layout', 'oscal-ssp', '--out', 'x.XLSX');
  refused(/--pdf writes a file that ends in \.pdf/, 'shop.demarc', '--pdf', 'x.xlsx');
  refused(/--html .* ends in \.html or \.htm, and/, 'shop.demarc', '--html', 'x.md');
  refused(/--pack .* ends in \.zip, and/, 'shop.demarc', '--pack', 'x.pdf');
  refused(
    /form writes a file that ends in \.xlsm, and/,
    'shop.demarc',
    '--fill',
    'a.xlsm',
    '--out',
    'x.xlsx',
  );
  expect(existsSync(join(folder, 'x.csv'))).toBe(false);
  refused(/Say which workbook/, '--layout', 'csa-caiq', '--out', 'x.xlsx');
});

it('a seat of which nobody has a part is refused with exit status 1, and the seat is chosen by who has one', () => {
  expect(run('new', 'example.demarc', '--example', 'ecommerce').status).toBe(0);
  const cuec = ['export', 'example.demarc', '--layout', 'soc2-cuec', '--out', 'cuec.xlsx'];
  const refused = run(...cuec, '--vantage', 'as-provider');
  expect(refused).toMatchObject({ status: 1, out: '' });
  expect(refused.err).toMatch(/^demarc: NOTHING_TO_SAY: .*another seat: as-customer\.\n$/);
  expect(existsSync(join(folder, 'cuec.xlsx'))).toBe(false);
  const chosen = run(...cuec);
  expect(chosen).toMatchObject({ status: 0, err: '' });
  expect(chosen.out).toContain('from the seat as-customer');
});
