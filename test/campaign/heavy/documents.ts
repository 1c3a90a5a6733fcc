import { writeFileSync } from 'node:fs';
import type { ReaderName } from '../readers.ts';
import { filled, type HeavyFile } from './file.ts';

/** By what stands behind the dot of their names. */
const FORMS: Readonly<Record<string, string>> = { json: 'JSON', xml: 'XML', yaml: 'YAML' };
const document = (
  what: string,
  name: string,
  readers: readonly ReaderName[],
  text: () => string,
): HeavyFile => ({
  what: `${FORMS[name.slice(2)] ?? name}: ${what}`,
  name,
  readers: ['recognise', ...readers],
  write: (path) => writeFileSync(path, text()),
});
const json = (what: string, readers: readonly ReaderName[], text: () => string): HeavyFile =>
  document(what, 'a.json', readers, text);
const yaml = (what: string, text: () => string): HeavyFile => document(what, 'a.yaml', ['discover'], text);

const ANY: readonly ReaderName[] = ['discover', 'findings', 'texts'];
const YAML_BYTES = 2 * 1024 ** 2;
const PLAN = '{"format_version":"1.2","planned_values":{"root_module":{"resources":[';
const CATALOGUE =
  '{"catalog":{"uuid":"11111111-2222-4333-8444-555555555555","metadata":{"title":"a","oscal-version":"1.1.2"},"controls":[';
const XML = '<catalog xmlns="http://csrc.nist.gov/ns/oscal/1.0">';
const SSP =
  '{"system-security-plan":{"metadata":{"oscal-version":"1.1.2"},"control-implementation":{"implemented-requirements":[';
const ASFF = (at: number) =>
  `{"ProductArn":"a","GeneratorId":"b/S3.${at % 20}","Id":"${at}","Resources":[{"Id":"arn:aws:s3:::b${at}","Type":"AwsS3Bucket"}],"Compliance":{"Status":"FAILED"}},`;

