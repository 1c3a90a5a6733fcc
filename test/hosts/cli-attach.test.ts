import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Evidence } from '../../main/contract/evidence.ts';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';

const { folder, run, bytes, freshWorkbook, bucketRef } = cliShop();

it('keeps files and links, with their hashes and dates', () => {
  const name = freshWorkbook();
  writeFileSync(join(folder, 'policy.txt'), 'All buckets are encrypted.');
  const { evidence: kept } = json<{ evidence: Evidence[] }>(
    run(
      'attach',
      name,
      bucketRef(name),
      'policy.txt',
      'https://example.com/policy',
      '--expires',
      '2027-03-31',
      '--json',
    ),
  );
  expect(kept).toMatchObject([
    {
      kind: 'file',
      fileName: 'policy.txt',
      expires: '2027-03-31',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
    { kind: 'link', expires: '2027-03-31' },
  ]);
  expect(run('verify', name).status).toBe(0);
});
it.each<[string, string[], RegExp]>([
  ['a missing file behind a good one', ['policy.txt', 'missing.pdf'], /missing\.pdf/],
  ['an address of another kind', ['ftp://example.com/x'], /ftp/],
  ['a date that is none', ['policy.txt', '--expires', '2027-02-30'], /--expires/],
  ['one title for two', ['policy.txt', 'https://example.com', '--title', 'T'], /One title/],
])('refuses %s and attaches nothing', (_what, args, words) => {
  const name = freshWorkbook();
  writeFileSync(join(folder, 'policy.txt'), 'All buckets are encrypted.');
  const target = bucketRef(name);
  const before = bytes(name);
  expectRefusal(run('attach', name, target, ...args), 2, 'INVALID_INPUT', words);
  expect(Buffer.compare(bytes(name), before)).toBe(0);
});
