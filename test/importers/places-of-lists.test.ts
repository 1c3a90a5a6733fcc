import { expect, it } from 'vitest';
import type { MappedColumn } from '../../main/contract/discover.ts';
import { parseCsv } from '../../main/importers/discover/csv.ts';
import type { Found } from '../../main/importers/discover/found.ts';
import { NOTHING_GIVEN } from '../../main/importers/discover/given.ts';
import { describeTable } from '../../main/importers/discover/lists/inventory-columns.ts';
import { readMappedTable } from '../../main/importers/discover/lists/mapped-table.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';

// Where services run by the lists that name them: both readers of tables, and documents, take several accounts and Regions of a cell, and tell the rest.

const [A, B] = ['111122223333', '444455556666'] as const;
const placesOf = ({ places, notes }: Found) => ({
  places: Object.fromEntries(
    [...(places ?? [])].map(([type, { accounts, regions }]) => [type, [...accounts, ...regions].join(' ')]),
  ),
  told: notes.filter((note) => /[Aa]ccount|Region/.test(note) && / in rows? /.test(note)).join('\n'),
});
const COLUMNS: readonly MappedColumn[] = [
  { column: 0, means: 'service' },
  { column: 1, means: 'account' },
  { column: 2, means: 'region' },
];

it.each([
  [`Amazon SQS,"${A}, ${B}","eu-west-1, us-east-1"`, `${A} ${B} eu-west-1 us-east-1`, ''],
  [`Amazon SQS,${A} / ${B},eu-west-1 & us-east-1`, `${A} ${B} eu-west-1 us-east-1`, ''],
  [`Amazon SQS,"${A}\n${B}","eu-west-1\nus-east-1"`, `${A} ${B} eu-west-1 us-east-1`, ''],
  [`Amazon SQS,Shop (${A}),EU (Ireland)`, `${A} eu-west-1`, ''],
  [
    'Amazon SQS,shop-prod,Frankfurt',
    'eu-central-1',
    'No account of AWS, so left aside: “shop-prod” in row 2.',
  ],
  [
    'Amazon SQS,All accounts,Moon base',
    undefined,
    'No account of AWS, so left aside: “All accounts” in row 2.\nNo Region of AWS, so left aside: “Moon base” in row 2.',
  ],
  [
    `Amazon SQS,${A} (absent),eu-west-1`,
    'eu-west-1',
    `Says more than accounts, and that is not read: “${A} (absent)” in row 2.`,
  ],
  [
    'Amazon SQS,12345678901,eu-west-1',
    '012345678901 eu-west-1',
    'Accounts to which zeros were added in front, up to twelve digits: “12345678901” in row 2.',
  ],
  ['Amazon SQS,n/a,-', undefined, ''],
])('a row %j', (row, places, told) => {
  const csv = `Service,Account,Region\n${row}\n`;
  const list = readSource('list.csv', Buffer.from(csv), NOTHING_GIVEN);
  const table = parseCsv('list.csv', csv);
  const mapped = readMappedTable('list.csv', table, describeTable(table, COLUMNS, 'given'), NOTHING_GIVEN);
  for (const found of [list, mapped])
    expect(placesOf(found), found.format).toEqual({
      places: places === undefined ? {} : { 'Amazon SQS': places },
      told,
    });
});

it.each<[unknown, Readonly<Record<string, string>>]>([
  [
    { services: [{ service: 'Amazon SQS', account: [A, B], region: ['eu-west-1', 'us-east-1'] }] },
    { 'Amazon SQS': `${A} ${B} eu-west-1 us-east-1` },
  ],
  [
    [
      { service: 'Amazon SQS', accounts: [A, B] },
      { service: 'Amazon SNS', accounts: `${A} & ${B}` },
      { service: 'Amazon MQ', account: B },
    ],
    { 'Amazon SQS': `${A} ${B}`, 'Amazon SNS': `${A} ${B}`, 'Amazon MQ': B },
  ],
  [
    { accounts: [A, B], regions: ['eu-west-1'], services: ['Amazon SQS'] },
    { 'Amazon SQS': `${A} ${B} eu-west-1` },
  ],
  // Accounts with their services, as objects or as names, in a list or below their names.
  ...[
    [{ id: A, name: 'prod', regions: ['eu-west-1'], services: [{ name: 'Amazon SQS', owner: 'Kim' }] }],
    [{ account: A, region: 'eu-west-1', services: [{ service: 'Amazon SQS' }] }],
    [{ id: A, name: 'prod', region: 'eu-west-1', services: ['Amazon SQS'] }],
    { prod: { id: A, region: 'eu-west-1', services: [{ name: 'Amazon SQS' }] } },
    { prod: { id: A, region: 'eu-west-1', services: ['Amazon SQS'] } },
  ].map((accounts): [unknown, Readonly<Record<string, string>>] => [
    { system: 'shop', accounts },
    { 'Amazon SQS': `${A} eu-west-1` },
  ]),
  // The number of anything else is no account.
  [{ systems: [{ id: A, name: 'shop', services: [{ name: 'Amazon SQS', env: 'prod' }] }] }, {}],
])('a document %j', (document, places) => {
  const found = readSource('list.json', Buffer.from(JSON.stringify(document)), NOTHING_GIVEN);
  expect(placesOf(found)).toEqual({ places, told: '' });
});

it('hundreds of accounts of one service are all read', () => {
  const accounts = Array.from({ length: 200 }, (_, at) => String(100_000_000_000 + at));
  const found = readSource(
    'list.json',
    Buffer.from(JSON.stringify([{ service: 'Amazon SQS', account: accounts }])),
    NOTHING_GIVEN,
  );
  expect(placesOf(found)).toEqual({ places: { 'Amazon SQS': accounts.join(' ') }, told: '' });
});

it('headings of accounts and Regions in the plural and of bills are known, and what a bill charges for itself is no service', () => {
  const read = (csv: string) => readSource('list.csv', Buffer.from(csv), NOTHING_GIVEN);
  const headings = [
    ['Accounts', 'Regions'],
    ['AWS Account IDs', 'AWS Regions'],
    ['Account names,Account IDs', 'Regions'],
    ['Linked Account', 'Region'],
    ['Linked account name', 'Region Code'],
    ['Accounts Confirmed In Use', 'Regions in use'],
    ['Konten', 'Regionen'],
    ['Comptes', 'Régions'],
    ['Accounts', 'Region names'],
    ['Cuentas', 'Regiones'],
  ];
  for (const where of headings) {
    const cells = `${where[0]?.includes(',') ? 'prod & dev,' : ''}${A} & ${B},eu-west-1 & us-east-1`;
    const { places } = placesOf(read(`AWS Service,${where.join(',')}\nAmazon SQS,${cells}\n`));
    expect(places, where.join()).toEqual(
      where[0]?.endsWith('name')
        ? { 'Amazon SQS': 'eu-west-1 us-east-1' }
        : { 'Amazon SQS': `${A} ${B} eu-west-1 us-east-1` },
    );
  }
  const costs = read(
    `Month,Service,Linked Account,Cost (USD)\n2026-10,Amazon SQS,${A},1.10\n2026-10,Tax,${A},0.20\n2026-10,Refund,${A},-0.10\n2026-10,Tax,${B},0.20\n`,
  );
  expect([...costs.types.keys()]).toEqual(['Amazon SQS']);
  expect(costs.notes.join('\n')).toContain('3 rows without a service left aside (Tax, Refund).');
});
