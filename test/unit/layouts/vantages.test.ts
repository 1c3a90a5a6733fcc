import { describe, expect, test } from 'vitest';
import { loadLayouts } from '../../../main/catalogue/layouts.ts';
import type { Inheritance } from '../../../main/contract/catalogue.ts';
import { fillLayout, vantageOf } from '../../../main/domain/layouts/fill.ts';
import { annexOf, bodyOf, reportOf, type Said } from '../../support/layout-report.ts';
import { evidenceOf } from '../../support/small-report.ts';

// The same record in the words of each layout and seat. One control, one or two duties that bear on it.

const DUTIES = ['guest-patching', 'second-duty'];
function wordsOf(layout: string, vantage: string, sheet: string, said: readonly Said[]) {
  const template = loadLayouts().find(({ id }) => id === layout);
  if (!template) throw new Error(`no layout ${layout}`);
  const document = fillLayout(
    template,
    vantageOf(template, vantage),
    reportOf(said),
    annexOf({ 'AC-1': DUTIES }),
  );
  const [row] = bodyOf(document, sheet);
  if (!row) throw new Error('no row');
  return row;
}
const marked = (row: Readonly<Record<string, string | null>>) =>
  Object.keys(row).filter((heading) => row[heading] === 'X');

const open: Said = { owners: null, duty: 'second-duty' };
const CASES = {
  aws: [{ owners: ['aws'] }],
  awsAndUs: [{ owners: ['aws', 'organisation'] }],
  us: [{ owners: ['organisation'] }],
  platformTeam: [{ owners: ['landing-zone-team'] }],
  vendor: [{ owners: ['norddata'] }],
  client: [{ owners: ['marketplace-sellers'] }],
  usAndClient: [{ owners: ['organisation', 'marketplace-sellers'] }],
  allThree: [{ owners: ['aws', 'organisation', 'marketplace-sellers'] }],
  awsAndClient: [{ owners: ['aws', 'marketplace-sellers'] }],
  // Two duties of one control with different owners are shared as much as one duty with two.
  awsPlusUs: [{ owners: ['aws'] }, { owners: ['organisation'], duty: 'second-duty' }],
  none: [{ owners: 'No servers here.' }],
  partlyNone: [{ owners: 'No servers here.' }, { owners: ['aws'], duty: 'second-duty' }],
  open: [open],
  awsOpen: [{ owners: ['aws'] }, open],
  usOpen: [{ owners: ['organisation'] }, open],
  sharedOpen: [{ owners: ['aws', 'organisation'] }, open],
  nothing: [],
} as const satisfies Record<string, readonly Said[]>;
type Case = keyof typeof CASES;
type Table = Readonly<Partial<Record<Case, string | null>>>;

