import type { PublicKey, SigningKey } from '../../contract/keys.ts';
import type { KeySignature } from '../../contract/review.ts';
import { capital } from '../words/capital.ts';

/** How many groups of a fingerprint tell keys apart at a glance: 64 bits. */
const SHORT_GROUPS = 4;

/** A fingerprint as people compare it: `3f2a 91bc …`, all 16 groups of 4. */
export const groupsOf = (fingerprint: string): string =>
  fingerprint.match(/.{1,4}/g)?.join(' ') ?? fingerprint;

/** Its beginning, `3f2a 91bc 0d4e 77aa`, where there is no room for all of it. */
export const shortKey = (fingerprint: string): string =>
  groupsOf(fingerprint).split(' ').slice(0, SHORT_GROUPS).join(' ');

/**
 * Who holds the key behind a signature that fits, as far as this profile knows: a name only for a key that somebody here
 * said they know. `3f2a…` is what the signature proves, a name is what somebody says.
 */
export function signedByWords({ name, fingerprint, known }: SigningKey): string {
  const key = shortKey(fingerprint);
  if (known === null) return `signed with the key ${key}, which calls itself ${name} and is not known here`;
  const itself = known.name === name ? '' : `; it calls itself ${name}`;
  return known.own
    ? `signed with your own key ${key}, ${known.name}${itself}`
    : `signed by ${known.name} (key ${key}, known here since ${known.since.slice(0, 10)}${itself})`;
}

/** What a sign-off may claim of who signed it: authorship only where a key did, and its signature holds. */
export interface Authored {
  readonly name: string;
  readonly signature: KeySignature | null;
  readonly signatureErased?: true;
}
/** As `signedByWords`, of a sign-off as this profile sees it. */
export function signOffWords(entry: Authored & { readonly known: SigningKey['known'] }): string {
  const { signature, known } = entry;
  return signature?.problem === null ? signedByWords({ ...signature, known }) : unprovenWords(entry);
}
/** As `signedWithWords`, of a sign-off in a document. */
export const signOffWordsInDocument = (entry: Authored): string =>
  entry.signature?.problem === null ? signedWithWords(entry.signature) : unprovenWords(entry);

const unprovenWords = ({ name, signature, signatureErased }: Authored): string =>
  signature === null
    ? signatureErased
      ? `recorded as signed by ${name} with a key, whose signature was erased with the name that it covered`
      : `recorded as signed by ${name}, without a key`
    : `recorded as signed by ${name}, whose signature does not hold: ${signature.problem}`;

/** The same in a document, which knows nobody: its reader compares the fingerprint with that of the person. */
export const signedWithWords = ({ name, fingerprint }: Pick<PublicKey, 'name' | 'fingerprint'>): string =>
  `signed with the key ${shortKey(fingerprint)}, which calls itself ${name}`;

/** Such words as a sentence of their own. */
export const sentence = (words: string): string => `${capital(words)}.`;
