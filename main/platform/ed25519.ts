import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

/** What stands before the 32 bytes of an Ed25519 key in SubjectPublicKeyInfo (RFC 8410): nothing in it varies. */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const RAW_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** Base64 in its one canonical form, or null. */
function fromBase64(text: string, bytes: number): Buffer | null {
  const decoded = Buffer.from(text, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === text ? decoded : null;
}

/** The 32 bytes of a public key given as SubjectPublicKeyInfo in base64; null for anything else. */
function rawKey(publicKey: string): Buffer | null {
  const spki = fromBase64(publicKey, SPKI_HEAD.length + RAW_BYTES);
  return spki?.subarray(0, SPKI_HEAD.length).equals(SPKI_HEAD) ? spki.subarray(SPKI_HEAD.length) : null;
}

/** SHA-256 of the raw key in hexadecimal; null for what is no Ed25519 key. */
export function fingerprintOf(publicKey: string): string | null {
  const raw = rawKey(publicKey);
  return raw === null ? null : createHash('sha256').update(raw).digest('hex');
}

/** The key as OpenSSL reads it, and back: null for a text that is not exactly that. */
export const pemOf = (publicKey: string): string =>
  `-----BEGIN PUBLIC KEY-----\n${publicKey}\n-----END PUBLIC KEY-----\n`;
export function publicKeyOfPem(pem: string): string | null {
  const publicKey = pem.split('\n')[1] ?? '';
  return rawKey(publicKey) !== null && pemOf(publicKey) === pem ? publicKey : null;
}

export const publicKeyOf = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');

export const newPrivateKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;
export const privateKeyFrom = (pkcs8: Buffer): KeyObject =>
  createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });

/** The signature of these bytes as base64: the same for the same key and bytes. */
export const signBytes = (bytes: string | Uint8Array, key: KeyObject): string =>
  sign(null, Buffer.from(bytes), key).toString('base64');

/** Whether the signature fits the bytes and the key; false for whatever is no signature or no key. */
export function signatureFits(bytes: string | Uint8Array, signature: string, publicKey: string): boolean {
  const raw = rawKey(publicKey);
  const given = fromBase64(signature, SIGNATURE_BYTES);
  if (raw === null || given === null) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(bytes), key, given);
  } catch {
    return false;
  }
}