const TABLES: readonly (readonly [layout: string, vantage: string, sheet: string, heading: string, Table])[] =
  [
    [
      'fedramp-crm',
      'as-customer',
      'Moderate CRM Worksheet',
      'Can Be Inherited from CSP',
      {
        aws: 'Yes',
        awsAndUs: 'Partial',
        us: 'No',
        platformTeam: 'No',
        vendor: 'No',
        awsPlusUs: 'Partial',
        none: null,
        partlyNone: 'Yes',
        open: null,
        // What is open is named beside the part that the provider has.
        awsOpen: 'Partial',
        usOpen: null,
        sharedOpen: 'Partial',
        nothing: null,
      },
    ],
    [
      'fedramp-crm',
      'as-provider',
      'Moderate CRM Worksheet',
      'Can Be Inherited from CSP',
      {
        aws: 'Yes',
        awsAndUs: 'Yes',
        us: 'Yes',
        vendor: 'Yes',
        client: 'No',
        usAndClient: 'Partial',
        allThree: 'Partial',
        awsAndClient: 'Partial',
        none: null,
        sharedOpen: 'Partial',
      },
    ],
    [
      'csa-caiq',
      'as-customer',
      'CAIQv4.0.3',
      'SSRM Control Ownership',
      {
        aws: 'CSP-owned',
        awsAndUs: 'Shared CSP and CSC',
        us: 'CSC-owned',
        vendor: 'CSC-owned',
        none: 'CSC-owned',
        awsOpen: 'Shared CSP and CSC',
        sharedOpen: 'Shared CSP and CSC',
      },
    ],
    [
      'csa-caiq',
      'as-provider',
      'CAIQv4.0.3',
      'SSRM Control Ownership',
      {
        aws: '3rd-party outsourced',
        vendor: '3rd-party outsourced',
        awsAndUs: 'Shared CSP and 3rd-party',
        us: 'CSP-owned',
        platformTeam: 'CSP-owned',
        client: 'CSC-owned',
        usAndClient: 'Shared CSP and CSC',
        allThree: 'Shared CSP and CSC',
        awsAndClient: 'Shared CSP and CSC',
        // The form wants an owner for every answer: whoever answers for it, until somebody has it.
        none: 'CSP-owned',
        open: 'CSP-owned',
        nothing: 'CSP-owned',
        sharedOpen: 'Shared CSP and 3rd-party',
      },
    ],
    [
      'csa-caiq',
      'as-provider',
      'CAIQv4.0.3',
      'CSP CAIQ Answer',
      {
        aws: 'Yes',
        us: 'No',
        client: 'NA',
        none: 'NA',
        open: 'No',
        awsOpen: 'No',
        usOpen: 'No',
        sharedOpen: 'No',
        nothing: 'No',
      },
    ],
    // What AWS answers about itself is AWS's to say.
    ['csa-caiq', 'as-customer', 'CAIQv4.0.3', 'CSP CAIQ Answer', { aws: null, us: 'NA', none: 'NA' }],
    [
      'pci-dss',
      'as-customer',
      'Responsibility matrix',
      'Responsibility',
      {
        aws: 'TPSP only',
        awsAndUs: 'Shared',
        us: 'Entity only',
        platformTeam: 'Entity only',
        none: 'Not applicable',
        awsOpen: 'Shared',
        sharedOpen: 'Shared',
        open: 'Not decided',
        nothing: 'Not decided',
      },
    ],
    [
      'cmmc-crm',
      'as-customer',
      'CMMC L2 CRM',
      'Responsibility',
      {
        aws: 'Inheritable',
        awsAndUs: 'Partial',
        us: 'Customer Only',
        platformTeam: 'Customer Only',
        none: 'Not applicable',
        usOpen: 'Not decided',
        nothing: 'Not decided',
      },
    ],
    [
      'soa-iso-27001',
      'organisation',
      'Statement of applicability',
      'Applicable',
      { aws: 'Yes', us: 'Yes', none: 'No', partlyNone: 'Yes', open: null, awsOpen: 'Yes', nothing: null },
    ],
    [
      'soa-nist-800-53',
      'organisation',
      'Control applicability',
      'Designation',
      {
        aws: 'Common',
        us: 'System-specific',
        awsAndUs: 'Hybrid',
        platformTeam: 'Common',
        usOpen: null,
        none: null,
      },
    ],
  ];

describe.each(TABLES)('%s, %s', (layout, vantage, sheet, heading, table) => {
  test.each(Object.entries(table))(`${heading}: %s -> %s`, (name, expected) => {
    expect(wordsOf(layout, vantage, sheet, CASES[name as Case])[heading]).toBe(expected);
  });
});

