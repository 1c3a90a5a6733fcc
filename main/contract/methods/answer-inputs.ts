import { z } from 'zod';
import { assignmentRefSchema, dateSchema, slugSchema } from './ids.ts';
import { nameSchema } from './parties.ts';

// What is given with a change of an answer.
export const refsSchema = z.array(assignmentRefSchema).min(1).max(50_000);
export const textSchema = z.string().trim().max(10_000).nullable();
export const dutiesSchema = z.record(slugSchema, textSchema);
export const personSchema = z.record(slugSchema, slugSchema.nullable());
/** Null: it waits for nothing in particular. */
export const waitsSchema = z
  .object({
    for: z.string().trim().max(10_000).nullable().default(null),
    whom: z
      .union([z.object({ person: slugSchema }), z.object({ name: nameSchema })])
      .nullable()
      .default(null),
  })
  .nullable();
/** What stands behind an accepted risk, as far as it is given: what is left out stays as it is. */
export const riskSchema = z
  .object({
    reason: textSchema,
    approver: slugSchema.nullable(),
    approvedOn: dateSchema.nullable(),
    expiresOn: dateSchema.nullable(),
  })
  .partial();
/** The revision at which the caller last saw the record: a later change by somebody else is a CONFLICT. */
export const baseRev = z.int().min(0).optional();
