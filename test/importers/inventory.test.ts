import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resourceTypeOfArn } from '../../main/importers/discover/arns/arn.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { fixture, read, typesOf } from './support.ts';

describe('ARNs', () => {
  it.each([
    ['arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1', 'ec2:subnet'],
    ['arn:aws:s3:::orders', 's3:bucket'],
    ['arn:aws:sns:eu-west-1:111122223333:orders', 'sns'],
    ['arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/take', 'logs:log-group'],
    ['arn:aws:apigateway:eu-west-1::/restapis/abc', 'apigateway:restapis'],
    [' arn:aws-cn:rds:cn-north-1:111122223333:db:orders ', 'rds:db'],
    ['arn:aws:ec2', null],
    ['i-123', null],
    ['', null],
  ])('%s -> %s', (arn, type) => expect(resourceTypeOfArn(arn)).toBe(type));
});

describe('Resource Explorer', () => {
  it('counts each ARN once, maps by the CloudFormation name, and says what is missing', () => {
    const vpc = { Arn: 'arn:aws:ec2:r:1:vpc/vpc-1', OwningAccountId: '1', ResourceType: 'ec2:vpc' };
    const found = read('r.json', {
      Count: { Complete: true, TotalResources: 9 },
      Resources: [
        vpc,
        vpc,
        { Arn: 'arn:x', ResourceType: 'acme:odd', CfnResourceType: 'AWS::S3::Bucket' },
        {},
      ],
      ViewArn: 'v',
    });
    expect(found.format).toBe('resource-explorer');
    expect(typesOf(found)).toEqual({ 'ec2:vpc': 1, 'acme:odd': 1 });
    expect(found.otherNames?.get('acme:odd')).toBe('AWS::S3::Bucket');
    expect(found.notes.join()).toMatch(/1 row without a resource type.*found 9 resources/);
  });

  it('reads both console tables', () => {
    const expected = { 's3:bucket': 1, 'ec2:subnet': 1, 'AWS::EC2::Volume': 1, 'acme:thing': 1 };
    expect(typesOf(readSource('explorer.csv', readFileSync(fixture('explorer.csv').path)))).toEqual(expected);
    const other = read(
      'e.csv',
      '"IDENTIFIER";"Resource Type";"AWS account";"team"\n"x";"ec2:vpc";"1";"a;b"\n"y";"";"1";""\n',
    );
    expect(typesOf(other)).toEqual({ 'ec2:vpc': 1 });
    expect(other.notes).toEqual([
      expect.stringMatching(/nothing here tells which: ec2:vpc\./),
      '1 row without a resource type not counted.',
      'Not read: team (“a;b” 1, blank 1).',
    ]);
  });
});

describe('Tag Editor', () => {
  it('reads the console table, by ARN or by words', () => {
    const found = read(
      't.csv',
      'Identifier,Tag: Name,Service,Type,Region,Tags,ARN\ni-1,(not tagged),EC2,Instance,r,0,arn:aws:ec2:r:1:instance/i-1\nsg-1,x,EC2,Security Group,r,1,\n,,,,,,\n',
    );
    expect(found.format).toBe('tag-editor');
    expect(typesOf(found)).toEqual({ 'ec2:instance': 1, 'ec2:security-group': 1 });
    expect(found.notes).toHaveLength(1);
  });

  it('reads the answer of the Tagging API, blanks before an ARN included', () => {
    const found = read('t.json', {
      ResourceTagMappingList: [
        { ResourceARN: ' arn:aws:sqs:r:1:orders', Tags: [] },
        { ResourceARN: 'nonsense' },
      ],
      PaginationToken: 'next',
    });
    expect(typesOf(found)).toEqual({ sqs: 1 });
    expect(found.notes).toHaveLength(2);
  });
});

describe('AWS Config', () => {
  const item = (resourceId: string, more: object = {}) => ({
    resourceType: 'AWS::EC2::Instance',
    resourceId,
    configurationItemStatus: 'OK',
    ...more,
  });

  it('counts a resource of a snapshot or history once, per account and Region, and no deleted one', () => {
    const found = read('c.json', {
      configurationItems: [
        item('i-1'),
        item('i-1'),
        item('i-1', { accountId: '2' }),
        item('i-2', { configurationItemStatus: 'ResourceDeleted' }),
        {},
      ],
    });
    expect(found.format).toBe('config');
    expect(typesOf(found)).toEqual({ 'AWS::EC2::Instance': 2 });
    expect(found.notes).toEqual([
      '1 row without a resourceType not counted.',
      '1 deleted resource not counted.',
    ]);
  });

  it('reads lists, aggregated lists and counts', () => {
    expect(typesOf(read('c.json', { resourceIdentifiers: [item('a'), item('b')] }))).toEqual({
      'AWS::EC2::Instance': 2,
    });
    expect(
      typesOf(
        read('c.json', { ResourceIdentifiers: [{ ResourceType: 'AWS::S3::Bucket', ResourceId: 'x' }] }),
      ),
    ).toEqual({ 'AWS::S3::Bucket': 1 });
    expect(
      typesOf(
        read('c.json', {
          totalDiscoveredResources: 7,
          resourceCounts: [{ resourceType: 'AWS::S3::Bucket', count: 7 }],
        }),
      ),
    ).toEqual({ 'AWS::S3::Bucket': 7 });
  });

  it('reads rows of an advanced query, which are JSON inside strings, and their counts', () => {
    const found = read('c.json', {
      QueryInfo: {},
      Results: [
        '{"resourceType":"AWS::S3::Bucket"}',
        '{"resourceType":"AWS::S3::Bucket"}',
        '{"COUNT(*)":5,"resourceType":"AWS::SNS::Topic"}',
        '{broken',
      ],
    });
    expect(typesOf(found)).toEqual({ 'AWS::S3::Bucket': 2, 'AWS::SNS::Topic': 5 });
    expect(found.notes).toHaveLength(1);
    expect(typesOf(read('c.json', [{ resourceType: 'AWS::S3::Bucket' }]))).toEqual({ 'AWS::S3::Bucket': 1 });
    expect(typesOf(read('c.csv', 'resourceId,resourceType\nx,AWS::S3::Bucket\n'))).toEqual({
      'AWS::S3::Bucket': 1,
    });
  });
});

