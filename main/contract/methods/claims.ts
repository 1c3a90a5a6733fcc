import { z } from 'zod';
import {
  CLAIM_OWNERS,
  type ClaimsComparison,
  type ClaimsRecorded,
  type MatrixPreview,
  MEANINGS,
  type SavedMapping,
  VERDICTS,
  type VendorMatrix,
} from '../claims.ts';
import { dateSchema, slugSchema } from './ids.ts';
import { command, job, query, returns } from './method.ts';
import { nameSchema } from './parties.ts';

export const meaningSchema = z.enum(MEANINGS);
const claimWordSchema = z.union([z.array(z.enum(CLAIM_OWNERS)).max(3), z.literal('not-applicable')]);
/** A mapping as a person corrects it; what a preview returned can be given back as it is. */
export const mappingSchema = z
  .array(
    z.object({
      sheet: z.string().min(1).max(100),
      matrix: z.boolean().default(true),
      headerRow: z.int().min(0).max(1_048_576),
      headerRows: z.int().min(0).max(5).default(1),
      scheme: z.string().max(64).nullable().default(null),
      columns: z
        .array(z.object({ column: z.int().min(0).max(16_383), meaning: meaningSchema }))
        .max(1000)
        .default([]),
      words: z
        .array(z.object({ word: z.string().min(1).max(300), means: claimWordSchema }))
        .max(500)
        .default([]),
    }),
  )
  .max(500);
export type GivenMapping = z.infer<typeof mappingSchema>;

const source = {
  file: z.string().max(200),
  mapping: mappingSchema.optional(),
  /** How control ids are written that may be those of several frameworks, of which the file names none: a spelling, or `own` for the vendor's own numbers. */
  framework: z.string().max(64).optional(),
};
const vendorSchema = z.union([
  z.object({ party: slugSchema }),
  z.object({
    name: nameSchema,
    kind: z.enum(['provider', 'third-party', 'internal-provider']).default('third-party'),
  }),
]);
const id = z.int().min(1);

export const claims = {
  /** Reads a vendor's matrix and changes nothing. Once it is said whose it is, the parties' own names count as words. A mapping given replaces what would be recognised on the sheets that it names. */
  preview: job(z.object({ ...source, vendor: vendorSchema.optional() }), returns<MatrixPreview>()),
  /**
   * Reads it again, keeps the file as evidence and records what it says, as one change. A former matrix of the same vendor on
   * any of the same frameworks gives way to it, and keeps what it says of others. A mapping given is remembered for the next file with the same headings.
   */
  record: job(
    z.object({
      ...source,
      vendor: vendorSchema,
      title: z.string().trim().min(1).max(300).optional(),
      coversFrom: dateSchema.nullable().optional(),
      coversTo: dateSchema.nullable().optional(),
    }),
    returns<ClaimsRecorded>(),
  ),
  list: query(z.object({}).optional(), returns<readonly VendorMatrix[]>()),
  /** A vendor's claims beside our own record, control by control. NOT_FOUND for a matrix that is not there. */
  compare: query(
    z.object({
      matrix: id,
      verdict: z.enum(VERDICTS).optional(),
      framework: z.string().max(64).optional(),
      text: z.string().max(200).optional(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(5000).default(100),
    }),
    returns<ClaimsComparison>(),
  ),
  /** Takes the claims out; the file stays in the register of evidence. */
  remove: command(z.object({ matrix: id }), returns<null>()),
  mappings: query(z.object({}).optional(), returns<readonly SavedMapping[]>()),
  forgetMapping: command(z.object({ fingerprint: z.string().max(100) }), returns<null>()),
};
