import { expect, it } from 'vitest';
import { NOTHING_GIVEN } from '../../main/importers/discover/given.ts';
import { NOTHING_SAID } from '../../main/importers/discover/lists/inventory-columns.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';

// What stands beside services and is not understood is told with its words: no list of words for what is in use is complete.

const bytesOf = (list: string) =>
  Buffer.from(
    list
      .split('|')
      .map((row) => row.replaceAll(',', ';'))
      .join('\n'),
  );
const read = (list: string) => {
  const { types, notInUse, notes } = readSource('list.csv', bytesOf(list));
  return { used: [...types.keys()].filter((type) => !notInUse?.has(type)), notes: notes.join('\n') };
};
const UNKNOWN = /what stands beside it is proposed/;

it.each<[string, readonly string[], RegExp]>([
  [
    'Service,Status|Amazon S3,Active|Amazon RDS,Retired|Amazon QLDB,Sunset|Amazon Kendra,EOL|Amazon Lex,EOL',
    ['Amazon S3', 'Amazon QLDB', 'Amazon Kendra', 'Amazon Lex'],
    /“Status” says is not known here.* “Sunset” \(Amazon QLDB\), “EOL” \(Amazon Kendra, Amazon Lex\)\. Leave out/,
  ],
  [
    'Dienst,Konto,Zustand|Amazon S3,1,aktiv|Amazon RDS,1,stillgelegt|Amazon QLDB,1,abgekündigt',
    ['Amazon S3', 'Amazon QLDB'],
    /“Zustand” .*“abgekündigt” \(Amazon QLDB\)/,
  ],
  [
    'Service,Active|Amazon S3,true|Amazon RDS,false|Amazon QLDB,',
    ['Amazon S3', 'Amazon QLDB'],
    /“Active” .*nothing \(Amazon QLDB\)/,
  ],
  [
    'Service,Environment,Lifecycle|Amazon S3,prod,Operate|Amazon QLDB,prod,Retire|Amazon Kendra,prod,Operate',
    ['Amazon S3', 'Amazon QLDB', 'Amazon Kendra'],
    /Not read: Environment.*, Lifecycle \(“Operate” 2, “Retire” 1\)/,
  ],
  [
    'Service,Relevant?|Amazon S3,Yes|Amazon QLDB,No|Amazon Kendra,',
    ['Amazon S3', 'Amazon QLDB', 'Amazon Kendra'],
    /Not read: Relevant\? \(“Yes” 1, “No” 1, blank 1\)/,
  ],
  [
    'Service,In use|Amazon S3,Yes|Amazon QLDB,',
    ['Amazon S3', 'Amazon QLDB'],
    /Not read: In use \(“Yes” 1, blank 1\)/,
  ],
])('words that are not known are told with what they stand beside: %s', (list, used, note) => {
  const found = read(list);
  expect(found.used).toEqual(used);
  expect(found.notes).toMatch(note);
});

it.each<[string, readonly string[]]>([
  ['Service,Used|Amazon S3,X|Amazon QLDB,', ['Amazon S3']],
  ['Service,In use (Y/N)|Amazon S3,Y|Amazon QLDB,N', ['Amazon S3']],
  ['Service,Is it used?|Amazon S3,Yes|Amazon QLDB,No', ['Amazon S3']],
  ['Service,Do we use it?|Amazon S3,Yes|Amazon QLDB,No', ['Amazon S3']],
  ['Dienst,Verwendet|Amazon S3,ja|Amazon QLDB,nein', ['Amazon S3']],
  ['Service,Prod,Dev|Amazon S3,x,|Amazon EC2,,x|Amazon QLDB,,', ['Amazon S3', 'Amazon EC2']],
  ['Service,111122223333,444455556666|Amazon S3,no,yes|Amazon QLDB,no,no', ['Amazon S3']],
  ['Service,Used in prod,Used in dev|Amazon S3,Yes,No|Amazon QLDB,No,No', ['Amazon S3']],
  ['Service,Account,Decommissioned on|Amazon S3,1,|Amazon QLDB,1,2025-07-31', ['Amazon S3']],
  ['Service,Resource count|Amazon S3,12|Amazon QLDB,0', ['Amazon S3']],
  ['Service,Stato|Amazon S3,attivo|Amazon QLDB,Non attivo', ['Amazon S3']],
  ['Service,Status|Amazon S3,in gebruik|Amazon QLDB,niet in gebruik', ['Amazon S3']],
])('what says that a service is not in use is read: %s', (list, used) => {
  const found = read(list);
  expect(found.used).toEqual(used);
  expect(found.notes).toContain('Amazon QLDB');
  expect(found.notes).not.toMatch(UNKNOWN);
});