describe('marks of the FedRAMP CIS worksheet', () => {
  const SYSTEM = 'Service Provider System Specific';
  const INHERITED = 'Inherited from Pre-Existing  Authorization';
  const SHARED = 'Shared (Service Provider and Customer Responsibility)';
  test.each([
    ['aws', ['Implemented', INHERITED]],
    ['awsAndUs', ['Planned', SYSTEM, INHERITED]],
    ['us', ['Planned', SYSTEM]],
    ['platformTeam', ['Planned', 'Service Provider Corporate']],
    ['client', ['Planned', 'Configured by Customer (Customer System Specific)']],
    ['usAndClient', ['Planned', SYSTEM, SHARED]],
    ['allThree', ['Planned', SYSTEM, SHARED, INHERITED]],
    ['none', ['N/A']],
    ['open', []],
    ['usOpen', []],
    // Alone it would say that the whole control is inherited, which the open duty may deny.
    ['awsOpen', []],
    ['sharedOpen', []],
    ['nothing', []],
  ] as const)('%s', (name, expected) => {
    expect(marked(wordsOf('fedramp-cis', 'organisation', 'Moderate CIS Worksheet', CASES[name]))).toEqual(
      expected,
    );
  });

  test('a practice of the whole organisation with a duty of one service is hybrid', () => {
    const row = wordsOf('fedramp-cis', 'organisation', 'Moderate CIS Worksheet', [
      { owners: ['organisation'], subject: 'workbook', scope: 'organisation', status: 'implemented' },
      { owners: ['organisation'], duty: 'second-duty', status: 'implemented' },
    ]);
    expect(marked(row)).toEqual(['Implemented', 'Service Provider Hybrid (Corporate and System Specific)']);
  });
});

describe('three parties of a PCI DSS matrix', () => {
  test.each([
    ['aws', 'Responsible', null, null],
    ['us', null, 'Responsible', null],
    ['allThree', 'Shared', 'Shared', 'Shared'],
    ['awsOpen', 'Has a part', null, null],
  ] as const)('%s', (name, aws, us, customer) => {
    const row = wordsOf('pci-dss', 'as-provider', 'Responsibility matrix 3', CASES[name]);
    const first = (heading: string) => row[heading]?.split('\n')[0] ?? null;
    expect(first('AWS Responsibility')).toBe(aws);
    const ours = first('Kalliope Retail Responsibility');
    expect(ours?.startsWith('Open') ? null : ours).toBe(us);
    expect(first('Customer Responsibility')).toBe(customer);
  });
});

describe('how far a control may be inherited', () => {
  const cellOf = (layout: string, sheet: string, header: string) => {
    const template = loadLayouts().find(({ id }) => id === layout);
    if (!template) throw new Error(layout);
    return (owners: readonly string[] | null, inherit: Inheritance) =>
      bodyOf(
        fillLayout(
          template,
          vantageOf(template, 'as-customer'),
          reportOf([{ owners }]),
          annexOf({ 'AC-1': ['guest-patching'] }, inherit),
        ),
        sheet,
      )[0]?.[header];
  };
  test.each([
    ['cmmc-crm', 'CMMC L2 CRM', 'Responsibility', 'Inheritable', 'Partial', 'Customer Only', 'Not decided'],
    ['fedramp-crm', 'Moderate CRM Worksheet', 'Can Be Inherited from CSP', 'Yes', 'Partial', 'No', null],
    [
      'pci-dss',
      'Responsibility matrix',
      'Responsibility',
      'TPSP only',
      'Shared',
      'Entity only',
      'Not decided',
    ],
    // The form wants an owner for every answer, and has no word for none.
    [
      'csa-caiq',
      'CAIQv4.0.3',
      'SSRM Control Ownership',
      'CSP-owned',
      'Shared CSP and CSC',
      'CSC-owned',
      'CSC-owned',
    ],
  ])(
    '%s: one duty of the provider alone never makes it inheritable',
    (layout, sheet, header, all, part, none, undecided) => {
      const said = cellOf(layout, sheet, header);
      expect(said(['aws'], 'wholly')).toBe(all);
      expect(said(['aws'], 'partly')).toBe(part);
      expect(said(['aws'], 'not')).not.toBe(all);
      expect(said(['aws', 'organisation'], 'wholly')).toBe(part);
      expect(said(['organisation'], 'partly')).toBe(none);
      expect(said(['organisation'], 'not')).toBe(none);
      // What cannot be inherited is not the customer's alone for that: AWS may have a part beside it, or nobody yet.
      const beside = layout === 'fedramp-crm' ? none : part;
      expect(said(['aws', 'organisation'], 'not')).toBe(beside);
      expect(said(['aws'], 'not')).toBe(beside);
      expect(said(null, 'not')).toBe(undecided);
    },
  );
});

