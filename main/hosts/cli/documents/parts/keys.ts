import { z } from 'zod';
import type { KeysInfo, KnownKey, OwnKey, PublicKey, SigningKey } from '../../../../contract/keys.ts';

export const publicKey = z.object({
  name: z.string(),
  publicKey: z.string(),
  fingerprint: z.string(),
  createdAt: z.string(),
}) satisfies z.ZodType<PublicKey>;
export const ownKey = publicKey.extend({ protected: z.boolean() }) satisfies z.ZodType<OwnKey>;
export const knownKey = publicKey.extend({
  knownAs: z.string(),
  since: z.string(),
}) satisfies z.ZodType<KnownKey>;
export const keysInfo = z.object({
  own: ownKey.nullable(),
  known: z.array(knownKey),
}) satisfies z.ZodType<KeysInfo>;
export const signingKey = publicKey.pick({ name: true, fingerprint: true }).extend({
  known: z.object({ name: z.string(), since: z.string(), own: z.boolean() }).nullable(),
}) satisfies z.ZodType<SigningKey>;
