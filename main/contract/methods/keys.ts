import { z } from 'zod';
import type { KeysInfo, KnownKey, OwnKey, PublicKey } from '../keys.ts';
import { action, returns } from './method.ts';
import { nameSchema } from './parties.ts';

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
