import { z } from 'zod';
import { AUDIENCE_IDS, MARK_LENGTHS } from '../audience.ts';

export const audienceSchema = z.enum(AUDIENCE_IDS);
const markSchema = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `expected at most ${most} characters`)
    .refine((text) => !/\p{Cc}/u.test(text), 'expected one line')
    .transform((text) => (text === '' ? null : text))
    .nullable();

/** A mark as it is kept: one line; null for none. */
export const classificationSchema = markSchema(MARK_LENGTHS.classification).optional();
export const distributionSchema = markSchema(MARK_LENGTHS.distribution).optional();

/** What every call that writes a document takes; nothing said is internal use with the marks of the workbook, and null or nothing but spaces is no mark. */
export const preparedShape = {
  audience: audienceSchema.default('internal'),
  classification: classificationSchema,
  distribution: distributionSchema,
};
