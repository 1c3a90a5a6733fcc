import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';

const { folder, run, freshWorkbook } = cliShop();

it('names what was altered past Demarc, exports nothing from it, and rebuilds it into a new file', () => {
  const file = freshWorkbook();
  expect(run('verify', file)).toMatchObject({
    status: 0,
    out: expect.stringMatching(/is sound: .*\n.*\nState: [0-9a-f]{64}\n$/),
  });
  pastTheGuards(join(folder, file), `UPDATE workbook SET title = 'Other'`);
  const verified = run('verify', file);
  expect(verified).toMatchObject({ status: 1, err: '' });
  expect(verified.out).toContain('- Setting of the workbook: title is Other, the log says "Shop 2026".\n');
  expect(verified.out).toContain(`"demarc repair ${file} --out NEW"`);
  expectRefusal(
    run('export', file, '--csv', 'out.csv'),
    2,
    'WORKBOOK_DAMAGED',
    /title is Other.*demarc repair/,
  );
  const repaired = run('repair', file, '--out', 'new.demarc', '--as', 'Ann Assessor');
  expect(repaired).toMatchObject({ status: 0, err: '' });
  expect(repaired.out).toContain('title is Other, the log says "Shop 2026"');
  expect(run('verify', 'new.demarc').status).toBe(0);
  expectRefusal(run('repair', file, '--out', 'new.demarc'), 2, 'CONFLICT', /exists already/);
});

it('says whether a head that was written down is in the history', () => {
  const file = freshWorkbook();
  const { head, state } = json<{ head: string; state: string }>(run('verify', file, '--json'));
  copyFileSync(join(folder, file), join(folder, 'later.demarc'));
  expect(run('answer', 'later.demarc', 'workbook/change-management', '--owner', 'organisation').status).toBe(
    0,
  );
  for (const digest of [head, state.slice(0, 12)])
    expect(run('verify', 'later.demarc', '--head', digest)).toMatchObject({
      status: 0,
      out: expect.stringMatching(/is in its history: the (head of the change log|state) at revision 2, /),
    });
  expect(run('verify', file, '--head', 'f'.repeat(16))).toMatchObject({
    status: 1,
    out: expect.stringContaining('No state with the digest ffffffffffffffff is in the history'),
  });
});
