import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { runAtOnce as demarc } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';

let folder = '';
beforeEach(() => {
  folder = temporaryFolder();
  vi.stubEnv('DEMARC_DATA_DIR', join(folder, 'data'));
  return () => vi.unstubAllEnvs();
});

test('a pack is signed on request, and verify says by whom: known, unknown, or with a signature that does not hold', async () => {
  const path = join(folder, 'acme.demarc');
  const pack = join(folder, 'pack.zip');
  await demarc('new', path);
  await demarc('scope', path, '--framework', 'iso-27017-2026');
  const refused = await demarc('export', path, '--pack', pack, '--sign');
  expect(refused).toMatchObject({ status: 2 });
  expect(refused.err).toContain('There is no key in this profile. Make one with "demarc key new"');
  writeFileSync(join(folder, 'words'), 'four or five words\n');
  const words = ['--passphrase-file', join(folder, 'words')];
  await demarc('key', 'new', '--name', 'Ann Lee', ...words);
  await demarc('key', 'export', join(folder, 'ann.json'));
  const locked = await demarc('export', path, '--pack', pack, '--sign');
  expect(locked.err).toContain(
    'Give its passphrase. Write it to a file and name that with --passphrase-file',
  );
  const written = await demarc('export', path, '--pack', pack, '--sign', ...words);
  expect(written).toMatchObject({ status: 0 });
  expect(written.out).toMatch(
    / {2}signed with the key ([0-9a-f]{4} ){3}[0-9a-f]{4}, which calls itself Ann Lee\n/,
  );
  expect(written.out + written.err).not.toContain('four or five');
  expect((await demarc('verify', pack)).out).toMatch(/\nSigned with your own key .*, Ann Lee\.\n/);

  vi.stubEnv('DEMARC_DATA_DIR', join(folder, 'auditor'));
  const unknown = await demarc('verify', pack);
  expect(unknown).toMatchObject({ status: 0 });
  expect(unknown.out).toMatch(
    /\nSigned with the key .*, which calls itself Ann Lee and is not known here\.\n/,
  );
  await demarc('key', 'trust', join(folder, 'ann.json'));
  const known = JSON.parse((await demarc('verify', pack, '--json')).out);
  expect(known).toMatchObject({
    ok: true,
    signature: { problem: null },
    known: { name: 'Ann Lee', own: false },
  });
  const bytes = readFileSync(pack);
  const at = bytes.indexOf('%PDF') + 100;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(pack, bytes);
  const altered = await demarc('verify', pack);
  expect(altered).toMatchObject({ status: 1 });
  expect(altered.out).toContain('The signature of the pack does not hold: the pack is not as it was signed.');
  expect(altered.out).not.toContain('Signed by');
});

test('options of a signature without what they are for are refused', async () => {
  const path = join(folder, 'acme.demarc');
  await demarc('new', path);
  const csv = ['--csv', join(folder, 'a.csv')];
  expect((await demarc('export', path, ...csv, '--sign')).err).toContain('--sign is for a pack.');
  const pack = ['--pack', join(folder, 'a.zip'), '--passphrase-file', join(folder, 'words')];
  expect((await demarc('export', path, ...pack)).err).toContain('Add --sign, or leave it out.');
});
