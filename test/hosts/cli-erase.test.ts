import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';

const { folder, run, freshWorkbook, bucketRef } = cliShop();

it('erases a person only where that is said in words, shows before what it touches, and verify names it', () => {
  const file = freshWorkbook();
  const ref = bucketRef(file);
  const answered = run(
    'answer',
    file,
    ref,
    '--owner',
    'organisation',
    '--note',
    'Kim Doe and Kimmy know.',
    '--as',
    'Kim Doe',
  );
  expect(answered).toMatchObject({ status: 0 });
  const before = readFileSync(join(folder, file));
  expectRefusal(run('erase', file, 'Kim Doe'), 2, 'INVALID_INPUT', /no way back from it, so say --yes/);
  expectRefusal(run('erase', file, 'Tim Roe', '--yes'), 2, 'NOT_FOUND', /no person "Tim Roe"/);
  const looked = run('erase', file, 'Kim Doe', '--also', 'Kimmy', '--dry-run');
  expect(looked.out).toMatch(
    /Kim Doe, Kimmy would be erased for good; "(Erased person [0-9a-f]{6})" would stand/,
  );
  expect(looked.out).toMatch(/Nothing was changed\./);
  expect(readFileSync(join(folder, file)).includes('Kimmy')).toBe(before.includes('Kimmy'));
  const done = json<{ label: string; entries: number; done: { rev: number } }>(
    run('erase', file, 'Kim Doe', '--also', 'Kimmy', '--yes', '--json', '--as', 'Lea Lead'),
  );
  expect(run('verify', file).out).toMatch(
    new RegExp(
      `is sound: .*\\n(.*\\n)*A person was erased by Lea Lead on \\d{4}-\\d\\d-\\d\\d \\(change ${done.done.rev}\\), who stands as "${done.label}" since`,
    ),
  );
  expect(readFileSync(join(folder, file)).includes('Kimmy')).toBe(false);
  expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
  expect(run('log', file, ref).out).toContain(done.label);
});

it('destroys evidence and not what is under hold, and says what is due', () => {
  const file = freshWorkbook();
  writeFileSync(join(folder, 'scan.txt'), 'MARKER-SCAN '.repeat(1000));
  expect(run('attach', file, bucketRef(file), 'scan.txt').status).toBe(0);
  expectRefusal(run('destroy', file, 'E-1'), 2, 'INVALID_INPUT', /say --yes/);
  expectRefusal(run('destroy', file), 2, 'INVALID_INPUT', /say --due/);
  expect(run('retention', file, '--hold', 'Case 7', '--evidence', 'E-1').out).toMatch(
    /No legal hold on the workbook/,
  );
  expectRefusal(run('destroy', file, 'E-1', '--yes'), 2, 'RULE_VIOLATION', /under a hold.*Case 7/);
  // A refused command changes nothing.
  expect(run('retention', file).out).toMatch(/Nothing that was removed lies in the workbook/);
  expect(run('retention', file, '--lift', '--evidence', 'E-1', '--days', '30').status).toBe(0);
  expectRefusal(run('destroy', file, '--due', '--yes'), 2, 'RULE_VIOLATION', /No evidence is due/);
  expect(run('destroy', file, 'E-1', '--yes').out).toMatch(/the content of 1 file was destroyed for good/);
  expect(readFileSync(join(folder, file)).includes('MARKER-SCAN')).toBe(false);
  expect(run('verify', file).out).toMatch(/is sound:[\s\S]*The content of E-1 was destroyed by/);
  expect(run('retention', file).out).toMatch(/Nothing that was removed lies in the workbook/);
});
