import { z } from 'zod';

const code = z.string().max(40);
const person = z
  .string()
  .max(64)
  .regex(/^[a-z0-9-]+$/);
const guest = z
  .string()
  .trim()
  .min(2)
  .max(80)
  // A name is one line of letters and signs that can be seen: some letters are blank, too.
  .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]+$/u);

const DOOR = z.strictObject({ code, as: z.undefined().optional() });
const JOIN = z.strictObject({
  code,
  as: z.union([z.strictObject({ person }), z.strictObject({ guest })]),
});

/** What is brought to the door: the code alone, or with it whom one comes as. */
export const joinSchema = (kind: 'door' | 'join'): typeof DOOR | typeof JOIN =>
  kind === 'door' ? DOOR : JOIN;