it.each([
  'Service,Status|Amazon S3,Active|Amazon QLDB,Live',
  'Service,Status|Amazon S3,Active|Amazon QLDB,Enabled|Amazon EC2,Retired',
  'Service,Prod|Amazon S3,x|Amazon QLDB,',
  'Service,Prod,Dev|Amazon S3,yes,no|Amazon QLDB,,',
  'Service,Prod,Dev|Amazon S3,111122223333,|Amazon QLDB,,',
  'Service,Backup|Amazon S3,nightly|Amazon QLDB,shut down at night',
  'Service,Owner,Account|Amazon S3,Kim,1|Amazon QLDB,Retired People,1',
])('and nothing else is taken for it: %s', (list) => {
  const found = read(list);
  expect(found.used).toEqual(['Amazon S3', 'Amazon QLDB']);
  expect(found.notes).not.toMatch(UNKNOWN);
});

it('why a service is left aside is told in the words of its row', () =>
  expect(
    read(
      'Service,Account,Used,Comments|Amazon S3,1,yes,|Amazon RDS,1,yes,Retired (moved)|Amazon QLDB,1,no,|Amazon EC2,1,yes,Planned move',
    ).notes,
  ).toMatch(
    /“Comments” may say of a service that it is not in use, or of something else or a later day, so what stands beside it is proposed: “Planned move” \(Amazon EC2\)\. Leave.*\n2 services not in use by what the table says, so not proposed: Amazon RDS \(Comments: “Retired \(moved\)”\), Amazon QLDB \(Used: “no”\)\./,
  ));

it('words are told of columns with few short ones', () => {
  const many = Array.from({ length: 12 }, (_, at) => `Amazon S3,1,Text ${at},word ${at}`).join('|');
  expect(read(`Service,Account,Remark,Phase|${many}`).notes).toMatch(
    /Not read: Remark, Phase \(“word 0” 1, .*, 4 other words\)/,
  );
});

it('numbers are no words, but that there is none of something', () => {
  expect(read('Service,Account,Cost centre|Amazon S3,1,12|Amazon EC2,1,13').notes).toMatch(
    /Not read: Cost centre\.$/m,
  );
  expect(read('Service,Account,Buckets/instances|Amazon S3,1,12|Amazon QLDB,1,0').notes).toMatch(
    /Not read: Buckets\/instances \(“12” 1, “0” 1\)/,
  );
});

it('the same is told where somebody said what the columns hold', () => {
  const named = [
    { at: 'Engine', means: 'service' as const },
    { at: 'System', means: 'label' as const },
  ];
  const { notes } = readSource(
    'list.csv',
    bytesOf('System,Engine,Status,Tier|Shop,S3,Active,Gold|CRM,RDS,Retired,Gold|Fax,QLDB,Sunset,Lead'),
    { ...NOTHING_GIVEN, said: { ...NOTHING_SAID, named } },
  );
  expect(notes.join('\n')).toMatch(/Not read: Tier \(“Gold” 2, “Lead” 1\)/);
  expect(notes.join('\n')).toMatch(/“Status” says is not known.*“Sunset” \(Fax\)/);
});

const OTHERWISE = /No column tells where, how many, for what or since when \((.*)\), so it may list services/;
it.each<[string, string]>([
  ['Service,Threat,Mitigation|Amazon S3,Public bucket,Block|Amazon EC2,IMDSv1,IMDSv2', 'Threat, Mitigation'],
  ['Service,Port,Protocol|Amazon RDS,5432,TCP|Amazon Redshift,5439,TCP', 'Port, Protocol'],
  ['Option,Service,Pros|A,Amazon Aurora,scale|B,Amazon DynamoDB,speed', 'Option, Pros'],
  ['Service,Requested by|Amazon Bedrock,Data team|Amazon Neptune,Fraud team', 'Requested by'],
  ['Service,SLA,Service credit|Amazon S3,99.9%,10%', 'SLA, Service credit'],
])('a list that says nothing of use may be of another kind: %s', (list, columns) =>
  expect(OTHERWISE.exec(read(list).notes)?.[1]).toBe(columns),
);
it.each([
  'Service|Amazon S3|Amazon EC2',
  'Service,Owner|Amazon S3,|Amazon EC2,',
  'Service,Account|Amazon S3,111122223333',
  'Service,Purpose|Amazon S3,invoices',
  'Service,Instances|Amazon S3,3',
  'System,Service|Shop,Amazon S3',
  'AWS services in use,Owner|Amazon S3,Kim',
  'Service,Status|Amazon S3,in use',
])('and an inventory is not asked about: %s', (list) => expect(read(list).notes).not.toMatch(OTHERWISE));
it.each([
  'Service,Description,Owner|Amazon S3,Managed object storage for invoices,Kim|Amazon RDS,Managed database of the shop,Lee',
  'Service,Owner,Available since|Amazon S3,Kim,2020-01-01|Amazon EC2,Kim,2020-01-01',
])('what is described and has an owner is read, and asked about: %s', (list) => {
  expect(read(list).used).toHaveLength(2);
  expect(read(list).notes).toMatch(/to be had.*unless another column does/);
});
it('what may be used since when is a list of that', () =>
  expect(() => read('Service,Whitelisted|Amazon S3,Yes|Amazon EC2,No')).toThrow(/may be used/));
