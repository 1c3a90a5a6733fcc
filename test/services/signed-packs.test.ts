import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { OwnKey } from '../../main/contract/keys.ts';
import type { PackReport, WrittenPack } from '../../main/contract/packs.ts';
import {
  formatManifest,
  PACK_FILES,
  parseManifest,
  SIGNATURE_FILES,
} from '../../main/domain/pack/manifest.ts';
import { formatSums } from '../../main/domain/pack/sums.ts';
import { groupsOf } from '../../main/domain/signatures/key-words.ts';
import { formatPackStatement, parsePackStatement } from '../../main/domain/signatures/statement.ts';
import { checkSignature, isSignatureFile } from '../../main/importers/pack/signature.ts';
import { newPrivateKey, pemOf, publicKeyOf, signBytes } from '../../main/platform/ed25519.ts';
import { ONE_FRAMEWORK, openTestWorkbook, type TestCore } from '../support/core.ts';
import { sha256, unpack, verify, repack as writeNew } from '../support/pack.ts';

const repack = async (...[path, files]: Parameters<typeof writeNew>) => {
  rmSync(path, { force: true });
  await writeNew(path, files);
};
const DAY = '2026-11-26';
const { statement: TEXT, signature: SIGNATURE, key: PEM } = SIGNATURE_FILES;

const write = async ({ core, folder, run }: TestCore, name: string, more: object = {}) =>
  (await run('packs.write', {
    target: core.files.registerTarget(join(folder, name)).handle,
    asOf: DAY,
    ...more,
  })) as WrittenPack;

async function signedPack(): Promise<TestCore & { own: OwnKey; pack: string; files: Map<string, Buffer> }> {
  const opened = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
  const own = await opened.call('keys.new', { name: 'Ann Lee' });
  await write(opened, 'signed.zip', { sign: true });
  const pack = join(opened.folder, 'signed.zip');
  return { ...opened, own, pack, files: await unpack(pack) };
}

test('a signature is added to a pack and changes no file of it, and the same pack signed again is the same', {
  tags: 'long',
}, async () => {
  const opened = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
  const plain = await write(opened, 'plain.zip');
  await opened.call('keys.new', { name: 'Ann Lee', passphrase: 'four or five words' });
  await expect(write(opened, 'locked.zip', { sign: true })).rejects.toThrow('Give its passphrase.');
  const sign = { sign: true, passphrase: 'four or five words' };
  const signed = await write(opened, 'signed.zip', sign);
  expect(signed).toMatchObject({ signedWith: { name: 'Ann Lee' }, files: plain.files + 3 });
  expect(plain.signedWith).toBe(null);
  const before = await unpack(join(opened.folder, 'plain.zip'));
  const after = await unpack(join(opened.folder, 'signed.zip'));
  const differing = [...after]
    .filter(([name, bytes]) => !before.get(name)?.equals(bytes))
    .map(([name]) => name);
  // Those that say that it is signed, and how to check that.
  expect(differing).toEqual(['index.html', 'manifest.json', 'SHA256SUMS', TEXT, SIGNATURE, PEM]);
  const encrypted = await write(opened, 'secret.zip', { ...sign, password: 'correct horse battery' });
  expect(encrypted).toMatchObject({ encrypted: true, signedWith: { name: 'Ann Lee' } });
  const inner = await unpack(join(opened.folder, 'secret.zip'), 'correct horse battery');
  expect(sha256(inner.get('evidence-pack.zip') ?? '')).toBe(signed.sha256);
  const report = (await opened.run('packs.verify', {
    file: opened.core.files.registerSource(join(opened.folder, 'secret.zip')).handle,
    password: 'correct horse battery',
    against: 'open',
  })) as PackReport;
  expect(report).toMatchObject({
    ok: true,
    signature: { name: 'Ann Lee', problem: null },
    known: { name: 'Ann Lee', own: true },
  });
  expect(await verify(join(opened.folder, 'plain.zip'))).toMatchObject({ ok: true, signature: null });
});

/** The commands of the index, run in the unpacked folder: they check the pack, and refuse what was altered. */
function checkByCommands({ folder, own, files }: Awaited<ReturnType<typeof signedPack>>): void {
  const place = join(folder, 'unpacked');
  mkdirSync(place);
  for (const [name, bytes] of files) if (!name.includes('/')) writeFileSync(join(place, name), bytes);
  const html = files.get(PACK_FILES.indexHtml)?.toString() ?? '';
  expect(html).toContain(`<code>${groupsOf(own.fingerprint)}</code>`);
  const commands = [...html.matchAll(/<pre>([^<]*)<\/pre>/g)].flatMap(([, text = '']) => text.split('\n'));
  const [print, check, list, sums] = [
    /^openssl pkey /,
    /^openssl pkeyutl /,
    /SIGNED\.txt$/,
    /^sha256sum -c SHA256SUMS/,
  ].map((kind) => commands.find((command) => kind.test(command)) ?? '');
  const sh = (command = '') =>
    execFileSync('sh', ['-c', command], { cwd: place, encoding: 'utf8', stdio: 'pipe' });
  expect(sh(print).slice(0, 64)).toBe(own.fingerprint);
  expect(sh(check)).toContain('Signature Verified Successfully');
  expect(sh(list)).toBe('SHA256SUMS: OK\n');
  expect(sh(sums)).toContain('manifest.json: OK');
  const text = readFileSync(join(place, TEXT), 'utf8');
  writeFileSync(join(place, TEXT), text.replace('Ann Lee', 'Bob Ray'));
  expect(() => sh(check)).toThrow();
  writeFileSync(join(place, TEXT), text);
  writeFileSync(join(place, PACK_FILES.sums), `${readFileSync(join(place, PACK_FILES.sums), 'utf8')} `);
  expect(() => sh(list)).toThrow();
}

