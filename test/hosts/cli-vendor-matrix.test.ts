import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { ClaimsRecorded, MatrixCounts, SheetMapping, UnreadCell } from '../../main/contract/claims.ts';
import { demarc, PROJECT } from '../support/cli.ts';
import { temporaryFolder } from '../support/temp.ts';
import { FEDRAMP, PCI_WORDS, writeBook } from '../support/vendor-books.ts';

const folder = temporaryFolder();
const run = (...args: string[]) => demarc(args, { cwd: folder });
interface Printed {
  readonly changes: readonly unknown[];
  readonly mapping: readonly SheetMapping[];
  readonly claims: MatrixCounts;
  readonly unplaced: readonly UnreadCell[];
  readonly recorded: ClaimsRecorded | null;
  readonly comparison: { readonly disagree: readonly { readonly refs: readonly string[] }[] };
}

beforeAll(async () => {
  await writeBook(folder, 'crm.xlsx', FEDRAMP);
  await writeBook(folder, 'pci.xlsx', PCI_WORDS);
  expect(run('new', 'shop.demarc', '--title', 'Shop', '--organisation', 'Acme').status).toBe(0);
});

it('shows how a matrix is read and every cell that is not, and changes nothing', () => {
  const before = readFileSync(join(folder, 'shop.demarc'));
  const { status, out, err } = run('import', 'shop.demarc', 'crm.xlsx', '--dry-run', '--json');
  expect(err).toBe('');
  expect(status).toBe(1);
  const printed = JSON.parse(out) as Printed;
  expect(printed.changes).toEqual([]);
  expect(printed.recorded).toBeNull();
  expect(printed.claims.read + printed.unplaced.length).toBe(printed.claims.cells);
  expect(printed.unplaced).toContainEqual(
    expect.objectContaining({ sheet: 'CRM Worksheet', cell: 'B7', value: 'Maybe later', outside: false }),
  );
  expect(readFileSync(join(folder, 'shop.demarc'))).toEqual(before);
  const text = run('import', 'shop.demarc', 'crm.xlsx', '--dry-run').out;
  expect(text).toContain('CRM Worksheet: FedRAMP Customer Responsibility Matrix, headings in row 3');
  expect(text).toContain('not read: CRM Worksheet!B7 "Maybe later"');
});

it('records it for a vendor, and says next time what changed', () => {
  expect(run('import', 'shop.demarc', 'pci.xlsx')).toMatchObject({ status: 2, out: '' });
  const first = run('import', 'shop.demarc', 'pci.xlsx', '--vendor', 'Hostwell');
  expect(first).toMatchObject({ status: 0, err: '' });
  expect(first.out).toContain('Beside our record, of 4 controls: 0 disagree, ');
  expect(first.out).toContain('Recorded "Hostwell: responsibility matrix" as E-1: 4 claims on 4 controls.');
  const again = run('import', 'shop.demarc', 'pci.xlsx', '--vendor', 'hostwell', '--json');
  expect(again.status).toBe(0);
  expect((JSON.parse(again.out) as Printed).recorded).toMatchObject({ unchanged: 4, vendorAdded: false });
  expect((JSON.parse(again.out) as Printed).comparison.disagree).toEqual([]);
});

it('says where claim and record disagree', () => {
  const answered = run(
    'answer',
    'shop.demarc',
    'aws/physical-access',
    '--owner',
    'organisation',
    '--reason',
    'Our own site',
  );
  expect(answered.status, answered.err).toBe(0);
  const { status, out } = run('import', 'shop.demarc', 'pci.xlsx', '--vendor', 'AWS', '--json');
  expect(status).toBe(0);
  const { comparison } = JSON.parse(out) as Printed;
  expect(comparison.disagree).toMatchObject([
    { framework: 'pci-dss-4.0.1', control: '9.3.1', owners: ['vendor'], refs: ['aws/physical-access'] },
  ]);
  expect(run('import', 'shop.demarc', 'pci.xlsx', '--vendor', 'AWS').out).toContain(
    'AWS takes a part of it; the record has it with Acme alone.',
  );
});