test('what clients inherit from us obeys the same law: whole only where the catalogue lets it be', () => {
  for (const [layout, vantage, sheet, header, all, part] of [
    ['fedramp-crm', 'as-provider', 'Moderate CRM Worksheet', 'Can Be Inherited from CSP', 'Yes', 'Partial'],
    ['fedramp-cis', 'organisation', 'Moderate CRM Worksheet', 'Can Be Inherited from CSP', 'Yes', 'Partial'],
    ['cmmc-crm', 'as-provider', 'CMMC L2 CRM', 'Responsibility', 'Inheritable', 'Partial'],
  ] as const) {
    const template = loadLayouts().find(({ id }) => id === layout);
    if (!template) throw new Error(layout);
    const report = reportOf([{ owners: ['organisation'] }]);
    for (const inherit of ['wholly', 'partly', 'not'] as const) {
      const annex = annexOf({ 'AC-5': ['guest-patching'] }, inherit);
      const [row] = bodyOf(fillLayout(template, vantageOf(template, vantage), report, annex), sheet);
      expect(row?.[header], `${layout} ${inherit}`).toBe(inherit === 'wholly' ? all : part);
      if (inherit !== 'wholly') expect(Object.values(row ?? {}).join('\n')).toContain('is not recorded');
    }
  }
});

test('a vantage that a layout does not have is refused with the ones that it has', () => {
  const [template] = loadLayouts();
  if (!template) throw new Error('no layouts');
  expect(() => vantageOf(template, 'nobody')).toThrow(
    /no vantage "nobody"\. It has as-provider, as-customer/,
  );
});

test('a report of another scheme is no evidence of PCI DSS', () => {
  const template = loadLayouts().find(({ id }) => id === 'pci-dss');
  if (!template) throw new Error('pci-dss');
  const report = reportOf([{ owners: ['aws'] }]);
  const reported = (kind: 'soc-2' | 'pci-aoc', number: number) => ({
    ...evidenceOf(number, { providerReport: { party: 'aws', kind, services: null } }),
    title: `The ${kind} report`,
  });
  const document = fillLayout(
    template,
    vantageOf(template, 'as-customer'),
    { ...report, evidence: [reported('soc-2', 1), reported('pci-aoc', 2)] },
    annexOf({ '9.2.1': DUTIES }),
  );
  const said = bodyOf(document, 'Responsibility matrix')[0]?.[
    'How and when TPSP will provide evidence of compliance to entity'
  ];
  expect(said).toContain('E-2 The pci-aoc report');
  expect(said).not.toContain('E-1');
});

test('a report on some services is evidence only of what they do', () => {
  const template = loadLayouts().find(({ id }) => id === 'pci-dss');
  if (!template) throw new Error('pci-dss');
  const rows = reportOf([{ subject: 'orders-db', owners: ['aws'] }]);
  const [service] = rows.services;
  if (!service) throw new Error('no service');
  const services = [{ ...service, ref: 'orders-db', catalogueId: 'rds' }];
  const reported = (number: number, scope: readonly string[] | null) => ({
    ...evidenceOf(number, { providerReport: { party: 'aws', kind: 'pci-aoc', services: scope } }),
    title: `Report ${number}`,
  });
  const evidence = [reported(1, ['s3']), reported(2, ['s3', 'rds']), reported(3, null)];
  const document = fillLayout(
    template,
    vantageOf(template, 'as-customer'),
    { ...rows, services, evidence },
    annexOf({ '9.2.1': DUTIES }),
  );
  const said = bodyOf(document, 'Responsibility matrix')[0]?.[
    'How and when TPSP will provide evidence of compliance to entity'
  ];
  expect(said).toMatch(/^E-2 .*\nE-3 /);
  expect(said).not.toContain('E-1');
});
