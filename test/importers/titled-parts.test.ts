import { describe, expect, it } from 'vitest';
import { type Found, partsOfFile } from '../../main/importers/discover/found.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { tablesIn } from '../../main/importers/text/markdown-tables.ts';

// Texts with several tables or lists, each of which is read by itself and by what stands above it.

const inUse = ({ types, notInUse }: Found): readonly string[] =>
  [...types.keys()].filter((type) => !notInUse?.has(type));
/** What is proposed, by the part of the file that it stands in, and what is told. */
function read(text: string, name = 'a.md') {
  const parts = partsOfFile(name, readSource(name, Buffer.from(text)));
  const found = parts.flatMap((part) => ('found' in part ? [[part.file, part.found] as const] : []));
  return {
    parts: Object.fromEntries(found.map(([file, each]) => [file, inUse(each)])),
    all: found.flatMap(([, each]) => inUse(each)),
    notes: found.flatMap(([, { notes }]) => notes).join('\n'),
  };
}
const table = (...rows: readonly string[]) => {
  const [headings = '', ...others] = rows.map((row) => `| ${row.replaceAll(',', ' |')} |`);
  return `\n${[headings, headings.replace(/[^|]+/g, '---'), ...others].join('\n')}\n\n`;
};
const S3 = table('Service,Owner', 'Amazon S3,Kim');

describe('each table of a text is read by its own headings, with the title above it', () => {
  it.each<[string, string, Record<string, readonly string[]>, RegExp]>([
    [
      'titles that are not known are told, and where they are of each service',
      `# Platform\n## Services\n${S3}## Options for later\n${table('Service,Reason', 'Amazon Kendra,cost')}`,
      { 'a.md, Services': ['Amazon S3'], 'a.md, Options for later': ['Amazon Kendra'] },
      /Proposed below “Options for later” \(1: Amazon Kendra\)/,
    ],
    [
      'titles of services that are not in use',
      `${S3}## Rejected alternatives\n${table('Service,Reason', 'Amazon Kendra,cost')}## Abgeschaltet\n${table('Dienst,Team', 'Amazon QLDB,Shop')}`,
      { 'a.md': ['Amazon S3'] },
      /below "Rejected alternatives".*\n.*below "Abgeschaltet"/,
    ],
    [
      'sections within one of services that are not in use',
      `## In use\n${S3}## Retired\n### Databases\n${table('Service,Owner', 'Amazon QLDB,Kim')}`,
      { 'a.md': ['Amazon S3'] },
      /below "Retired"/,
    ],
    [
      'another order of columns',
      `## A\n${S3}## Databases\n${table('Application,Environment,AWS service', 'Shop,prod,Amazon RDS')}`,
      { 'a.md, A': ['Amazon S3'], 'a.md, Databases': ['Amazon RDS'] },
      /Not read: Application, Environment/,
    ],
    [
      'tables of another kind',
      `${S3}## Contacts\n${table('Name,Role', 'Kim,Lead')}## Glossary\n${table('Term,Meaning', 'KMS,Keys', 'WAF,Firewall')}`,
      { 'a.md': ['Amazon S3'] },
      /Other tables in it, not read: Contacts \(1 row\), Glossary \(2 rows\)\./,
    ],
    [
      'tables of another kind that is known',
      `# Services in use\n${S3}## Approved\n${table('Service,Approved', 'Amazon Kendra,Yes', 'Amazon Lex,Yes')}## Successors\n${table('Service,Successor', 'Amazon QLDB,Amazon Aurora')}`,
      { 'a.md': ['Amazon S3'] },
      /may be used.*\n.*takes the place of which/,
    ],
    [
      'the first is of another kind',
      `## Glossary\n${table('Term,Meaning', 'KMS,Keys')}## Services\n${S3}`,
      { 'a.md': ['Amazon S3'] },
      /not read: Glossary \(1 row\)/,
    ],
    [
      'a line that leads to it',
      `## Services\n${S3}These are retired:\n${table('Service,Owner', 'Amazon QLDB,Kim')}`,
      { 'a.md': ['Amazon S3'] },
      /below "These are retired"/,
    ],
    [
      'titles that are there twice, or not at all',
      `${S3}${table('Service,Owner', 'Amazon SQS,Kim')}## A\n${S3}## A\n${table('Service,Owner', 'Amazon SNS,Kim')}`,
      {
        'a.md, table in line 2': ['Amazon S3'],
        'a.md, table in line 7': ['Amazon SQS'],
        'a.md, A': ['Amazon S3'],
        'a.md, A, table in line 19': ['Amazon SNS'],
      },
      /Not read: Owner/,
    ],
    [
      'ARNs beside services',
      `${S3}## Queues\n${table('ARN,Team', 'arn:aws:sqs:eu-west-1:111122223333:jobs,Shop')}`,
      { 'a.md, table in line 2': ['Amazon S3'], 'a.md, Queues': ['sqs'] },
      /./,
    ],
  ])('%s', (_, text, parts, note) => {
    expect(read(text).parts).toEqual(parts);
    expect(read(text).notes).toMatch(note);
    // Of the same with the line ends of Windows, the same.
    expect(read(text.replaceAll('\n', '\r\n')).parts).toEqual(parts);
  });

  it.each<[string, string, readonly string[]]>([
    ['far below the beginning', `# A\n${'Words.\n\n'.repeat(40)}${S3}`, ['Amazon S3']],
    [
      'below empty headings',
      '| | |\n|---|---|\n| Service | Region |\n| Amazon S3 | eu-west-1 |\n',
      ['Amazon S3'],
    ],
    ['a title underlined', `Services in use\n=====\n${S3}`, ['Amazon S3']],
    ['rows between bars below a gap', `${S3.trim()}\n\n| Amazon SQS | Lee |\n`, ['Amazon S3', 'Amazon SQS']],
    ['in a quotation', '> | Service | Owner |\n> |---|---|\n> | Amazon S3 | Kim |\n', ['Amazon S3']],
    [
      'where something runs',
      `## Non-production\n${table('Service,Account', 'Amazon S3,111122223333')}`,
      ['Amazon S3'],
    ],
    ['what is known to be used', `## Existing and planned services\n${S3}`, ['Amazon S3']],
  ])('and a single one as ever: %s', (_, text, services) => {
    expect(read(text).parts).toEqual({ 'a.md': services });
  });

  it('what makes a table, and what stands above it', () => {
    const text =
      '# A #\nB\n---\n\n**C**\n| x |\n|---|\n| 1 |\n## D\ntext\n| y | z |\n| --- | :-: |\n| 2 | 3 |\nend';
    expect(tablesIn(text)).toEqual([
      { titles: ['C', 'B', 'A'], text: '| x |\n|---|\n| 1 |', line: 6 },
      { titles: ['D', 'A'], text: '| y | z |\n| --- | :-: |\n| 2 | 3 |', line: 11 },
    ]);
    expect(tablesIn('a | b\nc | d\n---\n')).toEqual([]);
  });
});