describe('Cost Explorer', () => {
  it('counts service columns, without the total and without columns never used', () => {
    const found = readSource('costs.csv', readFileSync(fixture('costs.csv').path));
    expect(found.format).toBe('cost-explorer');
    expect(Object.keys(typesOf(found))).toEqual([
      'EC2-Instances',
      'Relational Database Service',
      'CloudTrail',
      'Acme Backup Suite',
      'Tax',
    ]);
    expect([...(found.notInUse ?? [])]).toEqual(['CloudTrail']);
    expect(found.notes.join()).toMatch(/without any cost.*CloudTrail/);
  });

  it('reads other console languages', () => {
    const found = read(
      'c.csv',
      '\ufeff"Servicio","S3 (USD)","Costo total (USD)"\n"Total del servicio","2","2"\n"2026-01-01","2","2"\n',
    );
    expect(typesOf(found)).toEqual({ S3: 1 });
  });

  it('reads services as rows, with periods or dates in columns', () => {
    const found = read(
      'c.csv',
      'Service,2026-01,2026-02,Total\nS3,1,2,3\nLambda($),0,0,0\nTotal costs,1,2,3\n',
    );
    expect(typesOf(found)).toEqual({ S3: 1, Lambda: 1 });
    expect([...(found.notInUse ?? [])]).toEqual(['Lambda']);
    expect(typesOf(read('c.csv', 'Service,Date,Cost\nS3,2026-01-01,1\nS3,2026-02-01,2\n'))).toEqual({
      S3: 1,
    });
  });

  it('grouped by something else is refused with what to choose', () => {
    expect(() =>
      read(
        'c.csv',
        '"Region","eu-west-1($)","Total costs($)"\n"Region total","1","1"\n"2026-01-01","1","1"\n',
      ),
    ).toThrow(/grouped by "Region"\. Group by Service/);
    expect(() => read('c.json', { GroupDefinitions: [], ResultsByTime: [] })).toThrow(
      /not grouped by service/,
    );
  });

  it('of the command line counts a group once over all periods', () => {
    const group = (...Keys: string[]) => ({
      Keys,
      Metrics: { UnblendedCost: { Amount: '1.5', Unit: 'USD' } },
    });
    const free = {
      Keys: ['AWS CloudTrail', ''],
      Metrics: { UnblendedCost: { Amount: '0' }, UsageQuantity: { Amount: '9' } },
    };
    const found = read('c.json', {
      GroupDefinitions: [
        { Type: 'DIMENSION', Key: 'SERVICE' },
        { Type: 'TAG', Key: 'Team' },
      ],
      ResultsByTime: [
        { Groups: [group('AWS Lambda', 'a'), group('AWS Lambda', 'b'), free] },
        { Groups: [group('AWS Lambda', 'a')] },
      ],
    });
    expect(typesOf(found)).toEqual({ 'AWS Lambda': 2, 'AWS CloudTrail': 1 });
    expect([...(found.notInUse ?? [])]).toEqual(['AWS CloudTrail']);
  });

  const values = (...names: string[]) => ({
    DimensionValues: names.map((Value) => ({ Value, Attributes: {} })),
  });
  it('of the command line lists its services without what they cost, which is told', () => {
    const found = read('c.json', values('AWS Lambda', 'Amazon Simple Storage Service', 'Tax'));
    expect(typesOf(found)).toEqual({ 'AWS Lambda': 1, 'Amazon Simple Storage Service': 1, Tax: 1 });
    expect(found.notInUse).toEqual(new Set());
    expect(found.notes).toEqual([expect.stringMatching(/^It lists the services without what they cost/)]);
  });
  it.each([
    ['eu-west-1', 'us-east-1'],
    ['t3.micro'],
    ['Amazon Web Services EMEA SARL'],
    ['AWS', 'AWS Marketplace'],
    [],
  ])('values of another dimension are refused with how to ask for services: %s', (...names) =>
    expect(() => read('c.json', values(...names))).toThrow(/Ask again with --dimension SERVICE/),
  );
});

it('refuses what it does not know, with what it does', () => {
  expect(() => read('x.json', { hello: 1 })).toThrow(/x\.json is none of the files.*hello.*CloudFormation/);
  expect(() => read('x.csv', 'a,b\n1,2\n')).toThrow(/columns that are not known here \(a, b\)/);
  expect(() => read('x.yaml', 'just words')).toThrow(/none of the files/);
  expect(() => read('x.json', ' \n')).toThrow(/x\.json is empty/);
  expect(() => read('x.json', '{"a":1}\0')).toThrow(/not a text file/);
  expect(() => readSource('x.json', new Uint8Array([0x7b, 0xff, 0x22]))).toThrow(/UTF-8 or UTF-16/);
});
