import { z } from 'zod';
import { action, returns } from './method.ts';
import { nameSchema } from './parties.ts';

/** What anybody may know of a key, and what its exported file says. */
export interface PublicKey {
  /** Whom the key says that it belongs to: nobody has checked it. */
  readonly name: string;
  /** Ed25519, SubjectPublicKeyInfo as base64. */
  readonly publicKey: string;
  /** SHA-256 of the raw public key, in hexadecimal: what people compare. */
  readonly fingerprint: string;
  readonly createdAt: string;
}
/** The key of this profile. Its private half never leaves the program that holds it. */
export interface OwnKey extends PublicKey {
  /** Whether a passphrase is needed to sign with it. */
  readonly protected: boolean;
}
/** A key of which somebody at this profile said whose it is. */
export interface KnownKey extends PublicKey {
  /** The name under which it is known here, which can be another than it gives itself. */
  readonly knownAs: string;
  readonly since: string;
}
export interface KeysInfo {
  readonly own: OwnKey | null;
  /** By the name that they are known under. */
  readonly known: readonly KnownKey[];
}
/** The key behind a signature that fits, and what this profile knows of it. */
export interface SigningKey extends Pick<PublicKey, 'name' | 'fingerprint'> {
  readonly known: null | { readonly name: string; readonly since: string; readonly own: boolean };
}

export const passphraseSchema = z.string().min(8, 'a passphrase has at least 8 characters').max(1000);
export const fingerprintSchema = z
  .string()
  .transform((text) => text.replace(/\s+/g, '').toLowerCase())
  .pipe(z.string().regex(/^[0-9a-f]{64}$/, 'a fingerprint has 64 hexadecimal digits'));

/** The keys of this profile: its own, which signs, and those of others, by which it knows who signed. */
export const keys = {
  info: action(z.object({}).optional(), returns<KeysInfo>()),
  /** RULE_VIOLATION where there is a key already, unless it is to be replaced: it is then kept aside and stays known. */
  new: action(
    z.object({
      name: nameSchema,
      passphrase: passphraseSchema.optional(),
      replace: z.boolean().default(false),
    }),
    returns<OwnKey>(),
  ),
  /** Writes the public half as a file for others. NOT_FOUND where there is no key. */
  export: action(z.object({ target: z.string().max(200) }), returns<PublicKey>()),
  /** From now on the key in that file is known here. INVALID_INPUT for a file that is none. */
  trust: action(z.object({ file: z.string().max(200), name: nameSchema.optional() }), returns<KnownKey>()),
  /** NOT_FOUND for a key that is not known. */
  forget: action(z.object({ fingerprint: fingerprintSchema }), returns<KnownKey>()),
};
