import { describe, expect, test } from 'vitest';
import type { FindingsReport } from '../../main/contract/findings.ts';
import { CHECK, REF, scanOf, withBuckets } from '../support/bucket-scans.ts';

const FULL = '111122223333';
const OTHER = '111122299999';
// Every other spelling is that of one of these: `account-number.test.ts`.
const SPELLINGS = ['1.11122E+11', '1,11122e+011', '1.1112E+11'];

async function withNotes() {
  const opened = await withBuckets();
  const notes = ({ files }: FindingsReport) =>
    files.flatMap(({ summary }) => summary?.notes ?? []).join('\n');
  const accounts = async () =>
    (await opened.call('findings.list', {})).first.map(({ account, resource }) => [
      account,
      resource?.split(':').at(-1),
    ]);
  return { ...opened, notes, accounts };
}

describe.each(SPELLINGS)('an account that a spreadsheet shortened to %s', (shortened) => {
  test('is replaced by the scan that has it whole, of the same time or later', async () => {
    for (const day of [1, 2]) {
      const { add, accounts, notes, call } = await withNotes();
      await add(scanOf(shortened, 1, 'images', 'logs'));
      const { report, added } = await add(scanOf(FULL, day, 'images', 'logs'));
      expect(added).toMatchObject({ fresh: 0, changed: 0, unchanged: 2, gone: 0, older: 0 });
      expect(notes(report)).toMatch(
        /^The account 111122223333 was kept shortened as \S+ before; its findings are replaced\.$/,
      );
      expect(await accounts()).toEqual([
        [FULL, 'images'],
        [FULL, 'logs'],
      ]);
      await call('workbook.undo', {});
      expect((await accounts()).length).toBe(2);
      expect((await accounts())[0]?.[0]).toMatch(/E\+11$/);
    }
  });
  test('is the whole one that was recorded before, and ends what it finds no more', async () => {
    const { add, accounts, notes } = await withNotes();
    await add(scanOf(FULL, 1, 'images', 'logs'));
    const { report, added } = await add(scanOf(shortened, 2, 'images'));
    expect(report.effect.replaced).toBe(1);
    expect(notes(report)).toMatch(/which a spreadsheet shortened, is taken for 111122223333/);
    expect(added).toMatchObject({ fresh: 0, unchanged: 1, gone: 1 });
    expect(await accounts()).toEqual([[FULL, 'images']]);
  });
  test('is one with every other spelling of it', async () => {
    const { add, accounts } = await withNotes();
    await add(scanOf('1.11122E+11', 1, 'images', 'logs'));
    expect((await add(scanOf(shortened, 2, 'images'))).added).toMatchObject({
      fresh: 0,
      unchanged: 1,
      gone: 1,
    });
    expect(await accounts()).toEqual([['1.11122E+11', 'images']]);
    expect((await add(scanOf(FULL, 3, 'logs'))).added).toMatchObject({ fresh: 1, gone: 1 });
    expect(await accounts()).toEqual([[FULL, 'logs']]);
  });
  test('is apart where two accounts fit, whichever came first', async () => {
    const { add, accounts, notes, call } = await withNotes();
    await add(scanOf(FULL, 1, 'images'), scanOf(OTHER, 1, 'logs'));
    const later = await add(scanOf(shortened, 2, 'old'));
    expect(later.added).toMatchObject({ fresh: 1, gone: 0 });
    expect(notes(later.report)).toMatch(
      /may be 111122223333 or 111122299999: it is kept apart, and ends no findings/,
    );
    expect(await accounts()).toHaveLength(3);
    await call('workbook.undo', {});
    await call('workbook.undo', {});
    await add(scanOf(shortened, 1, 'images'));
    const { report, added } = await add(scanOf(FULL, 2, 'images'), scanOf(OTHER, 2, 'images'));
    expect(added).toMatchObject({ fresh: 2, gone: 0 });
    expect(notes(report)).toMatch(
      /may be of 111122223333 or 111122299999: it stays, and nothing here ends it/,
    );
    expect(await accounts()).toHaveLength(3);
  });
});

test('an account that its own id or the ARN of its resource has whole was never lost', async () => {
  const { add, accounts, notes, call } = await withNotes();
  const row = (account: string, uid: string) =>
    `CHECK_ID;STATUS;ACCOUNT_UID;RESOURCE_UID;FINDING_UID\n${CHECK};FAIL;${account};arn:aws:s3:::images;${uid}\n`;
  const { report } = await add(row('1.11122E+11', `prowler-aws-${CHECK}-${FULL}-eu-west-1-images`));
  expect(notes(report)).toBe('');
  expect(await accounts()).toEqual([[FULL, 'images']]);
  // The name of a bucket may have another.
  await call('workbook.undo', {});
  await add(row('1.11122E+11', `prowler-aws-${CHECK}-${FULL}-eu-west-1-${OTHER}`));
  expect((await accounts())[0]?.[0]).toBe('1.11122E+11');
});