describe('titles among names say what the names below them are', () => {
  it.each<[string, string, readonly string[], RegExp | null]>([
    [
      'a.txt',
      'Services in use:\nAmazon S3\nAmazon EC2\n\nServices not in use:\nAmazon QLDB\nAmazon Kendra',
      ['Amazon S3', 'Amazon EC2'],
      /Not proposed.*: Amazon QLDB, Amazon Kendra \(below “Services not in use”\)/,
    ],
    ['a.txt', 'Services in use\nAmazon S3\n\nRetired\nAmazon QLDB\n', ['Amazon S3'], /below “Retired”/],
    ['a.txt', 'In Betrieb:\nAmazon S3\nStillgelegt:\nAmazon QLDB\n', ['Amazon S3'], /below “Stillgelegt”/],
    [
      'a.txt',
      'Databases:\nAmazon RDS\nQueues:\nAmazon SQS\n',
      ['Amazon RDS', 'Amazon SQS'],
      /below “Databases” \(1: Amazon RDS\)/,
    ],
    ['a.txt', '# Ours\nAmazon S3\n\n# Retired\nAmazon QLDB\n', ['Amazon S3'], /below “Retired”/],
    [
      'a.md',
      '- **In use**\n  - Amazon S3\n  - Amazon EC2\n- **Retired**\n  - Amazon QLDB\n',
      ['Amazon S3', 'Amazon EC2'],
      /below “Retired”/,
    ],
    ['a.md', '## In use\n\n- Amazon S3\n\n## Retired\n\n- Amazon QLDB\n', ['Amazon S3'], /below “Retired”/],
    [
      'a.md',
      '- Retired\n  - Amazon QLDB\n- Amazon S3\n- Amazon EC2\n',
      ['Amazon S3', 'Amazon EC2'],
      /below “Retired”/,
    ],
    [
      'a.md',
      '# Retired\n## Databases\n- Amazon QLDB\n# Current\n## Storage\n- Amazon S3\n',
      ['Amazon S3'],
      /Amazon QLDB \(below “Retired”\)/,
    ],
    [
      'a.md',
      '# What we will learn\n\n1. Amazon S3\n2. Amazon EC2\n',
      ['Amazon S3', 'Amazon EC2'],
      /Proposed below “What we will learn” \(2: Amazon S3, Amazon EC2\)/,
    ],
    [
      'a.txt',
      'Services in scope of the ISO 27001 certificate\nAmazon S3\nAmazon EC2',
      ['Amazon S3', 'Amazon EC2'],
      /Proposed below “Services in scope of/,
    ],
    [
      'a.md',
      '# Services in use\n\n<!--\n- Amazon Kendra\n-->\n- Amazon S3\n- Amazon EC2\n',
      ['Amazon S3', 'Amazon EC2'],
      null,
    ],
    ['a.txt', 'Amazon S3\n# Amazon Kendra\nAmazon EC2\n', ['Amazon S3', 'Amazon EC2'], null],
    ['a.txt', 'Service\nAmazon S3\nAmazon EC2\n', ['Amazon S3', 'Amazon EC2'], null],
    [
      'a.txt',
      'Services we use:\nAmazon S3\n\nAWS Directory Service\n\nAmazon EC2\n',
      ['Amazon S3', 'AWS Directory Service', 'Amazon EC2'],
      null,
    ],
    ['a.md', '- **Amazon S3**\n- **Amazon EC2**\n', ['Amazon S3', 'Amazon EC2'], null],
    ['a.md', '- Amazon S3\n  - Amazon EC2\n', ['Amazon S3', 'Amazon EC2'], null],
  ])('%s %j', (name, text, services, note) => {
    const { all, notes } = read(text, name);
    expect(all).toEqual(services);
    if (note === null) expect(notes).not.toMatch(/roposed/);
    else expect(notes).toMatch(note);
  });

  it.each<[string, string]>([
    ['a.txt', 'Approved services'],
    ['a.txt', 'Nicht eingesetzte Dienste'],
    ['a.txt', 'Verbotene Dienste'],
    ['a.txt', 'Gesperrte AWS-Dienste'],
    ['a.txt', 'Services interdits'],
    ['a.txt', 'Servicios prohibidos'],
    ['a.txt', 'Servizi vietati'],
    ['a.txt', 'Banned services'],
    ['a.txt', 'Future services'],
    ['a.txt', 'Removed services'],
    ['a.md', 'Out-of-scope services'],
    ['a.md', 'Restricted services'],
  ])('a colon at its end changes nothing: %s %s', (name, title) => {
    const above =
      name === 'a.md' ? [`# ${title}`, `# ${title}:`, `${title}:`] : [title, `${title}:`, `${title} :`];
    const sign = name === 'a.md' ? '- ' : '';
    for (const line of above)
      expect(() => read(`${line}\n${sign}Amazon S3\n${sign}Amazon EC2\n`, name)).toThrow(
        `below "${line.replace(/^# /, '').replace(/ ?:$/, '')}`,
      );
  });
});

