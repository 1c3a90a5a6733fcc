import { createPrivateKey, X509Certificate } from 'node:crypto';
import { invalidInput } from '../../contract/errors.ts';
import type { RoomCertificate } from '../../services/room/door.ts';

/** A certificate that a room is opened with, and the name or address under which browsers find it right. */
export interface UsableCertificate extends RoomCertificate {
  readonly host: string;
  /** SHA-256, in the pairs in which browsers show it. */
  readonly fingerprint: string;
}
const DAY_MS = 24 * 60 * 60 * 1000;

/** A certificate for one address and one day, with a key that only memory ever holds. Browsers warn of it: nobody vouches for it. */
export async function makeCertificate(address: string, now: Date): Promise<UsableCertificate> {
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'Demarc room' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // A device whose clock is a little behind finds it begun.
    notBeforeDate: new Date(now.getTime() - DAY_MS),
    notAfterDate: new Date(now.getTime() + DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: address }] },
    ],
  });
  return {
    cert: made.cert,
    key: made.private,
    host: address,
    fingerprint: new X509Certificate(made.cert).fingerprint256,
  };
}

/** The organisation's own certificate, where it holds now, belongs to the key and names something to call the room by. INVALID_INPUT where not. */
export function ownCertificate(
  { cert, key }: RoomCertificate,
  address: string,
  now: Date,
): UsableCertificate {
  const parsed = read(cert, key);
  const { from, to } = { from: new Date(parsed.validFrom), to: new Date(parsed.validTo) };
  if (now < from || now > to)
    throw invalidInput(
      `The certificate holds from ${parsed.validFrom} to ${parsed.validTo}, which is not now. Get a newer one.`,
    );
  const named =
    parsed.checkIP(address) ?? namesOf(parsed).find((name) => parsed.checkHost(name) !== undefined);
  if (named === undefined)
    throw invalidInput(
      `The certificate names neither ${address} nor any host by which the room could be called.`,
    );
  return { cert, key, host: named, fingerprint: parsed.fingerprint256 };
}

function read(cert: string, key: string): X509Certificate {
  let parsed: X509Certificate;
  try {
    parsed = new X509Certificate(cert);
  } catch {
    throw invalidInput(
      'The file of the certificate holds none in the PEM form ("-----BEGIN CERTIFICATE-----").',
    );
  }
  let belongs = false;
  try {
    belongs = parsed.checkPrivateKey(createPrivateKey(key));
  } catch {
    throw invalidInput(
      'The file of the key holds none in the PEM form, or one that is locked with a passphrase.',
    );
  }
  if (!belongs) throw invalidInput('The key does not belong to the certificate.');
  return parsed;
}

/** The host names in a certificate that are no patterns. */
const namesOf = ({ subjectAltName }: X509Certificate): readonly string[] =>
  [...(subjectAltName ?? '').matchAll(/DNS:([A-Za-z0-9.-]+)/g)].map(([, name = '']) => name.toLowerCase());
