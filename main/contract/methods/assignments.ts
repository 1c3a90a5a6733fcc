import { z } from 'zod';
import {
  type Assignment,
  type Card,
  type MisconceptionWarning,
  REVIEW_STATES,
  type RegisterRow,
  STATUSES,
  type Walk,
  type WalkSubject,
} from '../assignments.ts';
import type { BulkResult, CellChange } from '../cells.ts';
import type { Matrix, MatrixChanges } from '../matrix.ts';
import { type FilterOptions, GROUPINGS, MINE, REGISTER_COLUMNS, type RegisterGroup } from '../register.ts';
import {
  baseRev,
  dutiesSchema,
  personSchema,
  refsSchema,
  riskSchema,
  textSchema,
  waitsSchema,
} from './answer-inputs.ts';
import { cellFieldSchema } from './cells.ts';
import { assignmentRefSchema, dateSchema, slugSchema } from './ids.ts';
import { command, job, query, returns } from './method.ts';
import { placeFields } from './place-inputs.ts';
import { sameAs } from './same-as.ts';

export const statusSchema = z.enum(STATUSES);
export const registerFilterSchema = z.object({
  subject: slugSchema.optional(),
  domain: slugSchema.optional(),
  ...placeFields,
  tag: z.string().trim().min(1).max(60).optional(),
  party: slugSchema.optional(),
  person: z.union([slugSchema, z.literal(MINE)]).optional(),
  status: statusSchema.optional(),
  review: z.enum(REVIEW_STATES).optional(),
  ownership: z.enum(['unanswered', 'not-applicable', 'single', 'shared']).optional(),
  parked: z.boolean().optional(),
  confirmLater: z.boolean().optional(),
  gap: slugSchema.optional(),
  checks: z.enum(['any', 'failed']).optional(),
  control: z
    .string()
    .max(140)
    .regex(/^[^/]+\/.+$/, 'expected framework/control')
    .optional(),
  text: z.string().max(200).optional(),
});
const orderSchema = {
  filter: registerFilterSchema.default({}),
  sort: z.object({ column: z.enum(REGISTER_COLUMNS), descending: z.boolean().default(false) }).optional(),
  group: z.enum(GROUPINGS).optional(),
  /** Listed although the filter does not let them pass: what was changed while somebody stands in the list. */
  keep: z.array(assignmentRefSchema).max(5000).optional(),
};
const hasText = ({ filter }: { readonly filter: z.infer<typeof registerFilterSchema> }): boolean =>
  filter.text !== undefined && filter.text.trim() !== '';