describe('a README has lists, tables and tasks', () => {
  const LIST = '## AWS services used\n\n- Amazon S3\n- Amazon SQS\n\n';
  const TOOLS = table('Tool,Install', 'AWS CLI v2,brew', 'jq,brew');
  it.each<[string, string, Record<string, readonly string[]>, RegExp]>([
    [
      'a list beside a table of something else',
      `${LIST}## Prerequisites\n${TOOLS}`,
      { 'a.md': ['Amazon S3', 'Amazon SQS'] },
      /Tables in it, not read: Prerequisites \(2 rows\)/,
    ],
    [
      'a list below it',
      `## Tools\n${TOOLS}${LIST}`,
      { 'a.md': ['Amazon S3', 'Amazon SQS'] },
      /not read: Tools \(2 rows\)/,
    ],
    [
      'the kinds of a list, below sub-titles of it',
      `# Shop\n\n${LIST}### Storage\n\n- Amazon EFS\n- Amazon FSx\n\n### Planned\n\n- Amazon Lex\n\n## Prerequisites\n${TOOLS}`,
      { 'a.md': ['Amazon S3', 'Amazon SQS', 'Amazon EFS', 'Amazon FSx'] },
      /below “Storage” \(2: Amazon EFS, Amazon FSx\).*\n.*Amazon Lex \(below “Planned”\)/,
    ],
    [
      'sub-titles alone',
      `## AWS services used\n\n### Compute\n\n- AWS Lambda\n\n### Storage:\n\n- Amazon S3\n\n## Tools\n${TOOLS}`,
      { 'a.md': ['AWS Lambda', 'Amazon S3'] },
      /below “Compute” \(1: AWS Lambda\)/,
    ],
    [
      'what a sub-title takes out of it is named and not read',
      `${LIST}### Not any more\n\n- Amazon QLDB\n\nEvaluated and rejected:\n\n- Amazon Kendra\n\n## Tools\n${TOOLS}`,
      { 'a.md': ['Amazon S3', 'Amazon SQS'] },
      /Not read, around the list: Amazon QLDB, Amazon Kendra/,
    ],
    [
      'what the whole text is called is no title of a list, and other lists are told',
      `# AWS services demo\n\n${LIST}## Alternatives\n\n- Amazon Lex\n\n## Tools\n${TOOLS}`,
      { 'a.md': ['Amazon S3', 'Amazon SQS'] },
      /Not read, around the list: Amazon Lex/,
    ],
    [
      'a list beside a table of services',
      `${LIST}## Costs\n${table('Service,Owner', 'Amazon EC2,Ann')}`,
      { 'a.md': ['Amazon EC2'], 'a.md, AWS services used': ['Amazon S3', 'Amazon SQS'] },
      /Proposed below “AWS services used” \(2: Amazon S3, Amazon SQS\)/,
    ],
    [
      'a list of what is not in use',
      `## Retired AWS services\n\n- Amazon QLDB\n- Amazon Lex\n\n## Owners\n${S3}`,
      { 'a.md': ['Amazon S3'] },
      /below "Retired AWS services"/,
    ],
    [
      'a table of services that may be used',
      `${LIST}## Approved\n${table('Service,Approved', 'Amazon Lex,Yes', 'Amazon Kendra,No')}`,
      { 'a.md': ['Amazon S3', 'Amazon SQS'] },
      /may be used/,
    ],
    [
      'services of another kind',
      `## Services\n\n- auth\n- billing\n\n${S3}`,
      { 'a.md': ['Amazon S3'] },
      /^Not read: Owner/,
    ],
    [
      'an open task',
      `${LIST}## Roadmap\n\n- [ ] move search to Amazon OpenSearch\n- [x] move queue to Amazon MQ\n`,
      { 'a.md': ['Amazon S3', 'Amazon SQS'] },
      /Not read, around the list: move search to Amazon OpenSearch, move queue to Amazon MQ/,
    ],
    [
      'names in bold before what they are for',
      '## AWS services\n\n* **Amazon ECS** (Fargate) for the shop\n* **Amazon S3** for invoices\n* **CloudFront**\n',
      { 'a.md': ['Amazon ECS (Fargate)', 'Amazon S3', 'CloudFront'] },
      /Not read: what stands behind the names/,
    ],
    [
      'names in bold before a colon',
      '## AWS services\n\n* **Amazon S3**: invoices\n* **Amazon SQS** - retired\n',
      { 'a.md': ['Amazon S3'] },
      /Amazon SQS \(“retired”\)/,
    ],
  ])('%s', (_, text, parts, note) => {
    expect(read(text).parts).toEqual(parts);
    expect(read(text).notes).toMatch(note);
  });
  it('a list with an open task is one of tasks', () =>
    expect(() => read('- [ ] Amazon S3\n- [x] Amazon EC2\n')).toThrow(/without a table or a list/));
});

