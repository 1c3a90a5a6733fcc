import { expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { temporaryFolder } from '../support/temp.ts';
import { asText, FORMS, joined, look, ownersIn, type Rows } from './tables-in-forms.ts';

const folder = temporaryFolder();
const discover = (rows: Rows) => readSource('table.csv', new TextEncoder().encode(joined(rows, ',')));

/** Whose parts of systems are, in a word each. */
const IN_WORDS: readonly (readonly [rows: Rows, owners: readonly string[]])[] = [
  [
    [
      ['Service', 'AWS', 'Customer'],
      ['EC2', 'Hypervisor', 'Guest OS, data'],
      ['IAM', '-', 'Users'],
      ['KMS', 'HSM', 'None'],
    ],
    ['EC2: vendor+customer', 'IAM: customer', 'KMS: vendor'],
  ],
  [
    [
      ['Service', 'AWS', 'Shared', 'Customer'],
      ['EC2', 'Hosts', 'Configuration', 'Guest OS'],
      ['RDS', 'Engine', 'Backups', 'Schema'],
    ],
    ['EC2: vendor+customer', 'RDS: vendor+customer'],
  ],
  [
    [
      ['Dienst', 'AWS', 'Kunde'],
      ['EC2', 'Rechenzentrum', 'Betriebssystem'],
      ['S3', 'Speicher', 'Zugriffe'],
    ],
    ['EC2: vendor+customer', 'S3: vendor+customer'],
  ],
  [
    [
      ['Layer', 'AWS', 'Customer'],
      ['Network', '✓', 'Encryption'],
      ['Database', '✓', 'Access control'],
      ['User data', '', '✓'],
    ],
    ['Network: vendor+customer', 'Database: vendor+customer', 'User data: customer'],
  ],
];
it.each(IN_WORDS)('%j says what each party has', async (rows, owners) => {
  for (const [, write] of FORMS) expect(await ownersIn(await write(folder, rows))).toEqual(owners);
});
it.each(IN_WORDS.slice(0, 3))('%j is no inventory', (rows) => {
  expect(() => discover(rows)).toThrow(/is a table of what two parties are responsible for/);
});

it('a cloud and its customer beside services in words that are not known are told, and never services in use', async () => {
  const rows = [
    ['Service', 'AWS', 'Customer'],
    ['EC2', 'Foo', 'Bar'],
    ['RDS', 'Baz', 'Qux'],
  ];
  expect(() => discover(rows)).toThrow(/says of services who has to do what, and not which are in use/);
  const { kind, claims } = await look(asText(folder, joined(rows, ',')));
  expect([kind, claims]).toEqual(['vendor-matrix', []]);
});
it.each<Rows>([
  [
    ['Service', 'Provider', 'Customer'],
    ['EC2', 'Network team', 'Storage team'],
    ['RDS', 'Data GmbH', 'Backup Ltd'],
  ],
  [
    ['Service', 'Provider', 'Customer'],
    ['EC2', 'Hostwell', 'Acme'],
    ['RDS', 'Hostwell', 'Globex'],
  ],
  [
    ['Service', 'Account', 'Owner'],
    ['EC2', '111122223333', 'Platform'],
    ['RDS', '111122223333', 'Storage'],
  ],
  [
    ['Service', 'Region', 'Customer'],
    ['EC2', 'eu-west-1', 'Data'],
    ['RDS', 'eu-west-1', 'Storage'],
  ],
])('%j stays an inventory', async (...rows) => {
  expect(discover(rows).types.size).toBeGreaterThan(0);
  expect((await look(asText(folder, joined(rows, ',')))).claims).toEqual([]);
});
