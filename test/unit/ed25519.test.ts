import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  fingerprintOf,
  newPrivateKey,
  pemOf,
  privateKeyFrom,
  publicKeyOf,
  publicKeyOfPem,
  signatureFits,
  signBytes,
} from '../../main/platform/ed25519.ts';

test('the keys and the signature of RFC 8032 come out as it says', () => {
  // Section 7.1, test 2: one byte, 0x72.
  const secret = Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex');
  const key = privateKeyFrom(Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), secret]));
  const publicKey = publicKeyOf(key);
  expect(Buffer.from(publicKey, 'base64').subarray(-32).toString('hex')).toBe(
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  );
  const signature = signBytes(Buffer.from('72', 'hex'), key);
  expect(Buffer.from(signature, 'base64').toString('hex')).toBe(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  );
  expect(signatureFits(Buffer.from('72', 'hex'), signature, publicKey)).toBe(true);
  expect(publicKeyOfPem(pemOf(publicKey))).toBe(publicKey);
});

test('no bit of the text, the signature or the key can be another', () => {
  const key = newPrivateKey();
  const publicKey = publicKeyOf(key);
  const text = Buffer.from('who owns which duty');
  const signature = signBytes(text, key);
  const flips = (bytes: Buffer) =>
    Array.from({ length: bytes.length * 8 }, (_, bit) => {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return flipped;
    });
  for (const other of flips(text)) expect(signatureFits(other, signature, publicKey)).toBe(false);
  for (const other of flips(Buffer.from(signature, 'base64')))
    expect(signatureFits(text, other.toString('base64'), publicKey)).toBe(false);
  for (const other of flips(Buffer.from(publicKey, 'base64')))
    expect(signatureFits(text, signature, other.toString('base64'))).toBe(false);
});

test('what is no key and no signature is refused, and so is another spelling of one', () => {
  const key = newPrivateKey();
  const publicKey = publicKeyOf(key);
  const signature = signBytes('a', key);
  for (const other of ['', 'A', `${signature} `, signature.replace(/=+$/, ''), `${signature}AA==`])
    expect(signatureFits('a', other, publicKey)).toBe(false);
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
  const foreign = rsa.export({ type: 'spki', format: 'der' }).toString('base64');
  expect([fingerprintOf(foreign), fingerprintOf(''), fingerprintOf(`${publicKey}\n`)]).toEqual([
    null,
    null,
    null,
  ]);
  for (const pem of ['', pemOf(foreign), `${pemOf(publicKey)}\n`, pemOf(publicKey).replace('\n', '\r\n')])
    expect(publicKeyOfPem(pem)).toBe(null);
});
