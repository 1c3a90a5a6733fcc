import { expect, it } from 'vitest';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import { NOTHING_GIVEN } from '../../main/importers/discover/given.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { recordsIn } from '../../main/importers/text/records.ts';
import { fixture, index } from './support.ts';

// Records as lines of fields, as forms, mails and PowerShell write them.

function read(text: string) {
  const { types, notInUse, places, notes } = readSource('a.txt', Buffer.from(text), NOTHING_GIVEN);
  const used = [...types.keys()].filter((type) => !notInUse?.has(type));
  return { used, places, notes: notes.join('\n') };
}

it.each([
  'Service: Amazon EC2\nOwner: Tom\nStatus: In use\n\nService: Amazon QLDB\nOwner: Ann\nStatus: Retired\n',
  '\n\nService : Amazon EC2\nStatus  : Active\n\nService : Amazon QLDB\nStatus  : Retired\n\n\n',
  'Service: Amazon EC2\nIn use: yes\nService: Amazon QLDB\nIn use: no\n',
])('a state is of the record that it stands in: %j', (text) => {
  const { used, notes } = read(text);
  expect(used).toEqual(['Amazon EC2']);
  expect(notes).toMatch(/1 service not in use by what the table says, so not proposed: Amazon QLDB/);
});

it('a record is where it says, and goes on in lines further in', () => {
  const { used, places } = read(
    'Service : Amazon EC2\nAccount : 111122223333\nRegion  : eu-west-1\nNotes   : for the shop\n          and the site\n\nService : Amazon S3\nAccount : 444455556666\n',
  );
  expect(used).toEqual(['Amazon EC2', 'Amazon S3']);
  expect([...(places?.get('Amazon S3')?.accounts ?? [])]).toEqual(['444455556666']);
});

it('the sample: what is retired is left aside, and each service is where its record says', async () => {
  const { services, files } = await discoverFiles([fixture('records.txt')], index, []);
  expect(services.map(({ catalogueId, accounts, regions }) => [catalogueId, accounts, regions])).toEqual([
    ['ec2', ['111122223333'], ['eu-west-1']],
    ['rds', ['444455556666'], ['eu-central-1']],
  ]);
  expect(files[0]?.notes.join('\n')).toMatch(/Amazon QLDB(?:.|\n)*444455556666 \(SUSPENDED\)/);
});

it.each([
  'Service: Amazon EC2\nOwner: Tom\n',
  'Compute: EC2\nCompute: Lambda\n',
  'Service: EC2\nOwner: Tom\nOwner: Ann\nService: S3\nOwner: Kim\n',
  'Owner: Tom\nas of May\nOwner: Ann\nTeam: x\n',
  // Below a field with nothing in it stands a list, and below the last a sum.
  'Account: 111122223333\nServices:\n  - EC2\n  - S3\n\nAccount: 444455556666\nServices:\n  - Lambda\n',
  'Account: 111122223333\nServices:\n  EC2\n  S3\nAccount: 444455556666\nServices:\n  RDS\n',
  'Service: EC2\nOwner: Tom\nService: S3\nOwner: Kim\nTotal: 2\n',
  'https://a.example/\nhttps://b.example/\n',
])('other lines are no records: %j', (text) => expect(recordsIn(text)).toBeNull());

it.each([
  'Product: Shop\nServices: Amazon EC2, Amazon RDS\nProduct: CRM\nServices: AWS Lambda\n',
  'Account: 111122223333\nServices:\n  - Amazon EC2\n  - Amazon RDS\n\nAccount: 444455556666\nServices:\n  - AWS Lambda\n',
  'Product: Shop\nTechnology: Amazon EC2\nProduct: CRM\nTechnology: AWS Lambda\nProduct: Site\nTechnology: Amazon RDS\n',
  'App: Shop\nCompute: Amazon EC2, AWS Lambda\nService: Amazon Route 53\n\nApp: CRM\nCompute: Amazon RDS\nService: Amazon SQS\n',
])('what records cannot say is read as before: %j', (text) =>
  expect(read(text).used.toSorted()).toEqual(
    expect.arrayContaining(['AWS Lambda', 'Amazon EC2', 'Amazon RDS']),
  ),
);

it('lists in lines stay lists: titles that come again are no fields of services', () => {
  const { used } = read('In use: Amazon EC2, Amazon S3\nNot used: Amazon EKS\nIn use: Amazon RDS\n');
  expect(used).toEqual(['Amazon EC2', 'Amazon S3', 'Amazon RDS']);
});
