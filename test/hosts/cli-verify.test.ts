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

it('says apart from problems which rule of two pairs of eyes is broken, and where it is listed', () => {
  const file = freshWorkbook();
  const ref = 'workbook/change-management';
  expect(run('answer', file, ref, '--owner', 'organisation', '--as', 'Ann').status).toBe(0);
  expect(run('review', 'submit', file, ref, '--as', 'Ann').err).toBe('');
  expect(run('review', 'accept', file, ref, '--as', 'Ann').err).toBe('');
  const sound = run('verify', file);
  expect(run('rules', file, '--on', 'other-accepts', '--as', 'Ann').err).toBe('');
  const said = `Note: 1 answer breaks the rule "Who answered does not accept", which is on: Acme, Change and release management. The record is no less sound for it. "demarc gaps ${file}" lists it under "Accepted by whoever answered it".\n`;
  const broken = run('verify', file);
  expect(broken).toMatchObject({ status: 0, err: '' });
  expect(sound.out).not.toContain('Note: ');
  expect(broken.out).toContain(said);
  expect(json(run('verify', file, '--json'))).toMatchObject({
    ok: true,
    problems: [],
    broken: [{ rule: 'other-accepts', gap: 'accepted-by-author', count: 1, others: 0 }],
  });
  expect(run('gaps', file).out).toContain('accepted in review by Ann, who answered it');
  // Written past the program it is both: a record that the log does not lead to, and an answer that breaks the rule.
  pastTheGuards(join(folder, file), `UPDATE assignment SET reviewed_by = 'Ben'`);
  const altered = run('verify', file);
  expect(altered.status).toBe(1);
  expect(altered.out).not.toContain('Note: ');
  pastTheGuards(join(folder, file), `UPDATE assignment SET reviewed_by = 'ann'`);
  expect(run('verify', file)).toMatchObject({ status: 1, out: expect.stringContaining(said) });
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