describe('lists as people write them in mails, wikis and trees', () => {
  it.each<[string, string, readonly string[], RegExp]>([
    [
      'a.txt',
      'Hi,\n\nwe use these AWS services:\n\n- Amazon S3\n- Amazon EC2\n\nRegards\nKim\n',
      ['Amazon S3', 'Amazon EC2'],
      /Not read, around the list: Hi,, Regards, Kim/,
    ],
    [
      'a.md',
      '# Shop\n\nOur shop.\n\n## AWS services in use\n\n- Amazon S3\n- Amazon EC2\n\n## Contacts\n\n- Kim\n',
      ['Amazon S3', 'Amazon EC2'],
      /Not read, around the list: Our shop\., Kim/,
    ],
    ['a.txt', 'Amazon S3, Amazon EC2, AWS Lambda\n', ['Amazon S3', 'Amazon EC2', 'AWS Lambda'], /^$/],
    ['a.txt', 'Services we use: S3, EC2 and Lambda.\n', ['S3', 'EC2 and Lambda'], /^$/],
    [
      'a.txt',
      'acme (111122223333)\n├── Amazon S3\n│   └── AWS Backup\n└── AWS Lambda\n',
      ['Amazon S3', 'AWS Backup', 'AWS Lambda'],
      /Proposed below “acme \(111122223333\)”/,
    ],
    [
      'a.txt',
      'h1. Platform\n||Service||Owner||\n|Amazon S3|Kim|\n|Amazon EC2|Lee|\n',
      ['Amazon S3', 'Amazon EC2'],
      /Proposed below “Platform”/,
    ],
  ])('%s %j', (name, text, services, note) => {
    expect(read(text, name).all).toEqual(services);
    expect(read(text, name).notes).toMatch(note);
  });
  it.each<[string, string]>([
    ['a.txt', 'Hi,\n\nwe do not use these AWS services any more:\n\n- Amazon S3\n- Amazon EC2\n\nKim\n'],
    ['a.txt', 'Services not in use: Amazon S3, Amazon EC2\n'],
    ['a.txt', 'h1. Retired\n||Service||Owner||\n|Amazon S3|Kim|\n'],
    ['a.md', '# Notes\n\nWe met.\n\n- Kim will look at S3\n- Ann at EC2\n'],
  ])('but not: %s %j', (name, text) => expect(() => read(text, name)).toThrow());
});

