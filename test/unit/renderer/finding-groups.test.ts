import { expect, it } from 'vitest';
import type { FindingChange } from '../../../main/contract/findings.ts';
import { groupChanges } from '../../../renderer/features/evidence/finding-groups.ts';

const change = (parts: Partial<FindingChange>): FindingChange => ({
  id: 'f',
  check: 's3_bucket_public_access',
  title: 'Buckets are not public',
  resource: null,
  account: '111122223333',
  region: 'eu-west-1',
  before: null,
  after: 'fail',
  ...parts,
});

it('puts equal changes of one check on one line, and names where they are', () => {
  const groups = groupChanges([
    change({ id: '1', resource: 'a' }),
    change({ id: '2', resource: 'b', region: 'us-east-1' }),
    change({ id: '3', resource: 'b' }),
    change({ id: '4', before: 'fail', after: 'pass', account: null, region: null }),
  ]);
  expect(groups.map(({ before, after, findings }) => ({ before, after, findings }))).toEqual([
    { before: null, after: 'fail', findings: 3 },
    { before: 'fail', after: 'pass', findings: 1 },
  ]);
  expect(groups[0]?.places).toEqual(['111122223333, eu-west-1', '111122223333, us-east-1']);
  expect(groups[0]?.resources).toEqual(['a', 'b']);
  expect(groups[1]?.places).toEqual([]);
});
