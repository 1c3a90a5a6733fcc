import { describe, expect, it } from 'vitest';
import fc from '../support/property.ts';
import { read, typesOf } from './support.ts';

// One bad row never fails a file: the others count as if it were not there, and a note says that something was left out.

const good = {
  explorer: (type: string) => ({
    Arn: `arn:aws:x:eu-west-1:1:${type}/1`,
    ResourceType: type,
    OwningAccountId: '1',
  }),
  tagging: (type: string) => ({ ResourceARN: `arn:aws:${type.replace(':', ':eu-west-1:1:')}/1` }),
  config: (type: string) => ({ resourceType: `AWS::${type}`, resourceId: type }),
  stack: (type: string) => ({ ResourceType: `AWS::${type}`, ResourceStatus: 'CREATE_COMPLETE' }),
  state: (type: string) => ({ mode: 'managed', type: `aws_${type}`, instances: [{}] }),
};
const formats: readonly (readonly [
  string,
  (rows: readonly unknown[]) => unknown,
  (type: string) => unknown,
])[] = [
  ['Resource Explorer', (rows) => ({ ViewArn: 'v', Resources: rows }), good.explorer],
  ['Tagging API', (rows) => ({ ResourceTagMappingList: rows }), good.tagging],
  ['Config items', (rows) => ({ configurationItems: rows }), good.config],
  ['Config identifiers', (rows) => ({ resourceIdentifiers: rows }), good.config],
  ['rows of a Config query', (rows) => rows, good.config],
  ['Config query', (rows) => ({ Results: rows.map((row) => JSON.stringify(row)) }), good.config],
  ['resources of a stack', (rows) => ({ StackResources: rows }), good.stack],
  ['Terraform state', (rows) => ({ version: 4, serial: 1, resources: rows }), good.state],
];
const bad = fc.oneof(
  fc.constantFrom(null, true, 3, '', 'x', {}, [], [[]], { Arn: 5 }, { resourceType: [] }, { type: {} }),
  fc.constantFrom(
    { ResourceType: null },
    { ResourceARN: '' },
    { ResourceARN: 'nothing' },
    { instances: 'x' },
  ),
);

describe.each(formats)('%s', (_name, wrap, make) => {
  it('counts the good rows beside a bad one, and says that one is missing', () => {
    const rows = ['s3:bucket', 'ec2:instance', 'rds:db'].map(make);
    const whole = read('a.json', wrap(rows));
    expect(whole.types.size).toBe(3);
    fc.assert(
      fc.property(bad, fc.nat(rows.length), (row, at) => {
        const found = read('a.json', wrap([...rows.slice(0, at), row, ...rows.slice(at)]));
        expect(typesOf(found)).toEqual(typesOf(whole));
        expect(found.notes.join()).toMatch(/not counted/);
      }),
    );
  });
});

describe.each([
  ['explorer', 'Identifier,Resource type', ['i,ec2:instance', 'j,s3:bucket']],
  [
    'Tag Editor',
    'Identifier,Service,Type,Region,ARN',
    ['i,EC2,Instance,eu-west-1,', 'j,S3,Bucket,eu-west-1,'],
  ],
  ['Config', 'resourceId,resourceType', ['i,AWS::EC2::Instance', 'j,AWS::S3::Bucket']],
])('a table of %s', (_name, head, rows) => {
  it('counts the good rows beside a ragged one', () => {
    const whole = read('a.csv', [head, ...rows].join('\n'));
    expect(whole.types.size).toBe(2);
    fc.assert(
      fc.property(
        fc.constantFrom('x', ',', ',,,,,,,,,,,', '"x"', '"a ""b"""', ' '),
        fc.nat(rows.length),
        (row, at) => {
          const found = read('a.csv', [head, ...rows.slice(0, at), row, ...rows.slice(at)].join('\n'));
          expect(typesOf(found)).toEqual(typesOf(whole));
        },
      ),
    );
  });
});
