import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { demarc } from '../support/cli.ts';
import { node, schemaProblems } from '../support/oscal.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();
const run = (...args: string[]) => demarc(args, { cwd: folder });
const CATALOGUE = fileURLToPath(new URL('../fixtures/control-texts/sample-catalog.json', import.meta.url));

beforeAll(() => {
  expect(run('new', 'shop.demarc', '--example', 'ecommerce').status).toBe(0);
});

it('a plan is of one framework: the one that is named', () => {
  const plan = (...more: readonly string[]) =>
    run('export', 'shop.demarc', '--layout', 'oscal-ssp', '--out', 'one.json', '--json', ...more);
  const first = node(node(JSON.parse(plan().out)).layout);
  expect(String(first.leftOut)).toMatch(/A plan is of one framework\. Not in this one: .*--framework/);
  expect(plan('--framework', 'iso-27001-2022')).toMatchObject({ status: 0 });
  const { 'control-implementation': controls } = node(
    node(JSON.parse(readFileSync(join(folder, 'one.json'), 'utf8')))['system-security-plan'],
  ) as { 'control-implementation': { 'implemented-requirements': { 'control-id': string }[] } };
  for (const { 'control-id': id } of controls['implemented-requirements']) expect(id).toMatch(/^A\.\d/);
  expect(plan('--framework', 'iso-27002')).toMatchObject({ status: 2 });
  const sheet = ['--layout', 'pci-dss', '--out', 'p.xlsx', '--framework', 'pci-dss-4.0.1'];
  expect(run('export', 'shop.demarc', ...sheet)).toMatchObject({ status: 2 });
});

it('the example as a plan is valid, complete and the same when written again', () => {
  const layout = ['--layout', 'oscal-ssp'];
  const result = run('export', 'shop.demarc', ...layout, '--out', 'a.json', '--json');
  expect(result).toMatchObject({ status: 0, err: '' });
  const told = node(node(JSON.parse(result.out)).layout);
  expect(node(told.reconciliation)).toMatchObject({ ok: true, problems: [] });
  expect(told.rows).toBeGreaterThan(300);
  const bytes = readFileSync(join(folder, 'a.json'));
  expect(schemaProblems(JSON.parse(bytes.toString()), 'ssp', '1.2.1')).toEqual([]);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(told.sha256);
  expect(run('export', 'shop.demarc', ...layout, '--out', 'b.json').status).toBe(0);
  expect(readFileSync(join(folder, 'b.json'))).toEqual(bytes);
});

it('a plan for clients is written also while none has a part; a release that is not known is named', () => {
  const result = run('export', 'shop.demarc', '--layout', 'oscal-provider-ssp', '--out', 'c.json');
  expect(result).toMatchObject({ status: 0, err: '' });
  expect(schemaProblems(JSON.parse(readFileSync(join(folder, 'c.json'), 'utf8')), 'ssp', '1.2.1')).toEqual(
    [],
  );
  const unknown = run(
    'export',
    'shop.demarc',
    '--layout',
    'oscal-ssp',
    '--vantage',
    '9.9',
    '--out',
    'd.json',
  );
  expect(unknown.status).toBe(2);
  expect(unknown.err).toContain('1.2.1, 1.1.3');
  expect(existsSync(join(folder, 'd.json'))).toBe(false);
});

it('a catalogue comes in by the same command as everything else', () => {
  const before = readFileSync(join(folder, 'shop.demarc'));
  const looked = run('import', 'shop.demarc', CATALOGUE, '--dry-run', '--json');
  expect(JSON.parse(looked.out)).toMatchObject({
    kind: 'control-texts',
    applied: false,
    changes: 4,
    unplaced: 2,
  });
  expect(readFileSync(join(folder, 'shop.demarc'))).toEqual(before);
  // Two parts of the file could not be placed.
  const taken = run('import', 'shop.demarc', CATALOGUE);
  expect(taken.status).toBe(1);
  expect(taken.out).toContain('4 texts came in or changed.');
  expect(taken.out).toContain('not taken: sc-28: its id is there a second time');
  expect(run('import', 'shop.demarc', CATALOGUE).out).toContain('nothing was changed');
});
