/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes its placeholders like this. */
import { describe, expect, it } from 'vitest';
import { read, typesOf } from './support.ts';

describe('templates', () => {
  it('count plain entries by type, with short intrinsics, anchors and merges in them', () => {
    const found = read(
      'a.yaml',
      'Resources:\n  A: { Type: AWS::S3::Bucket, Properties: &p { Name: !Sub "${x}" } }\n  B:\n    Type: "AWS::S3::Bucket"\n    Properties: { <<: *p }\n  C: { Type: AWS::SNS::Topic, Condition: !Not [!Equals [a, b]] }\n',
    );
    expect(found.format).toBe('cloudformation');
    expect(typesOf(found)).toEqual({ 'AWS::S3::Bucket': 2, 'AWS::SNS::Topic': 1 });
    expect(found.notes).toEqual([]);
  });

  it('never take a tagged type for a plain one', () => {
    const found = read(
      'a.yaml',
      'Resources:\n  A: { Type: !Acme::Module ./x.yaml }\n  B: { Type: !Ref T }\n',
    );
    expect(found.types.size).toBe(0);
    expect(found.notes.join()).toMatch(/2 entries without a plain Type.*A, B/);
  });

  it('name loops and what they make, without counting them', () => {
    const found = read('a.json', {
      Resources: {
        'Fn::ForEach::Outer': [
          'X',
          ['a'],
          {
            'Fn::ForEach::Inner': ['Y', ['b'], { '${X}${Y}': { Type: 'AWS::SQS::Queue' } }],
            'B${X}': { Type: 'AWS::S3::Bucket' },
          },
        ],
        'Fn::ForEach::Odd': 'not a loop',
        Topic: { Type: 'AWS::SNS::Topic' },
      },
    });
    expect(typesOf(found)).toEqual({ 'AWS::SNS::Topic': 1 });
    expect(found.notes[0]).toMatch(/loop Outer .* makes AWS::S3::Bucket, AWS::SQS::Queue/);
    expect(found.notes[1]).toMatch(/loop Odd/);
  });

  it.each([
    ['no type', { A: { Properties: {} }, B: null, C: 'text', D: [], E: { Type: 3 }, F: { Type: ' ' } }],
  ])('survive entries with %s', (_what, resources) => {
    const found = read('a.json', { AWSTemplateFormatVersion: '2010-09-09', Resources: resources });
    expect(found.types.size).toBe(0);
    expect(found.notes[0]).toMatch(/^6 entries/);
  });

  it('without resources are refused', () => {
    expect(() => read('a.yaml', 'AWSTemplateFormatVersion: "2010-09-09"\nOutputs: {}\n')).toThrow(
      /a\.yaml has no Resources section/,
    );
  });

  it.each([
    ['https://b.s3.amazonaws.com/x/net.yaml?versionId=3', 'net.yaml'],
    ['./parts/net.template', 'parts/net.template'],
    ['..\\net.yaml', '../net.yaml'],
    ['/srv/net.yaml', 'net.yaml'],
    [{ 'Fn::Sub': 'https://${B}/net.json' }, 'net.json'],
    [{ 'Fn::Sub': ['https://${B}/net.json', { B: 'b' }] }, 'net.json'],
    [{ 'Fn::Join': ['/', [{ Ref: 'B' }, 'net.yaml']] }, 'net.yaml'],
    [{ Ref: 'Address' }, null],
    [{ 'Fn::Sub': '${Address}' }, null],
    ['https://b/${Name}.yaml', null],
  ])('point from %j to %s', (TemplateURL, file) => {
    const found = read('a.json', {
      Resources: { N: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL } } },
    });
    expect(found.links).toEqual([{ from: 'N', file }]);
  });

  it('of SAM say when functions make an API of their own', () => {
    const take = {
      Type: 'AWS::Serverless::Function',
      Properties: { Events: { Post: { Type: 'HttpApi' } } },
    };
    expect(read('a.json', { Resources: { Take: take } }).notes.join()).toMatch(/API Gateway/);
    const api = { Type: 'AWS::Serverless::HttpApi' };
    expect(read('a.json', { Resources: { Take: take, Api: api } }).notes).toEqual([]);
  });

  it('are found inside the answers of the command line', () => {
    const template = { Resources: { A: { Type: 'AWS::S3::Bucket' } } };
    expect(typesOf(read('a.json', { TemplateBody: template, StagesAvailable: ['Original'] }))).toEqual({
      'AWS::S3::Bucket': 1,
    });
    expect(typesOf(read('a.json', { TemplateBody: 'Resources:\n  A: {Type: AWS::S3::Bucket}\n' }))).toEqual({
      'AWS::S3::Bucket': 1,
    });
    const listed = read('a.json', {
      StackResourceSummaries: [
        { ResourceType: 'AWS::S3::Bucket', ResourceStatus: 'CREATE_COMPLETE' },
        { ResourceType: 'AWS::S3::Bucket', ResourceStatus: 'DELETE_COMPLETE' },
        {},
      ],
      NextToken: 'more',
    });
    expect(typesOf(listed)).toEqual({ 'AWS::S3::Bucket': 1 });
    expect(listed.notes).toEqual([
      '1 row without a ResourceType not counted.',
      '1 resource deleted or never made not counted: AWS::S3::Bucket.',
      'The list has further pages that are not in this file.',
    ]);
  });

  it('of the CDK point to what it wrote for nested stacks and assemblies', () => {
    const nested = {
      Type: 'AWS::CloudFormation::Stack',
      Properties: { TemplateURL: { 'Fn::Sub': 'https://${Bucket}/x' } },
      Metadata: { 'aws:asset:path': 'ShopNested.nested.template.json' },
    };
    expect(read('a.json', { Resources: { N: nested } }).links).toEqual([
      { from: 'N', file: 'ShopNested.nested.template.json' },
    ]);
    const artifacts = {
      Shop: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://unknown-account/unknown-region',
        properties: { templateFile: 'Shop.template.json' },
      },
      Prod: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
    };
    const { links, notes } = read('manifest.json', { version: '36.0.0', artifacts });
    expect(links?.map(({ file }) => file)).toEqual(['Shop.template.json', 'assembly-Prod/manifest.json']);
    expect(notes).toEqual(['It names 1 stack of the CDK; what they hold is in their templates.']);
  });

  it('with an error in them are refused with the line', () => {
    expect(() => read('bad.yaml', 'Resources:\n  A: {Type: AWS::S3::Bucket\n  B: x\n')).toThrow(
      /bad\.yaml is not a template.*\(line \d+, column \d+\)/,
    );
    expect(() => read('two.yaml', 'Resources: {}\n---\nResources: {}\n')).toThrow(/two\.yaml/);
  });
});
