import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PackReport, WrittenPack } from '../../main/contract/packs.ts';
import { PACK_FILES, TIMESTAMP_FILE } from '../../main/domain/pack/manifest.ts';
import { isTimestampOf, readTimestamp } from '../../main/platform/timestamp.ts';
import { ONE_FRAMEWORK, openTestWorkbook, type TestCore } from '../support/core.ts';
import { repack, sha256, unpack } from '../support/pack.ts';
import fc, { runs } from '../support/property.ts';
import { temporaryFolder } from '../support/temp.ts';
import { authority } from '../support/timestamps.ts';

const openssl = spawnSync('openssl', ['version']).status === 0;
const place = temporaryFolder();
const folder = () => mkdtempSync(join(place, 'tsa-'));
const DAY = '2026-11-26';

const write = async ({ core, folder: at, run }: TestCore, name: string, more: object = {}) =>
  (await run('packs.write', {
    target: core.files.registerTarget(join(at, name)).handle,
    asOf: DAY,
    ...more,
  } as never)) as WrittenPack;
const verify = async ({ core, run }: TestCore, path: string, more: object = {}) =>
  (await run('packs.verify', {
    file: core.files.registerSource(path).handle,
    ...more,
  } as never)) as PackReport;

describe.skipIf(!openssl)('a timestamp by RFC 3161', () => {
  test.each([
    ['rsa', 'sha256', false],
    ['rsa', 'sha512', true],
    ['ec', 'sha384', false],
  ] as const)('%s, %s, token %s: is read, with its time, its hash and who signed it', (key, hash, token) => {
    const data = Buffer.from('what was there');
    const before = Math.floor(Date.now() / 1000) * 1000;
    const stamp = readTimestamp(authority(folder(), key).stamp(data, { hash, token }));
    expect(stamp.imprint.algorithm).toBe(hash);
    expect(isTimestampOf(stamp, data)).toBe(true);
    expect(isTimestampOf(stamp, Buffer.from('what was there.'))).toBe(false);
    expect(stamp.signer).toBe('CN=Test TSA, O=Acme');
    expect(Date.parse(stamp.time)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(stamp.time)).toBeLessThanOrEqual(Date.now());
  });

  test('without a certificate nobody is said to have signed it; another use of a certificate and SHA-1 are refused', () => {
    const tsa = authority(folder());
    expect(readTimestamp(tsa.stamp(Buffer.from('a'), { cert: false })).signer).toBeNull();
    expect(() => readTimestamp(tsa.stamp(Buffer.from('a'), { hash: 'sha1' }))).toThrow(
      /ask for one on SHA-256/,
    );
    for (const bytes of [Buffer.alloc(0), Buffer.from('%PDF-1.7'), Buffer.from([0x30, 0x80, 0, 0])])
      expect(() => readTimestamp(bytes)).toThrow();
  });

  test('no altered byte gives another time or hash that a signature fits', () => {
    const bytes = authority(folder()).stamp(Buffer.from('a'));
    const original = readTimestamp(bytes);
    let refused = 0;
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const other = Buffer.from(bytes);
        other[at] = (other[at] ?? 0) ^ change;
        try {
          const { time, imprint, signer } = readTimestamp(other);
          // Where its certificates were made unreadable to us, it holds none, and nobody is said to have signed it.
          if (signer !== null)
            expect({ time, imprint }).toEqual({ time: original.time, imprint: original.imprint });
        } catch (error) {
          expect((error as Error).message).not.toBe('');
          refused += 1;
        }
      }),
      { numRuns: runs(400) },
    );
    expect(refused).toBeGreaterThan(runs(250));
  });

  test('goes into the pack whose manifest it is on, changes no file of it, and verify says what it attests', {
    tags: 'long',
  }, async () => {
    const of = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
    const services = [{ catalogueId: 'rds', ref: 'orders-db', label: 'orders-db' }];
    await of.call('services.add', { services });
    const refs = ['orders-db/restore-testing'];
    await of.call('evidence.addNote', { refs, title: 'Drill', text: 'Done in May.' });
    const plain = await write(of, 'plain.zip');
    const files = await unpack(join(of.folder, 'plain.zip'));
    const manifest = files.get(PACK_FILES.manifest) ?? Buffer.alloc(0);
    expect(plain.manifestSha256).toBe(sha256(manifest));
    const at = folder();
    const tsa = authority(at);
    const reply = join(of.folder, 'reply.tsr');
    writeFileSync(reply, tsa.stamp(manifest));
    const timestamp = of.core.files.registerSource(reply).handle;
    const stamped = await write(of, 'stamped.zip', { timestamp });
    expect(stamped.timestamp?.signer).toBe('CN=Test TSA, O=Acme');
    expect([stamped.files, stamped.manifestSha256]).toEqual([plain.files + 1, plain.manifestSha256]);
    const after = await unpack(join(of.folder, 'stamped.zip'));
    expect([...after.keys()]).toEqual([...files.keys(), TIMESTAMP_FILE]);
    for (const [name, bytes] of files) expect(after.get(name)?.equals(bytes), name).toBe(true);

    // OpenSSL says the same of what lies in it.
    writeFileSync(join(at, 'm.json'), manifest);
    writeFileSync(join(at, 'm.tsr'), after.get(TIMESTAMP_FILE) ?? '');
    const said = execFileSync('openssl', [
      ...['ts', '-verify', '-data', join(at, 'm.json'), '-in', join(at, 'm.tsr')],
      ...['-CAfile', tsa.certificate],
    ]);
    expect(said.toString()).toContain('Verification: OK');

    const report = await verify(of, join(of.folder, 'stamped.zip'));
    expect(report).toMatchObject({ ok: true, timestamp: { problem: null, time: stamped.timestamp?.time } });
    expect((await verify(of, join(of.folder, 'plain.zip'))).timestamp).toBeNull();
    const password = 'correct horse battery';
    await write(of, 'secret.zip', { timestamp, password });
    // Written again with it, it is the same.
    const inner = (await unpack(join(of.folder, 'secret.zip'), password)).get('evidence-pack.zip');
    expect(sha256(inner ?? '')).toBe(stamped.sha256);
    expect((await verify(of, join(of.folder, 'secret.zip'), { password })).timestamp).toMatchObject({
      problem: null,
    });

    // On another day the manifest is another: refused in a sentence, and nothing is written.
    await expect(write(of, 'no.zip', { timestamp, asOf: '2026-11-27' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('reply.tsr is a timestamp on something else'),
    });
    writeFileSync(reply, 'no timestamp');
    await expect(write(of, 'no.zip', { timestamp })).rejects.toThrow(
      /reply\.tsr cannot be taken as a timestamp/,
    );

    // One of another pack, put in by hand and sealed anew, attests nothing.
    const forged = join(of.folder, 'forged.zip');
    await repack(forged, [...files, [TIMESTAMP_FILE, tsa.stamp(Buffer.from('another'))]]);
    expect(await verify(of, forged)).toMatchObject({
      ok: false,
      timestamp: { problem: expect.stringContaining('not on the manifest.json') },
    });
    rmSync(forged);
  });
});