it('a text of far too many lists or tables is refused and holds nobody up', () => {
  const lists = Array.from({ length: 20_000 }, (_, at) => `# t${at}\n- Amazon S3\n`).join('');
  expect(() => read(lists)).toThrow('more than 500 lists');
  expect(() => read(S3.repeat(501))).toThrow('more than 500 tables');
});

describe('what stands behind a name is read as a cell beside it', () => {
  it.each<[string, string, readonly string[], RegExp]>([
    [
      'a.md',
      '- Amazon S3: invoices\n- Amazon QLDB: retired in 2025\n- Amazon Kendra - planned\n',
      ['Amazon S3'],
      /2 services not in use/,
    ],
    ['a.md', '- Amazon S3 (invoices)\n- Amazon QLDB (retired)\n', ['Amazon S3'], /1 service not in use/],
    [
      'a.txt',
      'EC2 instances: 12\nS3 buckets: 40\nRDS databases: 0\n',
      ['EC2 instances', 'S3 buckets'],
      /1 service not in use.*RDS databases/,
    ],
    ['a.txt', 'Amazon S3 - approved\nAmazon EC2 - approved\nAmazon Kendra - denied\n', [], /may be used/],
    [
      'a.md',
      '- Amazon S3: invoices\n- Amazon EC2: web\n',
      ['Amazon S3', 'Amazon EC2'],
      /Not read: what stands behind the names/,
    ],
    [
      'a.md',
      '- Amazon Simple Storage Service (S3)\n- RDS (PostgreSQL)\n',
      ['Amazon Simple Storage Service (S3)', 'RDS (PostgreSQL)'],
      /^$/,
    ],
  ])('%s %j', (name, text, services, note) => {
    if (services.length === 0) expect(() => read(text, name)).toThrow(note);
    else {
      expect(read(text, name).all).toEqual(services);
      expect(read(text, name).notes).toMatch(note);
    }
  });
});
