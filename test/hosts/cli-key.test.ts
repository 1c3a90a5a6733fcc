import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { groupsOf } from '../../main/domain/signatures/key-words.ts';
import { fingerprintOf, signatureFits, signBytes } from '../../main/platform/ed25519.ts';
import { createKeyStore } from '../../main/platform/key-store.ts';
import { runHere as demarc } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';

/** What a document says beside its schema and version. */
const bodyOf = (text: string) => {
  const { schema: _, version: __, ...body } = JSON.parse(text);
  return body;
};

let folder = '';
const data = () => join(folder, 'data');
beforeEach(() => {
  folder = temporaryFolder();
  vi.stubEnv('DEMARC_DATA_DIR', data());
  return () => vi.unstubAllEnvs();
});

test('a key is made once, shown, and kept where its owner alone can read it; no output holds its private half', async () => {
  expect((await demarc('key')).out).toContain('You have no key here. "demarc key new" makes one.');
  const made = await demarc('key', 'new', '--name', ' Ann Lee ', '--json');
  const own = bodyOf(made.out);
  expect(own).toEqual({
    name: 'Ann Lee',
    publicKey: expect.any(String),
    fingerprint: fingerprintOf(own.publicKey),
    createdAt: expect.any(String),
    protected: false,
  });
  const path = join(data(), 'keys', 'own-key.json');
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  const { private: kept } = JSON.parse(readFileSync(path, 'utf8'));
  const shown = await demarc('key', 'show');
  expect(shown.out).toContain(`calls itself  Ann Lee\n  fingerprint   ${groupsOf(own.fingerprint)}\n`);
  const shownJson = await demarc('key', 'show', '--json');
  expect(bodyOf(shownJson.out)).toEqual({ own, known: [] });
  for (const { out, err } of [made, shown, shownJson]) expect(out + err).not.toContain(kept.pkcs8);
  const again = await demarc('key', 'new', '--name', 'Bob');
  expect(again).toMatchObject({ status: 2, out: '' });
  expect(again.err).toContain('This profile has the key of Ann Lee already.');
  expect(JSON.parse((await demarc('key', '--json')).out).own).toEqual(own);
});

test('a replaced key is kept aside and stays known', async () => {
  const before = JSON.parse((await demarc('key', 'new', '--name', 'Ann', '--json')).out);
  expect(await demarc('key', 'new', '--name', 'Ann', '--replace')).toMatchObject({ status: 0 });
  const { own, known } = JSON.parse((await demarc('key', '--json')).out);
  expect(own.fingerprint).not.toBe(before.fingerprint);
  expect(known).toMatchObject([{ knownAs: 'Ann', fingerprint: before.fingerprint }]);
  expect(readdirSync(join(data(), 'keys')).sort()).toEqual([
    `earlier-key-${before.fingerprint.slice(0, 16)}.json`,
    'known-keys.json',
    'own-key.json',
  ]);
});

test('a passphrase comes from a file or the environment, and nothing can be signed without it', async () => {
  writeFileSync(join(folder, 'words'), 'grüne Wiese im Regen\n');
  const made = await demarc('key', 'new', '--name', 'Ann', '--passphrase-file', join(folder, 'words'));
  expect(made.out).toContain('the key of Ann now, protected by its passphrase');
  const stored = readFileSync(join(data(), 'keys', 'own-key.json'), 'utf8');
  expect(stored).not.toContain('pkcs8');
  expect(stored + made.out + made.err).not.toContain('Wiese');
  const store = createKeyStore(data());
  expect(() => store.unlock(undefined)).toThrow('The key of Ann is protected. Give its passphrase.');
  expect(() => store.unlock('grune Wiese im Regen')).toThrow('That is not the passphrase of the key of Ann');
  // The same words as another keyboard writes them.
  const signer = store.unlock('grüne Wiese im Regen'.normalize('NFD'));
  expect(signatureFits('a', signBytes('a', signer.key), signer.publicKey)).toBe(true);
  vi.stubEnv('DEMARC_KEY_PASSPHRASE', 'short');
  const refused = await demarc('key', 'new', '--name', 'Bob', '--replace');
  expect(refused).toMatchObject({ status: 2 });
  expect(refused.err).toContain('a passphrase has at least 8 characters');
  vi.stubEnv('DEMARC_KEY_PASSPHRASE', 'eight or more');
  expect(await demarc('key', 'new', '--name', 'Bob', '--replace')).toMatchObject({ status: 0 });
  expect(createKeyStore(data()).unlock('eight or more').name).toBe('Bob');
});