/** Documents of one tree or of many records. */
export const DOCUMENTS: readonly HeavyFile[] = [
  json('brackets', ANY, () => filled('[')),
  json('two hundred deep, again and again', ANY, () =>
    filled(`${'['.repeat(190)}${']'.repeat(190)},`, { before: '{"Resources":[', after: '[]]}' }),
  ),
  json('a million tiny objects', ANY, () => filled('{},', { before: '[', after: '{}]' })),
  json('a million tiny objects in a template', ANY, () =>
    filled('{},', { before: '{"Resources":[', after: '{}]}' }),
  ),
  json('a million lists', ANY, () => filled('[],', { before: '{"Resources":[', after: '[]]}' })),
  json('a million members', ANY, () =>
    filled((at) => `"${at.toString(36)}":1,`, { before: '{"Resources":{', after: '"z":1}}' }),
  ),
  json('numbers', ANY, () => filled('1,', { before: '{"Resources":[', after: '1]}' })),
  json('one number', ANY, () => filled('7', { before: '{"Resources":[', after: ']}' })),
  json('one text', ANY, () => filled('a', { before: '{"Resources":["', after: '"]}' })),
  json('one text of escapes', ANY, () => filled('\\u0041', { before: '{"Resources":["', after: '"]}' })),
  json('tiny resources of a template', ['discover'], () =>
    filled((at) => `"r${at}":{"Type":"A::B::C${at % 4900}"},`, {
      before: '{"Resources":{',
      after: '"z":{"Type":"AWS::S3::Bucket"}}}',
    }),
  ),
  json('databases that all look into one mapping', ['discover'], () =>
    filled(
      (at) =>
        `"r${at}":{"Type":"AWS::RDS::DBInstance","Properties":{"Engine":{"Fn::FindInMap":["M",{"Ref":"x"},"e"]}}},`,
      {
        before: `{"Mappings":{"M":{${Array.from({ length: 60_000 }, (_, n) => `"k${n}":{"e":"a${n}"}`).join()}}},"Resources":{`,
        after: '"z":{"Type":"AWS::S3::Bucket"}}}',
      },
    ),
  ),
  json('100,000 tiny resources of a plan', ['discover'], () =>
    filled((at) => `{"type":"aws_instanc${at % 4900}"},`, { before: PLAN, after: '{}]}}}' }),
  ),
  json('100,000 modules of a plan', ['discover'], () =>
    filled('{"child_modules":[{}]},', {
      before: '{"format_version":"1.2","planned_values":{"root_module":{"child_modules":[',
      after: '{}]}}}',
    }),
  ),
  json('100,000 tiny resources of a state', ['discover'], () =>
    filled('{"type":"aws_vpc","instances":[{}]},', {
      before: '{"version":4,"serial":1,"resources":[',
      after: '{}]}',
    }),
  ),
  json('tagged resources', ['discover'], () =>
    filled((at) => `{"ResourceARN":"arn:aws:ec2:::vpc/${at}"},`, {
      before: '{"ResourceTagMappingList":[',
      after: '{}]}',
    }),
  ),
  json('items of Config', ['discover'], () =>
    filled((at) => `{"resourceType":"AWS::EC2::VPC","resourceId":"${at}"},`, {
      before: '{"configurationItems":[',
      after: '{}]}',
    }),
  ),
  json('groups of a bill', ['discover'], () =>
    filled((at) => `{"Keys":["Amazon Elastic Compude ${at % 4900}"]},`, {
      before: '{"GroupDefinitions":[{"Type":"DIMENSION","Key":"SERVICE"}],"ResultsByTime":[{"Groups":[',
      after: '{}]}]}',
    }),
  ),
  json('findings of Security Hub', ['findings'], () =>
    filled(ASFF, { before: '{"Findings":[', after: '{}]}' }),
  ),
  json('findings without anything', ['findings'], () =>
    filled('{},', { before: `{"Findings":[${ASFF(1)}`, after: '{}]}' }),
  ),
  json('findings one a line', ['findings'], () => filled('{}\n', { before: ASFF(1).slice(0, -1) })),
  json('one finding of four megabytes', ['findings'], () =>
    filled('[1],', { before: '{"Findings":[{"a":[', after: '1]}]}', bytes: 4 * 1024 ** 2 - 20 }),
  ),
  json('evaluations of Config', ['findings'], () =>
    filled(
      (at) =>
        `{"ComplianceType":"NON_COMPLIANT","EvaluationResultIdentifier":{"EvaluationResultQualifier":{"ConfigRuleName":"r${at}","ResourceType":"AWS::S3::Bucket","ResourceId":"${at}"}}},`,
      { before: '{"EvaluationResults":[', after: '{}]}' },
    ),
  ),
  json('controls of a catalogue', ['texts'], () =>
    filled((at) => `{"id":"ac-${at}","title":"a"},`, { before: CATALOGUE, after: '{"id":"z"}]}}' }),
  ),
  json('one control again and again', ['texts'], () =>
    filled('{"id":"ac-1","title":"a"},', { before: CATALOGUE, after: '{"id":"z"}]}}' }),
  ),
  json('parts of a control', ['texts'], () =>
    filled('{"name":"statement","prose":"a"},', {
      before: `${CATALOGUE}{"id":"a","parts":[`,
      after: '{}]}]}}',
    }),
  ),
  json('parameters of a catalogue', ['texts'], () =>
    filled((at) => `{"id":"p${at}"},`, {
      before: `${CATALOGUE}{"id":"a","parts":[{"name":"statement","prose":"{{ insert: param, p1 }}"}],"params":[`,
      after: '{}]}]}}',
    }),
  ),
  json('a text that inserts parameters', ['texts'], () =>
    filled('{{ insert: param, p1 }}', {
      before: `${CATALOGUE}{"id":"a","params":[{"id":"p1"}],"parts":[{"name":"statement","prose":"`,
      after: '"}]}]}}',
    }),
  ),
  document('controls of a catalogue', 'a.xml', ['texts'], () =>
    filled((at) => `<control id="ac-${at}"><title>a</title></control>`, { before: XML, after: '</catalog>' }),
  ),
  document('marks of prose', 'a.xml', ['texts'], () =>
    filled('<p><em>a</em></p>', {
      before: `${XML}<control id="ac-1"><part name="statement">`,
      after: '</part></control></catalog>',
    }),
  ),
  document('attributes', 'a.xml', ['texts'], () =>
    filled((at) => `a${at.toString(36)}="" `, { before: `${XML}<control `, after: '/></catalog>' }),
  ),
  document('controls of a catalogue', 'a.yaml', ['texts'], () =>
    filled((at) => `  - id: ac-${at}\n`, { before: 'catalog:\n  oscal-version: 1\n  controls:\n' }),
  ),
  json('requirements of a plan', ['matrix'], () =>
    filled((at) => `{"control-id":"ac-${at}"},`, { before: SSP, after: '{}]}}}' }),
  ),
  json('components of a plan', ['matrix'], () =>
    filled('{"description":"a","export":{"provided":[{"description":"b"}]}},', {
      before: `${SSP}{"control-id":"ac-1","by-components":[`,
      after: '{}]}]}}}',
    }),
  ),
  json('components of a bill of materials', ANY, () =>
    filled((at) => `{"type":"library","name":"a${at}"},`, {
      before: '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[',
      after: '{}]}',
    }),
  ),
  yaml('keys', () => filled((at) => ` k${at}: 1\n`, { before: 'Resources:\n', bytes: YAML_BYTES })),
  yaml('resources', () =>
    filled((at) => ` k${at}: {Type: A::B}\n`, { before: 'Resources:\n', bytes: 1024 ** 2 }),
  ),
  yaml('list items', () => filled(' - 1\n', { before: 'Resources:\n', bytes: YAML_BYTES })),
  yaml('flow items', () => filled('a,', { before: 'Resources: [', after: ']', bytes: YAML_BYTES })),
  yaml('maps within a line', () =>
    filled('{a: 1},', { before: 'Resources: [', after: ']', bytes: 1024 ** 2 }),
  ),
  yaml('documents', () => filled('---\n', { bytes: YAML_BYTES })),
  yaml('documents with something in them', () => filled('--- a\n', { bytes: YAML_BYTES })),
  yaml('anchors', () => filled((at) => ` - &a${at} 1\n`, { before: 'Resources:\n', bytes: YAML_BYTES })),
  yaml('aliases', () => filled('*a,', { before: 'x: &a [1]\nResources: [', after: ']', bytes: YAML_BYTES })),
  yaml('tags', () => filled(' - !Sub a\n', { before: 'Resources:\n', bytes: YAML_BYTES })),
  yaml('comments', () => filled('#\n', { before: 'Resources:\n', bytes: YAML_BYTES })),
  yaml('one text', () => filled('a ', { before: 'Resources: "', after: '"', bytes: YAML_BYTES })),
  yaml('a text over many lines', () => filled(' a\n', { before: 'Resources: |\n', bytes: YAML_BYTES })),
  yaml('more than a template', () => filled(' k: 1\n', { before: 'Resources:\n' })),
];
