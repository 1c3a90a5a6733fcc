import { z } from 'zod';
import { PAPERS } from '../exports.ts';
import type { SameLeft } from '../same-as.ts';
import {
  COMPARISON_FORMATS,
  type NamedComparison,
  type ReaskItem,
  type Snapshot,
  type SplitItem,
  type WrittenComparison,
} from '../snapshots.ts';
import { audienceSchema, preparedShape } from './audience.ts';
import { asOfSchema, assignmentRefSchema } from './ids.ts';
import { command, job, query, returns } from './method.ts';
import { nameSchema } from './parties.ts';
import { placeFields } from './place-inputs.ts';

/** A snapshot by its number, the workbook as it is, or another workbook file by its handle. */
export const stateSchema = z.union([
  z.int().min(1),
  z.literal('now'),
  z.object({ file: z.string().max(200) }),
]);
export type NamedState = z.infer<typeof stateSchema>;
const ends = { from: stateSchema, to: stateSchema, asOf: asOfSchema };

export const snapshots = {
  list: query(z.object({}).optional(), returns<readonly Snapshot[]>()),
  take: command(
    z.object({ name: nameSchema, note: z.string().trim().max(10_000).nullable().default(null) }),
    returns<Snapshot>(),
  ),
  remove: command(z.object({ number: z.int().min(1) }), returns<null>()),
  /** WORKBOOK_DAMAGED, WORKBOOK_TOO_NEW or NOT_FOUND, by name, for a file or a snapshot that cannot be read. */
  compare: query(
    // `audience`: what goes out to them, and nothing else. Of a place: the changes of services that run there now, or ran in one of the states.
    // `of`: the number of all changes, wherever they are.
    z.object({ ...ends, ...placeFields, audience: audienceSchema.optional() }),
    returns<NamedComparison & { readonly of: number }>(),
  ),
  /** Writes the comparison in the formats asked for, reads each back, and gives all of them their names when all are complete. */
  exportComparison: job(
    z.object({
      ...ends,
      files: z
        .array(z.object({ format: z.enum(COMPARISON_FORMATS), target: z.string().max(200) }))
        .min(1)
        .max(COMPARISON_FORMATS.length),
      /** What the PDF and the Word document are printed on. */
      paper: z.enum(PAPERS).default('a4'),
      ...preparedShape,
    }),
    returns<{ readonly files: readonly WrittenComparison[] }>(),
  ),
  /** Answers for which the catalogue proposes something else than it did when they were given; only those. */
  reask: query(
    z.object(placeFields).optional(),
    returns<{
      readonly items: readonly ReaskItem[];
      /** Answers of which is not known what the catalogue proposed. */
      readonly unknown: number;
      readonly splits: readonly SplitItem[];
    }>(),
  ),
  /**
   * Carries every answer to a split duty to those of its parts that have none, each to be confirmed, and a question that was only
   * parked or noted to the first of them. Where all was taken and the former is not accepted, it is emptied and its actions move to
   * the first part. What a part cannot take is left, with why.
   */
  carrySplits: command(
    z.object({}).optional(),
    returns<{ readonly carried: number; readonly left: readonly SameLeft[] }>(),
  ),
  /** The answers stand under what the catalogue proposes today. Without `refs`: all of them, also those whose basis is not known. */
  confirm: command(
    z.object({ refs: z.array(assignmentRefSchema).min(1).max(50_000).optional() }),
    returns<{ readonly confirmed: number }>(),
  ),
};
