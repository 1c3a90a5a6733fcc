import { expect, it } from 'vitest';
import { GENERAL, layoutOf, meaningOf } from '../../main/importers/vendor-matrix/layouts.ts';
import { missed, ownersOf, type Rows, readRows } from '../support/rows-of-a-matrix.ts';

const names = { vendor: ['AWS'], customer: ['Example Org'], other: [] };
const general = layoutOf(GENERAL);

it.each([
  'AWS only | Customer only | Shared',
  'Sole AWS | Sole Customer | Joint',
  'Nur AWS | Nur Kunde | Gemeinsam',
  'AWS uniquement | Client uniquement | Partagé',
  'We | You | Both',
  'Us | You | Both',
  'AWS | You | Both',
  'We (AWS) | You | Both',
  'Wir (AWS) | Sie (Example Org) | Gemeinsam',
  'AWS, Inc. | Example Org GmbH & Co. KG | Both',
  'We do | You do | We both do',
  'Wir | Sie | Gemeinsam',
  'Our team | Your team | Both',
  'AWS (security OF the cloud) | Customer (security IN the cloud) | Shared',
  'Security of the cloud (AWS) | Security in the cloud (Customer) | Shared',
  'Cloud provider (AWS) | Cloud customer (Example Org) | Shared',
  'IaaS Provider | Consumer | Shared',
  'Verantwortlich AWS | Verantwortlich Kunde | Gemeinsam',
  'Responsible AWS | Responsible customer | Responsible both',
  'Responsable AWS | Responsable client | Partagé',
])('each party has a column: %s', async (headings) => {
  const [vendor = '', customer = '', both = ''] = headings.split(' | ');
  const reading = await readRows(
    [
      ['Control', vendor, customer, ...(both === 'We both do' ? [] : [both])],
      ['PE-3', 'X', '', ''],
      ['AC-3', '', 'X', ''],
      ['AC-2', ...(both === 'We both do' ? ['X', 'X'] : ['', '', 'X'])],
    ],
    { names },
  );
  expect([ownersOf(reading), missed(reading)]).toEqual([
    ['PE-3: vendor', 'AC-3: customer', 'AC-2: vendor+customer'],
    [],
  ]);
});

it.each([
  [
    'Control | AWS | Customer IT | Customer Business',
    'X | - | -, - | X | -, - | - | X',
    'vendor, customer, customer',
  ],
  ['Control | AWS | Customer | Reseller', 'X | - | -, - | X | -, - | - | X', 'vendor, customer, other'],
  [
    'Control | IaaS Provider | SaaS Provider | Customer',
    'X | - | -, - | X | -, - | - | X',
    'vendor, other, customer',
  ],
])('%s', async (headings, marks, owners) => {
  const ids = ['AC-1', 'AC-2', 'AC-3'];
  const rows = marks
    .split(', ')
    .map((row, at) => [ids[at] ?? '', ...row.split(' | ').map((x) => (x === '-' ? '' : x))]);
  expect(ownersOf(await readRows([headings.split(' | '), ...rows], { names }))).toEqual(
    owners.split(', ').map((owner, at) => `${ids[at]}: ${owner}`),
  );
});

it.each([
  'Read only',
  'AWS (RDS)',
  'AWS (Customer)',
  'Customer (AWS)',
  'AWS Support',
  'AWS Network',
  'Customer data',
  'EU',
  'US',
  'Notes (AWS)',
  'Primary side',
])('no column of one party: %s', (heading) => {
  const meaning = general ? meaningOf(heading, general)?.meaning : undefined;
  expect(['vendor', 'customer', 'other', 'shared']).not.toContain(meaning);
});

it('where FedRAMP says that a control comes from', async () => {
  const reading = await readRows(
    [
      ['Control ID', 'Control Implementation Status', 'Control Origination'],
      ['AC-1', 'Implemented', 'Service Provider Corporate'],
      ['AC-2', 'Implemented', 'Shared (Service Provider and Customer Responsibility)'],
      ['PE-3', 'Implemented', 'Inherited from pre-existing FedRAMP Authorization'],
      ['AC-4', 'Planned', 'Configured by Customer (Customer System Specific)'],
      ['AC-5', 'Implemented', 'Service Provider System Specific, Configured by Customer'],
      ['AC-6', 'Implemented', 'Provided by Customer (Customer System Specific)'],
      ['AC-7', 'Implemented', 'Service Provider Hybrid (Corporate and System Specific)'],
      ['AC-8', 'Implemented', 'System-Specific'],
    ],
    { names },
  );
  expect([ownersOf(reading), missed(reading)]).toEqual([
    [
      'AC-1: vendor',
      'AC-2: vendor+customer',
      'PE-3: other',
      'AC-4: customer',
      'AC-5: vendor+customer',
      'AC-6: customer',
      'AC-7: vendor',
      'AC-8: -',
    ],
    // Whose system is meant hangs on who writes.
    ['System-Specific'],
  ]);
});

it.each<readonly [string, Rows, readonly string[]]>([
  [
    'a firm that nobody knows beside the customer, in few words',
    [
      ['Control Area', 'Hostwell Responsibility', 'Customer Responsibility'],
      ['Availability', 'Full ownership', 'N/A'],
      ['Backups', 'Full ownership', 'N/A'],
      ['Users', 'Platform capability', 'Policy and rollout'],
    ],
    ['Availability: other', 'Backups: other', 'Users: customer+other'],
  ],
  [
    'a tick in every row of one party, and words in some of the other',
    [
      ['Layer', 'AWS', 'Customer'],
      ['Hosts', '✓', ''],
      ['Storage', '✓', 'Encryption'],
      ['Database', '✓', 'Access control'],
      ['Data', '', '✓'],
    ],
    ['Hosts: vendor', 'Storage: vendor+customer', 'Database: vendor+customer', 'Data: customer'],
  ],
  [
    'names beside ticks are none',
    [
      ['Service', 'Provider', 'Customer'],
      ['Mail', '✓', 'Finance'],
      ['Files', '✓', 'Sales'],
    ],
    [],
  ],
  [
    'first names beside ticks are none',
    [
      ['Service', 'AWS', 'Customer'],
      ['Mail', '✓', 'Ann'],
      ['Files', '✓', 'Ben'],
      ['Users', '', '✓'],
    ],
    [],
  ],
  [
    'names of people below what is no party',
    [
      ['System', 'Data responsibility', 'Customer responsibility'],
      ['CRM', 'Ann Lee', 'Sales'],
      ['ERP', 'Bob Jones', 'Finance'],
    ],
    [],
  ],
])('%s', async (_, rows, owned) => {
  expect(ownersOf(await readRows(rows, { names }))).toEqual(owned);
});

it('ids of controls stand below what standards call them', () => {
  for (const heading of ['Identifier', 'Control identifier', 'Ref', 'Requirement ID'])
    expect([heading, general && meaningOf(heading, general)?.meaning]).toEqual([heading, 'control']);
});