test('whoever alters a signed pack, even with all its lists, cannot keep the signature', async () => {
  const signed = await signedPack();
  const { folder, own, pack, files } = signed;
  if (spawnSync('openssl', ['version']).status === 0) checkByCommands(signed);
  const sound = await verify(pack);
  expect(sound).toMatchObject({
    ok: true,
    signature: { name: 'Ann Lee', fingerprint: own.fingerprint, problem: null },
  });
  const other = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
  await other.call('keys.new', { name: 'Ann Lee' });
  await write(other, 'other.zip', { sign: true });
  const foreign = await unpack(join(other.folder, 'other.zip'));
  const manifest = parseManifest(files.get(PACK_FILES.manifest)?.toString() ?? '');
  if (!manifest) throw new Error('no manifest');

  /** All lists made anew, as somebody does who knows how packs are written. */
  const relisted = (changed: ReadonlyMap<string, Buffer>, signature = manifest.signature) => {
    const listed = manifest.files.map(({ path }) => {
      const bytes = changed.get(path) ?? Buffer.alloc(0);
      return { path, bytes: bytes.length, sha256: sha256(bytes) };
    });
    const { signature: _, ...rest } = manifest;
    const text = formatManifest({ ...rest, files: listed, ...(signature ? { signature } : {}) });
    const sums = formatSums([...listed, { path: PACK_FILES.manifest, sha256: sha256(text) }]);
    return new Map([
      ...changed,
      [PACK_FILES.manifest, Buffer.from(text)],
      [PACK_FILES.sums, Buffer.from(sums)],
    ]);
  };
  const index = Buffer.from('number,title\n');
  const taken = (names: readonly string[]) =>
    new Map([...files, ...[...foreign].filter(([name]) => names.includes(name))]);
  const without = (name: string) => new Map([...files].filter(([each]) => each !== name));
  const mine = newPrivateKey();
  const stated = parsePackStatement(files.get(TEXT)?.toString() ?? '', PACK_FILES.sums);
  if (!stated) throw new Error('no statement');
  const restated = formatPackStatement(stated, PACK_FILES.sums);
  const cases: Readonly<Record<string, readonly [ReadonlyMap<string, Buffer>, string]>> = {
    'another index': [
      relisted(new Map([...files, [PACK_FILES.indexCsv, index]])),
      'the list of files in SHA256SUMS is not the same',
    ],
    'the signature of another pack': [
      taken([TEXT, SIGNATURE, PEM]),
      'it was given for something else: the list of files',
    ],
    'the signature alone of another pack': [
      taken([SIGNATURE]),
      'SIGNED.sig does not fit SIGNED.txt and SIGNED.pem',
    ],
    'the key of another': [taken([PEM]), 'SIGNED.sig does not fit SIGNED.txt and SIGNED.pem'],
    'signed by another in its name': [
      new Map([
        ...files,
        [SIGNATURE, Buffer.from(signBytes(restated, mine), 'base64')],
        [PEM, Buffer.from(pemOf(publicKeyOf(mine)))],
      ]),
      'the key is not the same',
    ],
    'another name in the manifest': [
      relisted(files, { name: 'Bob Ray', key: own.fingerprint }),
      'the name are not the same',
    ],
    'no key': [new Map([...files, [PEM, Buffer.from('x')]]), 'SIGNED.pem is no key'],
    'no signature file': [without(SIGNATURE), 'a part of it is missing'],
  };
  for (const [what, [changed, problem]] of Object.entries(cases)) {
    const said = parseManifest(changed.get(PACK_FILES.manifest)?.toString() ?? '');
    const found = checkSignature(changed, said, sha256(changed.get(PACK_FILES.sums) ?? ''));
    expect(found.signature?.problem, what).toContain(problem);
  }
  // As a whole file, whose own seal and lists hold.
  const altered = join(folder, 'altered.zip');
  await repack(altered, cases['another index']?.[0] ?? []);
  expect(await verify(altered)).toMatchObject({
    ok: false,
    archive: [],
    altered: [],
    signature: { problem: expect.stringContaining('the list of files') },
  });
  // Taken out altogether, and put into a pack that says that nobody signed it.
  const bare = new Map([...files].filter(([name]) => !isSignatureFile(name)));
  const path = join(folder, 'bare.zip');
  await repack(path, bare);
  const stripped = await verify(path);
  expect(stripped.ok).toBe(false);
  expect(stripped.missing.map((each) => each.path)).toEqual([TEXT, SIGNATURE, PEM]);
  const { signature: _, ...unsigned } = manifest;
  const text = formatManifest(unsigned);
  const sums = formatSums([...manifest.files, { path: PACK_FILES.manifest, sha256: sha256(text) }]);
  await repack(path, [
    ...new Map([...files, [PACK_FILES.manifest, Buffer.from(text)], [PACK_FILES.sums, Buffer.from(sums)]]),
  ]);
  const added = await verify(path);
  expect(added.extra.map((each) => each.path)).toEqual([TEXT, SIGNATURE, PEM]);
  expect(added.signature).toBe(null);
  // Not one byte of the three files can be another.
  const list = sha256(files.get(PACK_FILES.sums) ?? '');
  for (const name of [TEXT, SIGNATURE, PEM])
    for (const [at] of (files.get(name) ?? Buffer.alloc(0)).entries()) {
      const flipped = Buffer.from(files.get(name) ?? '');
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      const { signature } = checkSignature(new Map([...files, [name, flipped]]), manifest, list);
      expect(signature?.problem, `${name} ${at}`).toEqual(expect.any(String));
    }
});