test('the public half goes to a file, which makes the key known elsewhere until it is forgotten', async () => {
  const own = JSON.parse((await demarc('key', 'new', '--name', 'Ann', '--json')).out);
  const file = join(folder, 'ann.json');
  expect((await demarc('key', 'export', file)).out).toContain(groupsOf(own.fingerprint));
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8'))).sort()).toEqual([
    'createdAt',
    'fingerprint',
    'format',
    'name',
    'publicKey',
    'version',
  ]);
  expect((await demarc('key', 'export', file)).err).toContain(
    'is there already, and nothing was written over it',
  );

  vi.stubEnv('DEMARC_DATA_DIR', join(folder, 'other'));
  expect((await demarc('key', 'export', join(folder, 'none'))).err).toContain(
    'There is no key in this profile.',
  );
  const trusted = await demarc('key', 'trust', file, '--name', 'Ann Lee, Acme');
  expect(trusted.out).toContain('This key is known here as that of Ann Lee, Acme:\n  calls itself  Ann\n');
  const { known } = JSON.parse((await demarc('key', 'show', '--json')).out);
  expect(known).toMatchObject([{ name: 'Ann', knownAs: 'Ann Lee, Acme', fingerprint: own.fingerprint }]);
  const { since } = known[0];
  expect((await demarc('key', 'trust', file)).out).toContain('known here as that of Ann:');
  const [renamed] = JSON.parse((await demarc('key', 'show', '--json')).out).known;
  expect(renamed).toMatchObject({ knownAs: 'Ann', since });
  const nobody = await demarc('key', 'forget', 'ffff ffff');
  expect(nobody.err).toContain('There is no known key whose fingerprint begins with ffffffff.');
  const gone = await demarc('key', 'forget', groupsOf(own.fingerprint).slice(0, 12).toUpperCase());
  expect(gone.out).toContain('The key of Ann is no longer known here.');
  expect(JSON.parse((await demarc('key', 'show', '--json')).out).known).toEqual([]);
});

test('a file that is no key, or whose fingerprint is not that of its key, is refused and nothing is known of it', async () => {
  await demarc('key', 'new', '--name', 'Ann');
  const file = join(folder, 'ann.json');
  await demarc('key', 'export', file);
  const key = JSON.parse(readFileSync(file, 'utf8'));
  const others = {
    'swapped.json': JSON.stringify({ ...key, fingerprint: '0'.repeat(64) }),
    'words.json': 'not a key',
    'empty.json': '',
    'newer.json': JSON.stringify({ ...key, version: 2 }),
  };
  for (const [name, text] of Object.entries(others)) {
    writeFileSync(join(folder, name), text);
    const refused = await demarc('key', 'trust', join(folder, name));
    expect(refused).toMatchObject({ status: 2, out: '' });
    expect(refused.err).toContain('Ask its owner for the file');
  }
  expect((await demarc('key', 'trust', join(folder, 'none'))).err).toContain('There is no file at');
  expect(JSON.parse((await demarc('key', 'show', '--json')).out).known).toEqual([]);
});

test('a damaged file of keys is named and never written over', async () => {
  mkdirSync(join(data(), 'keys'), { recursive: true });
  const path = join(data(), 'keys', 'own-key.json');
  writeFileSync(path, '{"format": "demarc-key"');
  for (const args of [['show'], ['new', '--name', 'Ann', '--replace']]) {
    const refused = await demarc('key', ...args);
    expect(refused).toMatchObject({ status: 2 });
    expect(refused.err).toContain(`${path} is not a key file that Demarc writes.`);
  }
  expect(readFileSync(path, 'utf8')).toBe('{"format": "demarc-key"');
});

test.skipIf(process.platform === 'win32')(
  'without room on the disk no key is made, and it is said in words',
  () => {
    const store = new URL('../../main/platform/key-store.ts', import.meta.url).href;
    const script = `
    const { createKeyStore } = await import(${JSON.stringify(store)});
    try {
      createKeyStore(${JSON.stringify(data())}).create({ name: 'Ann' }, '2026-11-26T10:00:00.000Z');
    } catch (error) {
      console.log(JSON.stringify({ code: error.code, message: error.message }));
    }`;
    const { stdout, stderr } = spawnSync(
      'bash',
      [
        '-c',
        `trap '' XFSZ; ulimit -f 0; exec "$0" "$@"`,
        process.execPath,
        '--input-type=module',
        '-e',
        script,
      ],
      { encoding: 'utf8', env: { ...process.env, NODE_COMPILE_CACHE: '' } },
    );
    if (stdout === '') throw new Error(stderr);
    expect(JSON.parse(stdout)).toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringMatching(
        /^There is no room left for .*own-key\.json .* What was there before stays\./,
      ),
    });
    expect(readdirSync(join(data(), 'keys'))).toEqual([]);
  },
);
