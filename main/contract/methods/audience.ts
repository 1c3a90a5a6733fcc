import { z } from 'zod';
import { AUDIENCE_IDS, MARK_LENGTHS } from '../audience.ts';

export const audienceSchema = z.enum(AUDIENCE_IDS);
const markSchema = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => !/\p{Cc}/u.test(text), 'expected one line')
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .default(null);

/** What every call that writes a document takes; nothing said is internal use without a mark. */
export const preparedShape = {
  audience: audienceSchema.default('internal'),
  classification: markSchema(MARK_LENGTHS.classification),
  distribution: markSchema(MARK_LENGTHS.distribution),
};
