import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { temporaryFolder } from '../support/temp.ts';
import { FORMS, look, type Rows } from './tables-in-forms.ts';

const folder = temporaryFolder();
const [s3, rds] = ['Amazon S3', 'Amazon RDS'];
/** One column that plans and registers have as well, beside what has to be done for good. */
const BESIDE_DUTIES: readonly (readonly [heading: string, one: string, other: string])[] = [
  ['Priority', 'High', 'Low'],
  ['Priorität', '1', '2'],
  ['Risk', 'High', 'Medium'],
  ['Impact if not done', 'Data loss', 'Leak'],
  ['Completed by', 'Ann Lee', 'Bob Ray'],
  ['Escalation contact', 'a@b.test', 'c@d.test'],
  ['SLA', '99.9%', '24h'],
  ['Last review', '2026-01-01', '2026-02-01'],
  ['Letzte Überprüfung', '1.2.2026', '1.3.2026'],
];
const WEIGHED: readonly Rows[] = BESIDE_DUTIES.flatMap(([heading, one, other]): Rows[] => [
  [
    ['Service', 'Task', 'Responsible party', heading],
    [s3, 'Replace disks', 'AWS', one],
    [s3, 'Who may read', 'Customer', other],
    [rds, 'Backups', 'Shared', one],
  ],
  [
    ['Activity', 'Owner', heading],
    ['Replace disks', 'AWS', one],
    ['Say who may read', 'Customer', other],
  ],
]);
/** Two of them, or one beside what is no duty. */
const PLANS: readonly Rows[] = [
  [
    ['Service', 'Task', 'Responsible party', 'Priority', 'Effort'],
    [s3, 'Move the buckets', 'Customer', 'High', '3'],
    [rds, 'Upgrade', 'AWS', 'Low', '5'],
  ],
  [
    ['Component', 'Owner', 'Priority'],
    ['Disks', 'AWS', '1'],
    ['Buckets', 'Customer', '2'],
  ],
  [
    ['Service', 'Task', 'Owner', 'When'],
    [s3, 'Move the buckets', 'Customer', '2027-01-31'],
    [rds, 'Upgrade', 'AWS', '2027-02-28'],
  ],
  [
    ['Service', 'Task', 'Owner', 'Completed by'],
    [s3, 'Move the buckets', 'Customer', '2027-01-31'],
    [rds, 'Upgrade', 'AWS', '2027-02-28'],
  ],
];
const nameOf = (rows: Rows) => [rows[0]?.join(' | '), rows] as const;
describe.each(FORMS)('beside duties and the party of each: %s', (_, write) => {
  it.each(WEIGHED.map(nameOf))('one such column leaves it a matrix: %s', async (_, rows) => {
    const path = await write(folder, rows);
    const { kind, claims } = await look(path);
    expect([kind, claims.length]).toEqual(['vendor-matrix', rows.length - 1]);
    if (path.endsWith('.csv'))
      expect(() => readSource('table.csv', readFileSync(path))).toThrow(/Take it in as a vendor's matrix/);
  });
  it.each(PLANS.map(nameOf))('a plan or a register claims nothing: %s', async (_, rows) =>
    expect((await look(await write(folder, rows))).claims).toEqual([]),
  );
});
