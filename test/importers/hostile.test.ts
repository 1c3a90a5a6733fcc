import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import fc, { runs } from '../support/property.ts';
import { temporaryFolder } from '../support/temp.ts';
import { fixture, index, read, readSourceOrRefuse } from './support.ts';

const many = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join('');

// One that took for ever would run into the time limit of every test.
describe('hostile files are refused', () => {
  it.each([
    ['deep JSON', 'a.json', '['.repeat(5_000_000)],
    ['deep YAML lists', 'a.yaml', `a: ${'['.repeat(500_000)}`],
    ['deep YAML sequences', 'a.yaml', '- '.repeat(75_000)],
    ['deep YAML maps', 'a.yaml', many(1500, (at) => `${' '.repeat(at)}a:\n`)],
    ['more JSON objects than any export has', 'a.json', `[${'{},'.repeat(2_500_000)}{}]`],
    [
      'aliases of aliases',
      'a.yaml',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${many(8, (at) => `${'bcdefghi'[at]}: &${'bcdefghi'[at]} [${Array(9).fill(`*${'abcdefgh'[at]}`).join()}]\n`)}Resources: *i\n`,
    ],
    ['many aliases', 'a.yaml', `a: &a 1\nb: [${'*a,'.repeat(25_000)}]`],
    ['many tags on one line', 'a.yaml', `b: [${'!a 1,'.repeat(20_000)}]`],
    [
      'more YAML than a template',
      'a.yaml',
      `Resources:\n${many(90_000, (at) => `  R${at}: {Type: A::B}\n`)}`,
    ],
    ['ARNs without end', 'a.txt', ':arn:aws'.repeat(650_000)],
    ['a quote that never closes', 'a.csv', `Identifier,Resource type\n"${'x,'.repeat(1_000_000)}`],
    ['a header without end', 'a.csv', `Service,${'a,'.repeat(1_000_000)}`],
    [
      'more rows than an account has',
      'a.csv',
      `Identifier,Resource type\n${'i,ec2:instance\n'.repeat(600_000)}`,
    ],
    [
      'more entries than a template has',
      'a.json',
      `{"Resources":{${many(100_001, (at) => `"r${at}":{},`)}"z":{"Type":"AWS::S3::Bucket"}}}`,
    ],
    ['more fields than a sheet has columns', 'a.csv', `Identifier,Resource type\n${'i,'.repeat(16_384)}`],
    ['more types than exist', 'a.csv', `Identifier,Resource type\n${many(6000, (at) => `i,t:${at}\n`)}`],
    [
      'a count beyond reason',
      'a.json',
      '{"resourceCounts":[{"resourceType":"AWS::S3::Bucket","count":9007199254740991}]}',
    ],
  ])('%s', (_what, name, text) => {
    expect(() => read(name, text)).toThrow(/a\.(json|yaml|csv|txt) /);
  });

  it('names that would reach a prototype are plain types', () => {
    const found = read(
      'a.json',
      '{"Resources":{"__proto__":{"Type":"AWS::S3::Bucket"},"constructor":{"Type":"__proto__"}}}',
    );
    expect([...found.types]).toEqual([
      ['AWS::S3::Bucket', 1],
      ['__proto__', 1],
    ]);
  });

  it.each([
    ['a.json', { Records: [{ eventSource: 'constructor.amazonaws.com' }, { eventSource: '__proto__' }] }],
    [
      'a.json',
      { deployment: { resources: [{ type: 'aws:constructor:toString' }, { type: 'aws:__proto__:x' }] } },
    ],
    ['a.json', { service: 's', functions: { f: { events: [{ constructor: 1 }, 'toString'] } } }],
    ['a.json', { Resources: { A: { Type: 'constructor', Properties: { a: 1 } } } }],
    ['a.csv', 'ServiceName,SubAccountId,BilledCost\nconstructor,1,1\n__proto__,1,1\n'],
  ])('names of the language are names of nothing else: %s %j', async (name, content) => {
    const path = join(temporaryFolder(), name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    const { files, services } = await discoverFiles([{ name, path }], index, []);
    expect([
      files[0]?.refused,
      services.map(({ catalogueId }) => catalogueId).filter((id) => id !== 'lambda'),
    ]).toEqual([null, []]);
  });

  it('types are cut to a length that can be shown', () => {
    const [type] = [
      ...read('a.json', { Resources: { A: { Type: `AWS::${'x'.repeat(5000)}` } } }).types.keys(),
    ];
    expect(type?.length).toBe(200);
  });
});

const fixtures = [
  'shop.yaml',
  'network.yaml',
  'orders-sam.json',
  'plan.json',
  'terraform.tfstate',
  'costs.csv',
  'explorer.csv',
  'cloudquery.jsonl',
  'cloudtrail.json',
  'pulumi-stack.json',
  'serverless.yml',
  'mail.txt',
  'records.txt',
  'own-inventory.csv',
];

/** From one cut to the next: for a longer look every one of a few bytes. */
const STEP = Math.ceil(21 / runs(1));

describe.each(fixtures)('%s', (name) => {
  const bytes = readFileSync(fixture(name).path);

  it('cut off anywhere is read or refused', () => {
    for (let end = 0; end < bytes.length; end += STEP) readSourceOrRefuse(name, bytes.subarray(0, end));
  });

  it('with bytes changed is read or refused', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        (changes) => {
          const changed = Uint8Array.from(bytes);
          for (const [at, byte] of changes) changed[at] = byte;
          readSourceOrRefuse(name, changed);
        },
      ),
      { numRuns: runs(30) },
    );
  });
});

it('any JSON, under any name, is read or refused', () => {
  const key = fc.constantFrom(
    ...'Resources Type Properties version format_version planned_values root_module resources instances child_modules'.split(
      ' ',
    ),
    ...'mode type configurationItems resourceType Results ResultsByTime Groups Keys GroupDefinitions TemplateBody'.split(
      ' ',
    ),
    ...'ResourceTagMappingList ResourceARN StackResources TemplateURL Fn::ForEach::X Fn::Sub serial values'.split(
      ' ',
    ),
  );
  const leaf = fc.oneof(
    fc.constantFrom(
      'AWS::S3::Bucket',
      'AWS::CloudFormation::Stack',
      'aws_vpc',
      'managed',
      '1.0',
      'SERVICE',
      'DIMENSION',
    ),
    fc.constantFrom(null, true, 0, 4, -1, 1e300),
    fc.string(),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(key, tie('value'), { maxKeys: 6 }),
    ),
  }));
  fc.assert(
    fc.property(
      fc.dictionary(key, value, { maxKeys: 8 }),
      fc.constantFrom('a.json', 'a.yaml', 'a'),
      (document, name) => readSourceOrRefuse(name, new TextEncoder().encode(JSON.stringify(document))),
    ),
    { numRuns: runs(200) },
  );
});
