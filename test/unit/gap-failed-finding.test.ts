import { expect, test } from 'vitest';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import { failedFinding } from '../../main/domain/gaps/failed-finding.ts';

const row = (status: RegisterRow['status']) =>
  ({
    ref: 'shop-bucket/encryption-at-rest',
    subject: 'shop-bucket',
    subjectLabel: 'Shop bucket',
    responsibility: 'encryption-at-rest',
    responsibilityName: 'Encryption at rest',
    ownership: { kind: 'single', party: 'organisation' },
    status,
  }) as RegisterRow;
const failed = (count: number) => ({ count, title: 'Buckets are encrypted.' });

test.each([
  ['implemented', 1, 'recorded as implemented, but a check failed: Buckets are encrypted.'],
  ['implemented', 3, 'recorded as implemented, but 3 findings failed, among them: Buckets are encrypted.'],
  ['implemented', 0, null],
  ['in-progress', 3, null],
  ['not-started', 3, null],
] as const)('status %s with %i failed findings', (status, count, sentence) => {
  const gap = failedFinding(row(status), failed(count));
  expect(gap?.sentence ?? null).toBe(sentence && `Shop bucket, Encryption at rest: ${sentence}`);
  if (gap)
    expect(gap).toMatchObject({
      rule: 'failed-finding',
      severity: 'high',
      ref: 'shop-bucket/encryption-at-rest',
    });
});

test('a duty that nobody owns has no status that a check could contradict', () => {
  for (const kind of ['unanswered', 'not-applicable'] as const)
    expect(failedFinding({ ...row('implemented'), ownership: { kind } }, failed(1))).toBeNull();
});

test('nothing failed, nothing said', () => {
  expect(failedFinding(row('implemented'), undefined)).toBeNull();
});
