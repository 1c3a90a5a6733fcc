import { expect, test } from 'vitest';
import { CHECK, withBuckets } from '../support/bucket-scans.ts';
import fc, { runs } from '../support/property.ts';

const FULL = '111122223333';
const NAMES = [FULL, '1.11122E+11', '1,11122E+11', '1.1112E+11', '1.11122e+011', '1,1112E11'];
const CHECKS = [CHECK, 'own_rule'];
const BUCKETS = ['images', 'logs', 'old'];

const scan = fc.record({
  name: fc.constantFrom(...NAMES),
  day: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 5 }),
  found: fc.uniqueArray(
    fc.record({
      check: fc.constantFrom(...CHECKS),
      bucket: fc.constantFrom(...BUCKETS),
      fails: fc.boolean(),
    }),
    {
      minLength: 1,
      maxLength: 4,
      selector: ({ check, bucket }) => `${check} ${bucket}`,
    },
  ),
});
type Scan = typeof scan extends fc.Arbitrary<infer S> ? S : never;

const table = ({ day, found }: Scan, account: string) =>
  [
    'CHECK_ID;STATUS;ACCOUNT_UID;RESOURCE_UID;TIMESTAMP',
    ...found.map(
      ({ check, bucket, fails }) =>
        `${check};${fails ? 'FAIL' : 'PASS'};${account};arn:aws:s3:::${bucket};${day === null ? '' : `2026-07-0${day} 10:00:00`}`,
    ),
    '',
  ].join('\n');

test('whatever a spreadsheet made of one account from scan to scan, the same counts as where it is whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(scan, { minLength: 2, maxLength: 5 }), async (scans) => {
      const [whole, shortened] = [await withBuckets(), await withBuckets()];
      const counted = async ({ call }: typeof whole) =>
        (await call('findings.list', {})).first
          .map(({ check, resource, result }) => `${check} ${resource} ${result}`)
          .sort();
      const before: string[][] = [];
      for (const each of scans) {
        before.push(await counted(shortened));
        const { added: one } = await whole.add(table(each, FULL));
        const { added: two } = await shortened.add(table(each, each.name));
        expect(await counted(shortened)).toEqual(await counted(whole));
        for (const key of ['fresh', 'changed', 'unchanged', 'gone', 'older'] as const)
          expect([key, two?.[key]]).toEqual([key, one?.[key]]);
      }
      for (const was of before.reverse()) {
        await shortened.call('workbook.undo', {});
        expect(await counted(shortened)).toEqual(was);
      }
    }),
    { numRuns: runs(3) },
  );
});
