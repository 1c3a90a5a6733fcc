import { describe, expect, it } from 'vitest';
import { missed, ownersOf, type Rows, readRows } from '../support/rows-of-a-matrix.ts';

const SERVICES = new Set(['EC2', 'RDS', 'S3', 'VPC', 'EBS', 'KMS', 'Lambda', 'IAM', 'CloudFront']);
const options = {
  isService: (name: string) => SERVICES.has(name),
  names: { vendor: ['AWS'], customer: ['Example Org'], other: [] },
};
const rows = (...lines: readonly string[]): Rows =>
  lines.map((line) => line.split(' | ').map((cell) => (cell === '-' ? '' : cell)));
const MARKS = rows(
  'Task | AWS | Customer',
  'Host patching | X | -',
  'Guest patching | - | X',
  'Logging | X | X',
  'Backups | - | X',
);
const TEXTS = rows(
  'Service | AWS responsibility | Customer responsibility',
  'EC2 | Operates the hypervisor and hosts | Patches the guest OS',
  'RDS | Patches the database engine | Manages database users',
  'S3 | Ensures durability of objects | Configures bucket policies',
  'VPC | Operates the network | Defines security groups',
);
/** Behind a blank line, and behind one and a title. */
const GAPS: readonly Rows[] = [rows('- | - | -'), rows('- | - | -', 'More | - | -')];

const OTHERS: readonly Rows[] = [
  rows('System | Criticality | Recovery tier', 'Shop | High | Tier 1', 'Blog | Low | Tier 3'),
  rows(
    'Data store | At rest | In transit',
    'S3 | SSE-KMS | TLS 1.2',
    'RDS | KMS | TLS 1.2',
    'EBS | KMS | N/A',
  ),
  rows('Port | Protocol | Source', '443 | TCP | Internet', '5432 | TCP | Subnet'),
  rows('Evidence | Location | Owner', 'SOC 2 | Artifact | Ann', 'ISO | Artifact | Bob'),
  rows('Alarm | Threshold | Channel', 'CPU | 80 % | Slack', 'Disk | 90 % | Pager'),
  rows('Tool | Zweck | Lizenz', 'Terraform | Infrastruktur | BSL', 'Prowler | Prüfung | Apache'),
];
describe.each([
  ['marks', MARKS],
  ['texts', TEXTS],
] as const)('below a matrix of %s', (_, matrix) => {
  it.each(OTHERS.map((other) => [other[0]?.join(', '), other] as const))(
    'a table headed %s is left aside and told, whatever its words',
    async (_, other) => {
      const expected = ownersOf(await readRows(matrix, options));
      expect(expected).toHaveLength(4);
      for (const gap of GAPS) {
        const reading = await readRows([...matrix, ...gap, ...other], options);
        expect(ownersOf(reading)).toEqual(expected);
        expect(missed(reading)).toEqual(other.flat());
      }
    },
  );
});

it.each<readonly [string, Rows, Rows, readonly string[]]>([
  [
    'marks go on',
    MARKS,
    rows('Keys | - | X', 'Audits | X | X'),
    ['Keys: customer', 'Audits: vendor+customer'],
  ],
  [
    'sentences go on',
    TEXTS,
    rows('KMS | Protects the HSMs | Manages key policies', 'Lambda | Patches the runtime | Writes the code'),
    ['KMS: vendor+customer', 'Lambda: vendor+customer'],
  ],
  [
    'one party has little to do',
    TEXTS,
    rows(
      'KMS | Protects the HSMs | None',
      'Lambda | Patches the runtime | N/A',
      'SES | None | Sends its mail',
    ),
    ['KMS: vendor', 'Lambda: vendor', 'SES: customer'],
  ],
  [
    'a section of services has short texts',
    TEXTS,
    rows(
      'IAM | Service | Users, roles',
      'KMS | HSMs | Key policies',
      'CloudFront | Edge locations | Distributions',
    ),
    ['IAM: vendor+customer', 'KMS: vendor+customer', 'CloudFront: vendor+customer'],
  ],
  [
    'a remark stands where marks do',
    MARKS,
    rows('Keys | Partly | See contract', 'Audits | X | X', 'Tests | - | X'),
    ['Audits: vendor+customer', 'Tests: customer'],
  ],
])('behind a blank line: %s', async (_, matrix, more, expected) => {
  for (const gap of GAPS) {
    const reading = await readRows([...matrix, ...gap, ...more], options);
    expect(ownersOf(reading).slice(4)).toEqual(expect.arrayContaining([...expected]));
  }
});
it('ids of controls with short names begin no table', async () => {
  const matrix = rows(
    'Control ID | Description | Responsibility',
    'AC-1 | Policies and procedures of access control | Customer',
    'AC-2 | Management of accounts of its own users | Customer',
    'PE-3 | Control of access to its data centres | AWS',
  );
  const more = rows(
    'Awareness | - | -',
    'AT-1 | Policy | Both',
    'AT-2 | Training | Customer',
    'AT-3 | Roles | AWS',
  );
  expect(ownersOf(await readRows([...matrix, ...more], options)).slice(3)).toEqual([
    'AT-1: vendor+customer',
    'AT-2: customer',
    'AT-3: vendor',
  ]);
});
