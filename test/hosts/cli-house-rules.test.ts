import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT } from '../support/cli.ts';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';

const ACME = join(PROJECT, 'test', 'fixtures', 'house-rules', 'acme.yaml');
const { folder, run, freshWorkbook } = cliShop();

it('house rules are checked, taken in, shown, written and taken away, and what is wrong is told by its line', () => {
  copyFileSync(ACME, join(folder, 'acme.yaml'));
  const checked = run('catalogue', 'check', 'acme.yaml');
  expect(checked.status).toBe(0);
  expect(checked.out).toMatch(/Acme, edition 2, SHA-256 [0-9a-f]{64}\n/);
  expect(checked.out).toContain(
    'Guest operating system patching has Platform team for the customer’s part, because: The platform team patches guests from its images.',
  );
  const text = readFileSync(ACME, 'utf8');
  writeFileSync(join(folder, 'wrong.yaml'), text.replace('kind: internal-provider', 'kind: internal'));
  const line = text.split('\n').findIndex((each) => each.includes('kind: internal-provider')) + 1;
  const wrong = run('catalogue', 'check', 'wrong.yaml');
  expect(wrong.status).toBe(1);
  expect(wrong.out).toBe(
    `wrong.yaml:${line}:5: parties, entry 1, kind: "internal" is not known. Did you mean "internal-provider"?\n1 problem\n`,
  );
  expect(run('catalogue', 'check', 'wrong.yaml', '--json').status).toBe(1);

  const workbook = freshWorkbook();
  expect(run('house-rules', workbook).out).toBe('There are no house rules.\n');
  expectRefusal(
    run('house-rules', workbook, '--take', 'wrong.yaml'),
    2,
    'INVALID_INPUT',
    /Line \d+: parties, entry 1/,
  );
  expectRefusal(run('house-rules', workbook, '--write', 'out.yaml'), 2, 'NOT_FOUND', /no house rules/);
  expectRefusal(run('house-rules', workbook, '--take', 'nowhere.yaml'), 2, 'INVALID_INPUT', /cannot be read/);
  expectRefusal(
    run('house-rules', workbook, '--take', 'acme.yaml', '--remove'),
    2,
    'INVALID_INPUT',
    /exclude/,
  );
  expect(run('house-rules', workbook, '--take', 'acme.yaml').status).toBe(0);
  const held = json<{ houseRules: { edition: string; does: string[] } }>(
    run('house-rules', workbook, '--json'),
  );
  expect(held.houseRules).toMatchObject({ name: 'Acme', edition: '2', problems: [] });
  expect(run('log', workbook).out).toContain('Took in the house rules "Acme", edition 2');
  expect(run('house-rules', workbook, '--write', 'out.yaml').status).toBe(0);
  expect(readFileSync(join(folder, 'out.yaml'), 'utf8')).toBe(text);
  expect(run('house-rules', workbook, '--remove').out).toBe('There are no house rules.\n');
});
