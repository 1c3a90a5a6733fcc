import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cliShop, expectRefusal } from '../support/cli-shop.ts';

const { folder, run, bytes } = cliShop();

it('prepares documents for an audience, and says in them what is left out', () => {
  const { status, out } = run(
    'export',
    'shop.demarc',
    '--csv',
    'public.csv',
    '--audience',
    'Public',
    '--classification',
    'TLP:CLEAR',
  );
  expect(status).toBe(0);
  expect(out).toContain('A CSV has no place for what was said of it (TLP:CLEAR, prepared for the public)');
  const [head = ''] = bytes('public.csv').toString('utf8').split('\r\n');
  expect(head).toContain('Ownership');
  expect(head).not.toMatch(/Note|Status|named person|Evidence/);
  expect(
    run('export', 'shop.demarc', '--layout', 'fedramp-crm', '--out', 'crm.xlsx', '--audience', 'client').out,
  ).toContain('Prepared for a client. Left out:');
});

it('refuses, before anything is written, what an audience does not get', () => {
  const before = readdirSync(folder);
  const refused = (words: RegExp, ...more: readonly string[]) =>
    expectRefusal(run('export', 'shop.demarc', '--pdf', 'no.pdf', ...more), 2, 'INVALID_INPUT', words);
  refused(/--audience does not know "cleint"\. Did you mean "client"\?/, '--audience', 'cleint');
  refused(/--classification takes one line of at most 60 characters/, '--classification', 'x'.repeat(61));
  refused(/hands over the evidence itself/, '--pack', 'no.zip', '--audience', 'client');
  refused(/how far the work is/, '--layout', 'fedramp-crm', '--out', 'no.xlsx', '--audience', 'public');
  refused(/The history does not go out to a client/, '--history', '--audience', 'client');
  refused(/rows can be chosen by service, domain/, '--only', 'status=risk-accepted', '--audience', 'client');
  refused(
    /A receiver's form asks how far/,
    '--fill',
    'form.xlsx',
    '--out',
    'no.xlsx',
    '--audience',
    'public',
  );
  expect(readdirSync(folder)).toEqual(before);
});

it('holds for what leaves beside the register, too', () => {
  const before = readdirSync(folder);
  const refused = (words: RegExp, command: string, ...more: readonly string[]) =>
    expectRefusal(run(command, 'shop.demarc', ...more), 2, 'INVALID_INPUT', words);
  refused(/Minutes say what was talked about/, 'minutes', '--md', 'no.md', '--audience', 'auditor');
  refused(/--classification is for a document/, 'minutes', '--classification', 'Secret');
  refused(/cannot be prepared for the public/, 'hand-outs', '--zip', 'no.zip', '--audience', 'public');
  refused(/--distribution is for a document/, 'hand-outs', '--distribution', 'Ann');
  refused(/--classification is for a document/, 'compare', '--since', '1', '--classification', 'Secret');
  expect(readdirSync(folder)).toEqual(before);
});
