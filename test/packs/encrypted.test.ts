import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { encryptPack } from '../../main/exporters/pack/encrypt.ts';
import { repack, smallPack, verify } from '../support/pack.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder('pack-encrypted');
const plain = join(folder, 'plain.zip');
const path = join(folder, 'pack.zip');
const PASSWORD = 'correct horse battery staple';
const control = { signal: new AbortController().signal, progress: () => undefined };

beforeAll(async () => {
  await repack(plain, smallPack({ 'evidence/a.txt': 'some text '.repeat(50) }));
  await encryptPack(plain, path, { password: PASSWORD, modified: '2026-11-25T10:00:00.000Z', control });
});

/**
 * The content of the first entry, decrypted by hand as https://www.winzip.com/en/support/aes-encryption/ describes AE-2, the form
 * that WinZip and 7-Zip read.
 */
function decrypt(zip: Buffer, password: string): Buffer {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const line = zip.subarray(zip.readUInt32LE(end + 16));
  const local = line.readUInt32LE(42);
  const extraAt = 46 + line.readUInt16LE(28);
  const extra = line.subarray(extraAt, extraAt + line.readUInt16LE(30));
  const aes = extra.indexOf(Buffer.from([0x01, 0x99, 7, 0]));
  expect(line.readUInt16LE(10)).toBe(99);
  expect(extra.toString('latin1', aes + 6, aes + 8)).toBe('AE');
  expect(extra[aes + 8]).toBe(3);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const body = zip.subarray(start, start + line.readUInt32LE(20));
  const salt = body.subarray(0, 16);
  const keys = pbkdf2Sync(password, salt, 1000, 66, 'sha1');
  expect(body.subarray(16, 18)).toEqual(keys.subarray(64));
  const secret = body.subarray(18, -10);
  const seal = createHmac('sha1', keys.subarray(32, 64)).update(secret).digest().subarray(0, 10);
  expect(body.subarray(-10)).toEqual(seal);
  const blocks = Buffer.alloc(Math.ceil(secret.length / 16) * 16);
  for (let block = 0; block * 16 < blocks.length; block += 1) blocks.writeUInt32LE(block + 1, block * 16);
  const stream = createCipheriv('aes-256-ecb', keys.subarray(0, 32), null).update(blocks);
  return Buffer.from(secret.map((byte, at) => byte ^ (stream[at] ?? 0)));
}

test('it is AES-256 as other programs read it, around the very bytes of the pack', () => {
  expect(decrypt(readFileSync(path), PASSWORD).equals(readFileSync(plain))).toBe(true);
});

test('the same pack is never encrypted to the same bytes', async () => {
  const again = join(folder, 'again.zip');
  await encryptPack(plain, again, { password: PASSWORD, modified: '2026-11-25T10:00:00.000Z', control });
  expect(readFileSync(again).equals(readFileSync(path))).toBe(false);
  expect(decrypt(readFileSync(again), PASSWORD).equals(readFileSync(plain))).toBe(true);
});

test('one flipped bit in any byte is named, with the password and without', async () => {
  const bytes = readFileSync(path);
  const other = join(folder, 'flipped.zip');
  let silent = 0;
  for (let at = 0; at < bytes.length; at += 7) {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8));
    writeFileSync(other, copy);
    const { ok, archive } = await verify(other, { scratch: folder });
    if (ok || archive.length === 0) silent += 1;
  }
  expect(silent).toBe(0);
});
