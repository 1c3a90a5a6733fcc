import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { demarc, PROJECT } from '../support/cli.ts';
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

it('a profile comes in with its catalogue, beside what is there, and replaces only what is named', () => {
  const fixture = (name: string) => join(PROJECT, 'test/fixtures/control-texts', name);
  const into = (...args: readonly string[]) => run('import', 'texts.demarc', ...args);
  expect(run('new', 'texts.demarc', '--title', 'T', '--organisation', 'O').status).toBe(0);
  const profile = fixture('nist-low-profile.xml');
  expect(into(profile, '--dry-run')).toMatchObject({
    status: 2,
    err: expect.stringMatching(/Give with it the catalogue that it names: .*NIST_SP-800-53_rev5_catalog/),
  });
  const given = into(profile, '--catalogue', fixture('nist-moderate-part.yaml'));
  // Most of what it chooses is not in this part of the catalogue.
  expect(given.status).toBe(1);
  expect(given.out).toContain('LOW IMPACT BASELINE, version 5.1.1+u4');
  expect(given.out).toContain('3 controls, 0 of them withdrawn');
  expect(given.out).toContain('not taken: AC-1, AC-3');
  const second = into(fixture('nist-moderate-part.json'));
  expect(second.status).toBe(0);
  expect(second.out).toMatch(/Beside them: .*LOW IMPACT BASELINE.*--replace names one that should be\./);
  // The texts that the workbook has by now are enough.
  expect(into(profile, '--dry-run').out).toContain('3 controls');
  const title = 'NIST Special Publication 800-53 Revision 5.1.1 MODERATE IMPACT BASELINE';
  expect(into(fixture('nist-moderate-part.xml'), '--replace', title).out).toContain(
    'These texts are in the workbook already',
  );
  const replaced = into(CATALOGUE, '--replace', title, '--json');
  expect(JSON.parse(replaced.out)).toMatchObject({ applied: true, gone: 9 });
  expect(into(CATALOGUE, '--replace', 'Nothing of the kind')).toMatchObject({ status: 2 });
  // Two of one title are told apart by their ids.
  const edited = join(folder, 'edited.json');
  writeFileSync(edited, readFileSync(CATALOGUE, 'utf8').replace('looks at accounts', 'sees to accounts'));
  into(edited);
  const refused = into(CATALOGUE, '--replace', 'Sample catalogue for tests');
  expect(refused).toMatchObject({
    status: 2,
    err: expect.stringMatching(/2 catalogues in this workbook are called .*Name one by its id/),
  });
  const [id = ''] = /nist-800-53-r5~\S+(?= \(version)/.exec(refused.err) ?? [];
  expect(into(CATALOGUE, '--replace', id, '--dry-run')).toMatchObject({ status: 1 });
});
