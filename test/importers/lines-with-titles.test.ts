import { expect, it } from 'vitest';
import { NOTHING_GIVEN } from '../../main/importers/discover/given.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';

// Texts whose lines have a title each and the services behind it, and outlines with numbers.

const SERVICES: ReadonlySet<string> = new Set('EC2 S3 RDS SQS EKS ECS Lambda'.split(' '));
const given = { ...NOTHING_GIVEN, namesService: (name: string) => SERVICES.has(name) };
function read(text: string, name = 'list.txt') {
  const { format, types, notInUse, notes } = readSource(name, Buffer.from(text), given);
  return {
    format,
    used: [...types.keys()].filter((type) => !notInUse?.has(type)).join(' '),
    notes: notes.join('\n'),
  };
}

it.each<[string, string, RegExp]>([
  ['Services: EC2, S3\nNot used: EKS, ECS\n', 'EC2 S3', /Not proposed, .*: EKS, ECS \(below “Not used”\)/],
  ['Service\nServices: EC2, S3\nNot used: EKS\n', 'EC2 S3', /EKS \(below “Not used”\)/],
  ['Services\n\nIn use: EC2, and S3.\n', 'EC2 S3', /^$/],
  ['AWS services in use: EC2, S3\nNot in use: EKS, ECS\n', 'EC2 S3', /EKS, ECS \(below “Not in use”\)/],
  [
    '- Compute: EC2, Lambda\n- Storage: S3\n- Retired: EKS\n',
    'EC2 Lambda S3',
    /Proposed below “Compute” \(2: EC2, Lambda\)(?:.|\n)*EKS \(below “Retired”\)/,
  ],
  ['Region: eu-west-1\nServices: EC2, S3\n', 'EC2 S3', /Not read, around the list: Region: eu-west-1/],
  // An outline is as deep as its numbers, also without a full stop and without anything in front.
  ['1.1 Compute\n1.1.1 EC2\n1.2.1 S3\n2 Retired\n2.1 EKS\n', 'Compute EC2 S3', /EKS \(below “Retired”\)/],
  ['1. Production\n1.1 EC2\n1.2 S3\n2. Retired\n2.1 EKS\n', 'Production EC2 S3', /EKS \(below “Retired”\)/],
  [
    'Service\n1. Databases\n   1.1 RDS\n2. Retired\n   2.1 EKS\n   2.2 ECS\n3. Queues\n   3.1 SQS\n',
    'Databases RDS Queues SQS',
    /EKS, ECS \(below “Retired”\)/,
  ],
  // As before: names with what they are for, and names alone.
  ['EC2: web, batch\nS3: uploads, backups\n', 'EC2 S3', /what stands behind the names/],
  ['Services: EC2, S3, RDS', 'EC2 S3 RDS', /^$/],
])('%j', (text, used, note) => {
  const found = read(text);
  expect(found.format).toBe('service-list');
  expect(found.used).toBe(used);
  expect(found.notes).toMatch(note);
});

it.each(['To: Kim, Lee\nSubject: EC2\n', 'Owner: Kim, Lee\nTeam: Shop\n', 'Version: 1.2, 1.3\nHost: a\n'])(
  'lines of other things are no list of services: %j',
  (text) => {
    let used = '';
    try {
      used = read(text, 'README').used;
    } catch {
      // Refused as what it was before.
    }
    expect(used).not.toContain('Kim');
    expect(used).not.toContain('1.2');
  },
);

it('a table of Markdown that is not known is refused by its headings, and not by its first row', () => {
  const table =
    '| Component | Current | Target |\n|---|---|---|\n| Database | RDS | Aurora |\n| Cache | - | DAX |\n';
  expect(() => read(table, 'plan.md')).toThrow(/not known here \(Component, Current, Target\)/);
  const used = '| Category | AWS Services Used | Notes |\n|---|---|---|\n| Compute | EC2, S3 | a |\n';
  expect(() => read(used, 'a.md')).toThrow(/--columns "AWS Services Used=service"/);
});

it('a heading with a number says of the lines below it what any does', () => {
  const { used, notes } = read(
    '2.1 Services in use\nEC2\nS3\n2.2 Services not in use\nEKS\nECS\n2.3 In use\nRDS\n',
  );
  expect(used).toBe('EC2 S3 RDS');
  expect(notes).toMatch(/EKS, ECS \(below “Services not in use”\)/);
});

it.each<[string, string, RegExp]>([
  [
    '2.1 Services in use\nEC2\n2.2 Services not in use\nEKS\n2.3 Networking\nSQS\nLambda\n',
    'EC2 SQS Lambda',
    /Proposed below “Networking” \(2: SQS, Lambda\)(?:.|\n)*EKS \(below “Services not in use”\)/,
  ],
  ['3.1 Compute\nEC2\n\n3.2 Retired\nEKS\n\n4.1 Storage\nS3\n', 'EC2 S3', /EKS \(below “Retired”\)/],
  // A chapter within one that says what is below it says so, too.
  [
    '3.1 Production\nEC2\n3.2 Retired\n3.2.1 Compute\nEKS\nECS\n3.3 Staging\nS3\n',
    'EC2 S3',
    /EKS, ECS \(below/,
  ],
  // One with nothing below it is a name.
  [
    '2.1 Services in use\nEC2\nRDS\n2.2 Lambda\n2.3 S3\n2.4 Services not in use\nEKS\n',
    'EC2 RDS 2.2 Lambda 2.3 S3',
    /EKS \(below/,
  ],
  // A version comes after nothing.
  ['2.1 Services in use\nEC2\n2.2 Services not in use\n1.29 EKS\nECS\n', 'EC2', /1\.29 EKS, ECS/],
])('the next number ends what a heading says: %j', (text, used, note) => {
  const found = read(text);
  expect(found.used).toBe(used);
  expect(found.notes).toMatch(note);
});

it('numbers among other lines are no outline: no line before one is its title', () => {
  const lost = (text: string) => {
    try {
      return !read(text).used.includes('S3');
    } catch {
      // Refused, which says so.
      return false;
    }
  };
  expect(
    [
      'Service\nEC2\nS3\n8.0 MySQL on RDS\n',
      '2.1 Services in use\nEC2\nS3\n2.2 Services not in use\nEKS\n',
    ].filter(lost),
  ).toEqual([]);
});
