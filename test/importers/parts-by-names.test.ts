import { expect, it } from 'vitest';
import { NOTHING_GIVEN } from '../../main/importers/discover/given.ts';
import { recogniseAsWritten } from '../../main/importers/discover/lists/as-people-write.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { index } from './support.ts';

// Which rows of a table of services are titles: by their words, and by naming no service.

const GIVEN = {
  ...NOTHING_GIVEN,
  namesService: (name: string) =>
    NOTHING_GIVEN.namesService(name) || recogniseAsWritten(name, index.recognise) !== null,
};
/** The services that are proposed and those that are not, of a list with `;` for each end of a line. */
function read(list: string): readonly [used: string, unused: string] {
  const { types, notInUse } = readSource('a.csv', Buffer.from(list.replaceAll(';', '\n')), GIVEN);
  const services = [...types.keys()].filter(GIVEN.namesService);
  const those = (isUsed: boolean) => services.filter((type) => !notInUse?.has(type) === isUsed).join(' ');
  return [those(true), those(false)];
}

it.each<[string, string, string, string]>([
  // Behind services that are left aside a name that is none of a service begins another part.
  ['of teams', 'Service,For;Team A,;EC2,x;Retired,;MQ,x;Team B,;S3,x;RDS,x', 'EC2 S3 RDS', 'MQ'],
  ['of environments', 'Service,For;Production,;EC2,x;Retired,;MQ,x;Development,;S3,x', 'EC2 S3', 'MQ'],
  [
    'with numbers',
    'No,Service,For;1,Compute,;1.1,EC2,x;2,Retired,;2.1,MQ,x;3,Storage,;3.1,S3,x',
    'EC2 S3',
    'MQ',
  ],
  ['of others', 'Service,For;EC2,x;Retired services,;MQ,x;Other services,;S3,x', 'EC2 S3', 'MQ'],
  // Right behind the title it stands below it, and so do its likes.
  ['below one', 'Service,For;Retired,;Team A,;EC2,x;Team B,;MQ,x;Active,;Team A,;S3,x', 'S3', 'EC2 MQ'],
  // No part begins with a service that AWS has closed, a quarter, a place or a sign.
  [
    'a closed service',
    'Service,For;EC2,x;Retired,;MQ,x;Amazon Elastic Transcoder,;RDS,x',
    'EC2',
    'MQ Amazon Elastic Transcoder RDS',
  ],
  ['quarters', 'Service,For;EC2,x;Planned,;MQ,x;Q1 2027,;RDS,x;in 2028,;S3,x', 'EC2', 'MQ RDS S3'],
  ['a Region', 'Service,For;EC2,x;Retired,;MQ,x;eu-west-1,;RDS,x;TBD,;S3,x', 'EC2', 'MQ RDS S3'],
  ['a service in bold', 'Service,For;EC2,x;**Amazon S3**,;RDS,x', 'EC2 **Amazon S3** RDS', ''],
  // A service by itself is none.
  ['a service alone', 'Service,For;S3,x;Retired,;MQ,x;Kendra,;Redshift,x', 'S3', 'MQ Kendra Redshift'],
  ['another', 'Service,For;S3,x;Retired,;MQ,x;Step Functions,;QLDB,x', 'S3', 'MQ Step Functions QLDB'],
  [
    'services alone',
    'Service,For;S3,x;Retired,;MQ,x;Kendra,;Lex,;Redshift,x',
    'S3',
    'MQ Kendra Lex Redshift',
  ],
  ['the last row', 'Service,For;S3,x;Retired,;MQ,x;Other things,', 'S3', 'MQ'],
  // Numbers before titles, and what they are ruled with.
  ['numbered', 'Service,For;1. Production,;EC2,x;2. Decommissioned,;MQ,x;3) In use,;S3,x', 'EC2 S3', 'MQ'],
  ['by letters', 'Service,For;A) Active,;EC2,x;B) Planned,;MQ,x', 'EC2', 'MQ'],
  ['ruled', 'Service,For;--- ACTIVE ---,;EC2,x;--- RETIRED ---,;MQ,x;--- STORAGE ---,;S3,x', 'EC2 S3', 'MQ'],
  ['no numbers', 'Service,For;EC2,x;2. Planned Giving,;MQ,x', 'EC2 MQ', ''],
  // In other languages, of several.
  ['in French', 'Service,For;En production,;EC2,x;Décommissionnés,;MQ,x', 'EC2', 'MQ'],
  ['in Spanish', 'Servicio,Uso;En uso,;EC2,x;Dados de baja,;MQ,x', 'EC2', 'MQ'],
  ['of before', 'Service,For;EC2,x;Formerly used,;MQ,x', 'EC2', 'MQ'],
])('parts of a table, %s', (_, list, used, unused) => expect(read(list)).toEqual([used, unused]));

it.each([
  [
    '📦 Storage',
    '→ Storage',
    '• Storage',
    '(Storage)',
    '[Storage]',
    '#5 Storage',
    'storage',
    'eCommerce',
    'prod',
  ],
  ['Platform 2025', 'Team 2021', 'Shop (since 2021)', 'PCI DSS v4.0 (2024)', 'H2 squad', '– Team C –'],
])('behind what is left aside, however it is written, these begin a part: %s', (...titles) =>
  expect(
    titles.filter((title) => read(`Service,For;EC2,x;Retired,;MQ,x;${title},;S3,x`)[0] !== 'EC2 S3'),
  ).toEqual([]),
);

it.each([
  [
    'Q3',
    'q1 2027',
    '2027-Q1',
    'FY27',
    'March 2027',
    'by end of 2026',
    '30.06.2024',
    '1st quarter 2024',
    'eu-west-1, eu-central-1',
    'n.a.',
    'to be decided',
    '(Q4 2026)',
    '2027',
    'until 2028',
    'us-gov-west-1',
    '(eu-central-1)',
    'tbd',
    'n/a',
    '-',
    '...',
    'none',
    'see below',
  ],
])('and these do not: %s', (...titles) =>
  expect(
    titles.filter((title) => read(`Service,For;EC2,x;Retired,;MQ,x;${title},;S3,x`)[0] !== 'EC2'),
  ).toEqual([]),
);

it('an inventory whose columns somebody said tells as well below what its services are proposed', () => {
  const list = 'Service,Where;EC2,x;Planned,;MQ,x;2027 migration wave,;Redshift,x'.replaceAll(';', '\n');
  const named = [
    { at: 'Service', means: 'service' },
    { at: 'Where', means: 'environment' },
  ] as const;
  const said = { ...NOTHING_GIVEN.said, named };
  const { types, notes } = readSource('a.csv', Buffer.from(list), { ...GIVEN, said });
  expect([...types.keys()]).toEqual(['EC2', '2027 migration wave', 'Redshift']);
  expect(notes.join('\n')).toContain('Proposed below “2027 migration wave” (1: Redshift).');
});