it('takes a mapping as a dry run prints it, with corrections', () => {
  const dry = JSON.parse(run('import', 'shop.demarc', 'crm.xlsx', '--dry-run', '--json').out) as Printed;
  const mapping = dry.mapping.map((sheet) => ({
    ...sheet,
    words: sheet.sheet === 'CRM Worksheet' ? [{ word: 'Maybe later', means: ['customer'] }] : [],
  }));
  writeFileSync(join(folder, 'mapping.json'), JSON.stringify({ ...dry, mapping }));
  const { status, out } = run(
    'import',
    'shop.demarc',
    'crm.xlsx',
    '--vendor',
    'Hostwell',
    '--mapping',
    'mapping.json',
    '--json',
  );
  expect(status).toBe(1);
  const printed = JSON.parse(out) as Printed;
  expect(printed.unplaced.filter(({ outside }) => !outside).map(({ cell }) => cell)).toEqual([
    'A10',
    'B10',
    'C10',
  ]);
  expect(printed.claims).toMatchObject({ claims: 9, silent: 0 });
  writeFileSync(join(folder, 'mapping.json'), '{"mapping": [{"sheet": 7}]}');
  const refused = run(
    'import',
    'shop.demarc',
    'crm.xlsx',
    '--vendor',
    'Hostwell',
    '--mapping',
    'mapping.json',
  );
  expect(refused).toMatchObject({ status: 2, out: '' });
  expect(refused.err).toContain('mapping.json');
});

it("takes a vendor's plan in OSCAL, in whichever form, and says what it was", () => {
  const plan = (form: string) => join(PROJECT, `test/fixtures/oscal-claims/leveraged-ssp.${form}`);
  for (const form of ['json', 'xml', 'yaml']) {
    const dry = run('import', 'shop.demarc', plan(form), '--dry-run');
    expect(dry).toMatchObject({ status: 0, err: '' });
    expect(dry.out).toContain('OSCAL system security plan\n');
    expect(dry.out).toContain('2 entries: 2 read, 0 not read.');
  }
  const taken = run('import', 'shop.demarc', plan('xml'), '--vendor', 'Cloud below', '--json');
  expect(taken.status).toBe(0);
  expect((JSON.parse(taken.out) as Printed).recorded?.matrix).toMatchObject({
    frameworks: ['nist-800-53-r5'],
    layouts: ['OSCAL system security plan'],
  });
});

it('a table of services is recorded as claims, and its services are called no controls', () => {
  const taken = run(
    'import',
    'shop.demarc',
    join(PROJECT, 'test/fixtures/vendor-tables/two-parties.csv'),
    '--vendor',
    'AWS',
  );
  expect(taken).toMatchObject({ status: 0, err: '' });
  expect(taken.out).toMatch(/^Recorded "AWS: responsibility matrix" as E-\d+: 3 claims\. No answer/);
  expect(taken.out).toContain('Beside our record, of 3 services or questions: 0 disagree, ');
  expect(run('log', 'shop.demarc').out).toContain('Recorded 3 claims of AWS from two-parties.csv');
});

it('whose the ids are is asked where the file does not say, and nothing is recorded under a guess', () => {
  const written = 'Requirement,Description,Responsible\n1.1,Policies,Customer\n1.2,Firewalls,AWS\n';
  writeFileSync(join(folder, 'ids.csv'), written);
  const take = (...more: string[]) => run('import', 'shop.demarc', 'ids.csv', '--vendor', 'Numbers', ...more);
  const refused = take();
  expect(refused).toMatchObject({ status: 2, out: '' });
  expect(refused.err).toContain('what stands around them does not say of which');
  for (const other of ['nonsense', 'PCI DSS v3.2.1', 'ISO 27001:2013', 'ISO 27017', 'PCI DSS and ISO 27001'])
    expect(take('--framework', other).err).toContain('Say one of nist-800-53, ');
  const frameworks = (...more: string[]) =>
    (JSON.parse(take('--json', ...more).out) as Printed).recorded?.matrix.frameworks;
  expect(frameworks('--framework', 'PCI')).toEqual(['pci-dss-4.0.1']);
  expect(frameworks('--framework', 'own')).toEqual([]);
});
