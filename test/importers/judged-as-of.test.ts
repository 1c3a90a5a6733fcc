import { expect, it } from 'vitest';
import { partsOfFile } from '../../main/importers/discover/found.ts';
import { NOTHING_GIVEN } from '../../main/importers/discover/given.ts';
import { NOTHING_SAID } from '../../main/importers/discover/lists/inventory-columns.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';

const S3 = 'arn:aws:s3:::a';
const SQS = 'arn:aws:sqs:eu-west-1:111122223333:jobs';
const ENDS = '2027-03-31';
const HOLDERS = {
  a: { name: 'Shop', buckets: [S3] },
  b: { name: 'Fax', retiredOn: ENDS, queues: [SQS] },
};
const NAMED = [{ at: 'Product', means: 'service' as const }];

const inUse = (name: string, text: string, asOf: string): readonly string[] => {
  const given = { ...NOTHING_GIVEN, said: { ...NOTHING_SAID, named: NAMED }, asOf };
  return partsOfFile(name, readSource(name, Buffer.from(text), given)).flatMap((part) =>
    'found' in part ? [...part.found.types.keys()].filter((type) => !part.found.notInUse?.has(type)) : [],
  );
};

it.each<[string, string, string, [before: number, after: number]]>([
  [
    'a list of services',
    'a.csv',
    `Service,Account,Retired\nS3,111122223333,\nSQS,111122223333,${ENDS}`,
    [2, 1],
  ],
  ['a list of names', 'a.md', `## Services in use\n\n- S3 - live\n- SQS - retired ${ENDS}\n`, [2, 1]],
  ['one whose columns somebody named', 'a.csv', `Product,Retired\nS3,\nSQS,${ENDS}`, [2, 1]],
  [
    'columns of years',
    'a.csv',
    'Service,Status 2026,Status 2027\nS3,Active,Active\nSQS,Active,Retired',
    [2, 1],
  ],
  ['costs of years', 'a.csv', 'Service,Cost 2026,Cost 2027\nS3,3.2,3.5\nSQS,0,0.5', [1, 2]],
  ['a table of ARNs', 'a.csv', `ARN,Retired on\n${S3},\n${SQS},${ENDS}`, [2, 1]],
  ['ARNs in a document', 'a.json', JSON.stringify([{ arn: S3 }, { arn: SQS, retiredOn: ENDS }]), [2, 1]],
  ['what holds ARNs', 'a.json', JSON.stringify(HOLDERS), [2, 1]],
])('%s is judged as of the day that is given', (_, name, text, counts) =>
  expect(['2026-12-01', '2027-12-01'].map((asOf) => inUse(name, text, asOf).length)).toEqual(counts),
);

it('so are accounts that somebody keeps', () => {
  const text = `Account ID,Account name,Retired\n111122223333,Shop,\n444455556666,Fax,${ENDS}\n`;
  const open = ['2026-12-01', '2027-12-01'].map((asOf) =>
    readSource('a.csv', Buffer.from(text), { ...NOTHING_GIVEN, asOf }).accounts?.map(({ name }) => name),
  );
  expect(open).toEqual([['Shop', 'Fax'], ['Shop']]);
});
