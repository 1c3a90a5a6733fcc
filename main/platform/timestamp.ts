import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { childrenOf, type Der, oidOf, readDer, TAGS } from './der.ts';

/** What a timestamp by RFC 3161 says. */
export interface Timestamp {
  /** ISO instant that it attests. */
  readonly time: string;
  readonly imprint: { readonly algorithm: 'sha256' | 'sha384' | 'sha512'; readonly digest: string };
  /** Subject of the certificate in it that its signature fits; null where it holds none, so that the signature was not judged. */
  readonly signer: string | null;
}

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const RSA_PSS = '1.2.840.113549.1.1.10';
const FOR_TIMESTAMPS = '1.3.6.1.5.5.7.3.8';
const HASHES: Readonly<Record<string, Timestamp['imprint']['algorithm']>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const CERTIFICATES = 0xa0;
const SIGNED_ATTRIBUTES = 0xa0;

/**
 * Reads a timestamp reply (.tsr) or a token (.tst) by RFC 3161, in DER, and checks that its signature fits a certificate in it, one for
 * time stamping that was valid then. The chain of that certificate is not judged. Throws a plain sentence part for what is none.
 */
export function readTimestamp(bytes: Buffer): Timestamp {
  const [content] = at(readDer(bytes), TAGS.sequence);
  return readToken(content?.tag === TAGS.oid ? readDer(bytes) : tokenOf(readDer(bytes)));
}

/** The values in a value of that tag. */
function at(value: Der | undefined, tag: number): readonly Der[] {
  if (value?.tag !== tag) throw new Error('it is no timestamp by RFC 3161');
  return childrenOf(value);
}
function inside(value: Der | undefined, tag: number): Buffer {
  if (value?.tag !== tag) throw new Error('it is no timestamp by RFC 3161');
  return value.inside;
}

/** RFC 3161, 2.4.2: a reply holds a token where it was granted. */
function tokenOf(reply: Der): Der {
  const [status, token] = at(reply, TAGS.sequence);
  const code = inside(at(status, TAGS.sequence)[0], TAGS.integer)[0] ?? 255;
  if (code > 1 || token === undefined)
    throw new Error('the authority did not grant it: it is a reply without a timestamp');
  return token;
}

function readToken(token: Der): Timestamp {
  const [type, content] = at(token, TAGS.sequence);
  if (type === undefined || oidOf(type) !== SIGNED_DATA) throw new Error('it is no timestamp by RFC 3161');
  const [signedData] = at(content, 0xa0);
  const parts = at(signedData, TAGS.sequence);
  const [contentType, octets] = at(parts[2], TAGS.sequence);
  if (contentType === undefined || oidOf(contentType) !== TST_INFO)
    throw new Error('what is signed in it is no timestamp');
  const info = inside(at(octets, 0xa0)[0], TAGS.octets);
  const { time, imprint } = readInfo(info);
  const certificates = parts
    .filter(({ tag }) => tag === CERTIFICATES)
    .flatMap(childrenOf)
    .filter(({ tag }) => tag === TAGS.sequence)
    .map(({ whole }) => new X509Certificate(whole));
  const signer = at(parts.at(-1), TAGS.set)[0];
  return { time, imprint, signer: signerOf(signer, info, certificates, time) };
}

/** RFC 3161, 2.4.2: TSTInfo. */
function readInfo(bytes: Buffer): Pick<Timestamp, 'time' | 'imprint'> {
  const [, , imprint, , time] = at(readDer(bytes), TAGS.sequence);
  const [algorithm, digest] = at(imprint, TAGS.sequence);
  const [id] = at(algorithm, TAGS.sequence);
  const hash = id === undefined ? undefined : HASHES[oidOf(id)];
  if (hash === undefined)
    throw new Error('it is on a hash that is not taken; ask for one on SHA-256, SHA-384 or SHA-512');
  const written = inside(time, TAGS.time).toString('latin1');
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z$/.exec(written);
  const [, year, month, day, hour, minute, second, part = ''] = found ?? [];
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${part.padEnd(3, '0').slice(0, 3)}Z`;
  if (found === null || Number.isNaN(Date.parse(iso))) throw new Error('its time cannot be read');
  return { time: iso, imprint: { algorithm: hash, digest: inside(digest, TAGS.octets).toString('hex') } };
}

/** Whose signature it is (RFC 5652, 5.3 and 5.4); null where no certificate is in it to judge that by. */
function signerOf(
  signer: Der | undefined,
  info: Buffer,
  certificates: readonly X509Certificate[],
  time: string,
): string | null {
  const parts = at(signer, TAGS.sequence);
  const [, , digest, attributes] = parts;
  const hash = HASHES[oidOf(at(digest, TAGS.sequence)[0] as Der)];
  if (hash === undefined) throw new Error('it is signed with a hash that is not taken');
  if (attributes?.tag !== SIGNED_ATTRIBUTES) throw new Error('what it signs is not said');
  const stated = childrenOf(attributes).find((attribute) => {
    const [type] = at(attribute, TAGS.sequence);
    return type !== undefined && oidOf(type) === MESSAGE_DIGEST;
  });
  const value = inside(at(at(stated, TAGS.sequence)[1], TAGS.set)[0], TAGS.octets);
  if (!value.equals(createHash(hash).update(info).digest()))
    throw new Error('its signature is on something else than its time');
  if (certificates.length === 0) return null;
  const [scheme, signature] = parts.slice(4);
  // The attributes are signed under the tag of a set.
  const signed = Buffer.concat([Buffer.from([TAGS.set]), attributes.whole.subarray(1)]);
  const pss = oidOf(at(scheme, TAGS.sequence)[0] as Der) === RSA_PSS;
  const own = certificates.find((certificate) =>
    fits(hash, signed, certificate, inside(signature, TAGS.octets), pss),
  );
  if (own === undefined) throw new Error('its signature does not fit any certificate in it');
  if (!own.keyUsage?.includes(FOR_TIMESTAMPS))
    throw new Error('the certificate that signed it is none for time stamping');
  if (Date.parse(own.validFrom) > Date.parse(time) || Date.parse(own.validTo) < Date.parse(time))
    throw new Error('the certificate that signed it was not valid then');
  return own.subject.split('\n').toReversed().join(', ');
}

function fits(
  hash: string,
  signed: Buffer,
  { publicKey }: X509Certificate,
  signature: Buffer,
  pss: boolean,
): boolean {
  const padding = pss
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
    : {};
  const algorithm = publicKey.asymmetricKeyType?.startsWith('ed') ? null : hash;
  try {
    return verify(algorithm, signed, { key: publicKey, ...padding }, signature);
  } catch {
    // A key of a kind that does not sign so.
    return false;
  }
}

/** Whether a timestamp is on these bytes. */
export const isTimestampOf = ({ imprint }: Pick<Timestamp, 'imprint'>, bytes: Buffer): boolean =>
  createHash(imprint.algorithm).update(bytes).digest('hex') === imprint.digest;
