import { expect, test } from 'vitest';
import { CHECK, withBuckets } from '../support/bucket-scans.ts';

test('of two observations of one finding the later counts, and the worse of two of one second, in any order', async () => {
  const at = (time: string, result: string) => `${CHECK};${result};arn:aws:s3:::old;Encryption;f-1;${time}`;
  const of = (...lines: string[]) =>
    ['CHECK_ID;STATUS;RESOURCE_UID;CHECK_TITLE;FINDING_UID;TIMESTAMP', ...lines, ''].join('\n');
  const once = '2026-11-20T08:00:00.750Z';
  const [failed, passed, manual] = [at(once, 'FAIL'), at(once, 'PASS'), at(once, 'MANUAL')] as const;
  const later = at('2026-11-20T08:00:01.250Z', 'PASS');
  for (const [files, result] of [
    [[of(failed, passed)], 'fail'],
    [[of(passed, failed)], 'fail'],
    [[of(failed), of(passed)], 'fail'],
    [[of(passed), of(failed)], 'fail'],
    [[of(passed, manual)], 'manual'],
    [[of(manual), of(passed)], 'manual'],
    [[of(later, failed)], 'pass'],
    [[of(failed), of(later)], 'pass'],
    [[of(later), of(failed)], 'pass'],
  ] as const) {
    const { call, add } = await withBuckets();
    await add(...files);
    expect((await call('findings.list', {})).first.map((each) => each.result)).toEqual([result]);
  }
  // And how severe it is.
  const severe = (severity: string) =>
    `CHECK_ID;STATUS;RESOURCE_UID;CHECK_TITLE;FINDING_UID;TIMESTAMP;SEVERITY\n${failed};${severity}\n`;
  for (const files of [
    [severe('low'), severe('critical')],
    [severe('critical'), severe('low')],
  ]) {
    const { call, add } = await withBuckets();
    await add(...files);
    expect((await call('findings.list', {})).first.map((each) => each.severity)).toEqual(['critical']);
  }
  // The same of two imports, of which the later counts where they are of one time.
  const { call, add } = await withBuckets();
  const results = async () => (await call('findings.list', {})).first.map((each) => each.result);
  await add(of(later));
  await add(of(failed));
  expect(await results()).toEqual(['pass']);
  await add(of(at('2026-11-20T08:00:01.250Z', 'FAIL')));
  expect(await results()).toEqual(['fail']);
});