test('a file with a shortened account beside one with the whole are one scan', async () => {
  const { add, accounts } = await withNotes();
  expect(
    (await add(scanOf('1.11122E+11', 1, 'images'), scanOf(FULL, 1, 'images', 'logs'))).added,
  ).toMatchObject({
    fresh: 2,
  });
  expect(await accounts()).toEqual([
    [FULL, 'images'],
    [FULL, 'logs'],
  ]);
});

test('an older scan with the whole account ends nothing of a newer one that was shortened', async () => {
  const { add, accounts } = await withNotes();
  await add(scanOf('1.11122E+11', 3, 'images'));
  expect((await add(scanOf(FULL, 1, 'images', 'gone-since'))).added).toMatchObject({
    fresh: 0,
    unchanged: 0,
    gone: 0,
    older: 2,
  });
  expect(await accounts()).toEqual([['1.11122E+11', 'images']]);
});

test('an account that is in use here and fits as well keeps it apart', async () => {
  const { add, call, accounts } = await withNotes();
  await call('services.add', {
    services: [{ catalogueId: 's3', ref: 's3-other', label: 'Other', account: OTHER }],
  });
  await add(scanOf(FULL, 1, 'images'));
  expect((await add(scanOf('1.11122E+11', 2, 'logs'))).added).toMatchObject({ fresh: 1, gone: 0 });
  expect(await accounts()).toHaveLength(2);
});

test('what was placed by hand under a shortened account stays placed under the whole one', async () => {
  const { add, call } = await withNotes();
  const own = (account: string) => scanOf(account, 1, 'images').replaceAll(CHECK, 'own_rule');
  await add(own('1.11122E+11'));
  const [open] = (await call('findings.list', {})).toPlace;
  await call('findings.place', { ids: [...(open?.ids ?? [])], refs: [REF] });
  await add(own(FULL));
  expect((await call('findings.list', { ref: REF })).first).toMatchObject([
    { account: FULL, check: 'own_rule' },
  ]);
  expect((await call('findings.list', {})).toPlace).toEqual([]);
});

test('a shortened account that a person names whole is recorded as a scan that has it whole', async () => {
  const { add, run, source, accounts } = await withNotes();
  await add(scanOf(FULL, 1, 'images', 'logs'), scanOf(OTHER, 1, 'images'));
  const files = [source('again.csv', scanOf('1.11122E+11', 2, 'images'))];
  expect(await run('findings.add', { files, account: FULL })).toMatchObject({
    added: { fresh: 0, unchanged: 1, gone: 1 },
  });
  expect(await accounts()).toEqual([
    [FULL, 'images'],
    [OTHER, 'images'],
  ]);
});

test('an account that a person names and that cannot have been shortened to what is there is refused to it, with a word', async () => {
  const { run, source, notes, accounts } = await withNotes();
  const files = [source('a.csv', scanOf('1.11122E+11', 1, 'images'))];
  const { report } = (await run('findings.add', { files, account: '444455556666' })) as {
    report: FindingsReport;
  };
  expect(notes(report)).toContain('444455556666 cannot be what a spreadsheet shortened to 1.11122E+11');
  expect(await accounts()).toEqual([['1.11122E+11', 'images']]);
});

test('scans that name no account say that one ends the other, and do not where the account is said', async () => {
  const { add, run, source, notes, call } = await withNotes();
  const own = (day: number, ...buckets: readonly string[]) => scanOf('', day, ...buckets);
  const first = await add(own(1, 'images', 'logs'));
  expect(notes(first.report)).toMatch(
    /^2 findings name no account, and nothing else in the file tells accounts apart/,
  );
  const files = [source('other.csv', own(2, 'other'))];
  const report = (await run('findings.read', { files })) as FindingsReport;
  expect(report.effect).toMatchObject({ replaced: 2, replacedWithoutAccount: 2 });
  const said = (await run('findings.read', { files, account: OTHER })) as FindingsReport;
  expect(said.effect).toMatchObject({ replaced: 0, replacedWithoutAccount: 0 });
  expect(notes(said)).toBe('');
  expect(await run('findings.add', { files, account: OTHER })).toMatchObject({
    added: { fresh: 1, gone: 0 },
  });
  expect((await call('findings.list', {})).findings).toBe(3);
  // Who forgets the account the next time is told that the scan of then stays.
  const forgotten = (await run('findings.read', {
    files: [source('again.csv', own(3, 'other'))],
  })) as FindingsReport;
  expect(notes(forgotten)).toMatch(
    /1 recorded finding of the same checks and Regions names an account, so that what is found here stands beside/,
  );
  // Of a whole account the note has nothing to say.
  expect(notes((await add(scanOf(FULL, 3, 'x'))).report)).toBe('');
});