export const assignments = {
  ...sameAs,
  subjects: query(z.object({}).optional(), returns<readonly WalkSubject[]>()),
  walk: query(z.object({ subject: slugSchema }), returns<Walk>()),
  card: query(z.object({ ref: assignmentRefSchema }), returns<Card>()),
  /** What would be warned of if these parties were recorded; null when nothing. */
  check: query(
    z.object({ ref: assignmentRefSchema, owners: z.array(slugSchema).min(1).max(10) }),
    returns<MisconceptionWarning | null>(),
  ),
  matrix: query(z.object({}).optional(), returns<Matrix>()),
  /** The cells that changed after a revision; null where more than cells did, or so many that the whole is read as well. */
  matrixSince: query(z.object({ rev: z.int().min(0) }), returns<MatrixChanges | null>()),
  /** The same beside other work, with progress: what a large workbook takes its time for. */
  layOutMatrix: job(z.object({}).optional(), returns<Matrix>()),
  register: query(
    z.object({
      ...orderSchema,
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(100_000).default(200),
    }),
    returns<{
      readonly total: number;
      readonly rows: readonly RegisterRow[];
      /** The groups of all rows when grouped, else none. */
      readonly groups: readonly RegisterGroup[];
    }>(),
    hasText,
  ),
  /** What there is to filter by, beside what other queries list. */
  filterOptions: query(z.object({}).optional(), returns<FilterOptions>()),
  /** Refs of all rows that pass, in the same order. */
  refs: query(z.object(orderSchema), returns<readonly string[]>(), hasText),
  /**
   * Records who owns the duty, and whatever else is given with it, as one change. Texts not given come from what was recorded
   * before, else from the catalogue. What is recorded already leaves no entry in the change log. RULE_VIOLATION with a kind of
   * `refusals.ts`: a misconception and "not applicable" want a reason, an accepted answer is locked. CONFLICT when changed
   * since `baseRev`.
   */
  answer: command(
    z.object({
      ref: assignmentRefSchema,
      answer: z.union([
        z.object({ owners: z.array(slugSchema).min(1).max(10) }),
        z.object({ notApplicable: z.string().trim().max(10_000) }),
      ]),
      reason: z.string().trim().max(10_000).nullable().optional(),
      duties: dutiesSchema.optional(),
      people: personSchema.optional(),
      status: statusSchema.optional(),
      dueOn: dateSchema.nullable().optional(),
      note: textSchema.optional(),
      /** How the duty is answered elsewhere, in words, where the answer was taken over from there: the history tells it. */
      precedent: z.string().trim().min(1).max(1000).optional(),
      baseRev,
    }),
    returns<Assignment>(),
  ),
  /**
   * Changes what stands beside the answer. Status, due date, note and parking hold before there is an answer, too; texts and
   * persons hang on a share (kind `no-part` without one): give them with the answer. Saying what it waits for parks it; what stands
   * behind an accepted risk hangs on that status, and goes with it.
   */
  update: command(
    z.object({
      ref: assignmentRefSchema,
      duties: dutiesSchema.optional(),
      people: personSchema.optional(),
      reason: textSchema.optional(),
      status: statusSchema.optional(),
      risk: riskSchema.optional(),
      dueOn: dateSchema.nullable().optional(),
      note: textSchema.optional(),
      parked: z.boolean().optional(),
      waits: waitsSchema.optional(),
      baseRev,
    }),
    returns<Assignment>(),
  ),
  /**
   * Changes many assignments alike, as one step. What is accepted in review, would be a misconception without a reason, or
   * is refused for another cause is skipped and named; the rest is changed. People are given by the party whose share they take.
   */
  bulk: command(
    z.object({
      refs: refsSchema,
      set: z
        .object({
          owners: z.array(slugSchema).min(1).max(10),
          notApplicable: z.string().trim().min(1).max(10_000),
          people: personSchema,
          status: statusSchema,
          risk: riskSchema,
          dueOn: dateSchema.nullable(),
          parked: z.boolean(),
          waits: waitsSchema,
          reason: z.string().trim().max(10_000),
        })
        .partial()
        .refine((set) => Object.values(set).some((value) => value !== undefined), 'say what to set')
        .refine((set) => !(set.owners && set.notApplicable), 'either owners or not applicable'),
    }),
    returns<BulkResult>(),
  ),
  /**
   * Writes cells from their texts, as pasted from a spreadsheet, as one step; with `dryRun` only says what would happen.
   * Owners are ids or names joined by + or a comma, "Not applicable" (with a `reason` beside it) or "Unanswered". Empty
   * owners and status leave the cell as it is, every other empty text empties it.
   */
  applyCells: command(
    z.object({
      changes: z
        .array(z.object({ ref: assignmentRefSchema, field: cellFieldSchema, value: z.string().max(10_000) }))
        .min(1)
        .max(50_000),
      dryRun: z.boolean().default(false),
    }),
    returns<{ readonly cells: readonly CellChange[]; readonly changed: readonly string[] }>(),
  ),
  /** Takes the answer back: shares and "not applicable" go, note and evidence stay. */
  clear: command(z.object({ ref: assignmentRefSchema }), returns<Assignment>()),
  /**
   * Accepts every suggestion of a subject (or of one domain of it), or of the duties named, that is still unanswered and not
   * parked, as one change.
   */
  acceptSuggestions: command(
    z.union([
      z.object({
        subject: slugSchema,
        domain: slugSchema.optional(),
        confirmLater: z.boolean().default(false),
      }),
      z.object({ refs: refsSchema, confirmLater: z.boolean().default(false) }),
    ]),
    returns<{ readonly accepted: readonly string[] }>(),
  ),
  /** Confirms answers that were accepted in bulk, as one change; what waits for no confirmation is left alone. */
  confirm: command(
    z.object({ refs: z.array(assignmentRefSchema).min(1).max(50_000) }),
    returns<{ readonly confirmed: readonly string[] }>(),
  ),
  /** Asks a duty that the catalogue would not ask for this service, or stops asking it again. */
  ask: command(z.object({ ref: assignmentRefSchema, asked: z.boolean() }), returns<Assignment | null>()),
  /** Where the assessor stands; reopening goes there. */
  position: query(z.object({}).optional(), returns<{ readonly ref: string | null }>()),
  setPosition: command(z.object({ ref: assignmentRefSchema }), returns<null>(), { logged: false }),
};
