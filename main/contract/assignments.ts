import { z } from 'zod';
import { baseRev, dutiesSchema, personSchema, refsSchema, textSchema, waitsSchema } from './answer-inputs.ts';
import type { Control, Domain, DutyTexts, OwnerClass, Responsibility, Scope, Source } from './catalogue.ts';
import { type BulkResult, type CellChange, cellFieldSchema } from './cells.ts';
import type { Evidence } from './evidence.ts';
import { assignmentRefSchema, dateSchema, slugSchema } from './ids.ts';
import type { Matrix, MatrixChanges } from './matrix.ts';
import { command, job, query, returns } from './method.ts';
import { type FilterOptions, GROUPINGS, MINE, REGISTER_COLUMNS, type RegisterGroup } from './register.ts';
import { sameAs } from './same-as.ts';

/** Status of the customer's part. */
export const STATUSES = ['not-started', 'in-progress', 'implemented', 'risk-accepted'] as const;
export const statusSchema = z.enum(STATUSES);
export type Status = z.infer<typeof statusSchema>;
export const REVIEW_STATES = ['draft', 'submitted', 'accepted', 'returned'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** One party's part in an assignment. */
export interface Share {
  readonly party: string;
  readonly text: string | null;
  readonly person: string | null;
}
/** What a parked duty waits for, and for whom: a person of the workbook, or somebody known by name only. */
export interface Waits {
  readonly for: string | null;
  readonly person: string | null;
  readonly name: string | null;
}
/** One service in use (or provider, or the workbook) x one responsibility, as recorded. */
export interface Assignment {
  readonly subject: string;
  readonly responsibility: string;
  readonly shares: readonly Share[];
  /** Set when the answer is "not applicable"; then there are no shares. */
  readonly notApplicable: string | null;
  /** Why the answer differs from the suggestion. */
  readonly deviationReason: string | null;
  readonly status: Status;
  readonly dueOn: string | null;
  readonly note: string | null;
  readonly parked: boolean;
  /** Only while it is parked, and where it was said. */
  readonly waits: Waits | null;
  /** Answered in bulk, to be confirmed later. */
  readonly confirmLater: boolean;
  /** Asked although the catalogue would not ask it here. */
  readonly askedAnyway: boolean;
  readonly review: ReviewState;
  readonly reviewText: string | null;
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
  /** Revision of the workbook in which this record last changed. */
  readonly rev: number;
}

/** Derived, never stored: no answer; not applicable; one party alone; several parties. */
export type Ownership =
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'not-applicable' }
  | { readonly kind: 'single'; readonly party: string }
  | { readonly kind: 'shared'; readonly parties: readonly string[] };

export interface Suggestion {
  readonly owner: OwnerClass;
  readonly why: string;
  /** The service's own override, or the default of its model (for provider and workbook scope: the general default). */
  readonly basis: 'service' | 'model' | 'general';
  readonly duties: DutyTexts;
  readonly guidance: string | null;
  /** The pages that were read for the entry of the service; none for what is not about one. */
  readonly sources: readonly Source[];
  /** What the assessor should know before trusting it: an unread page, an inferred class, a contested choice, another partition of AWS. */
  readonly cautions: readonly {
    readonly kind: 'unread-source' | 'inferred' | 'contested' | 'partition';
    readonly text: string;
    readonly ask: string | null;
  }[];
}
export interface MisconceptionWarning {
  readonly belief: string;
  readonly correction: string;
  readonly family: 1 | 2 | 3 | null;
  readonly suggested: OwnerClass;
}

/** Everything that one walk-through card shows. */
export interface Card {
  readonly ref: string;
  readonly subject: {
    readonly ref: string;
    readonly kind: Scope;
    readonly label: string;
    readonly detail: string;
  };
  readonly responsibility: Responsibility;
  readonly domain: Domain;
  readonly suggestion: Suggestion;
  readonly assignment: Assignment | null;
  readonly ownership: Ownership;
  /** The warning that the recorded answer raises, if any. */
  readonly misconception: MisconceptionWarning | null;
  /** Of a provider's foundation, answered once: in how many columns of the matrix the answer shows. Null for every other duty. */
  readonly foundation: { readonly columns: number } | null;
  readonly evidence: readonly Evidence[];
  readonly tools: readonly { readonly id: string; readonly name: string }[];
  readonly controls: readonly {
    readonly framework: string;
    readonly name: string;
    readonly controls: readonly (Pick<Control, 'id' | 'title' | 'inherit' | 'why'> & {
      /** What the word on inheritance rests on, by its title. */
      readonly basis: string;
      /** The catalogue has its own words. */
      readonly worded: boolean;
    })[];
  }[];
  readonly previous: string | null;
  readonly next: string | null;
  /** The next card still without an answer and not parked, in walking order; null when none is left. */
  readonly nextOpen: string | null;
  readonly index: number;
  readonly total: number;
}

/** One subject's list of cards, in walking order. */
export interface WalkItem {
  readonly ref: string;
  readonly responsibility: string;
  readonly name: string;
  readonly domain: string;
  readonly ownership: Ownership;
  readonly suggested: OwnerClass;
  readonly status: Status;
  readonly parked: boolean;
  readonly note: boolean;
  readonly evidence: number;
  readonly misconception: boolean;
  /** Only while it is parked, and where it was said. */
  readonly waits: Waits | null;
}
export interface Walk {
  readonly subject: {
    readonly ref: string;
    readonly kind: Scope;
    readonly label: string;
    readonly detail: string;
    readonly model: string | null;
    readonly notes: string | null;
  };
  readonly items: readonly WalkItem[];
  readonly domains: readonly Domain[];
}
export interface WalkSubject {
  readonly ref: string;
  readonly kind: Scope;
  readonly label: string;
  readonly detail: string;
  readonly asked: number;
  readonly answered: number;
  readonly parked: number;
}

/** A row of the flat register, the same on screen, in Excel, PDF and CSV. */
export interface RegisterRow {
  readonly ref: string;
  readonly subject: string;
  readonly subjectKind: Scope;
  readonly subjectLabel: string;
  readonly serviceName: string;
  readonly environment: string | null;
  readonly domain: string;
  readonly domainName: string;
  readonly responsibility: string;
  readonly responsibilityName: string;
  readonly ownership: Ownership;
  readonly shares: readonly Share[];
  readonly suggested: OwnerClass;
  readonly deviates: boolean;
  /** Whether the answer rests on a known misconception; absent where it does not. */
  readonly misconception?: boolean | undefined;
  readonly deviationReason: string | null;
  readonly notApplicable: string | null;
  readonly status: Status;
  readonly dueOn: string | null;
  readonly note: string | null;
  readonly parked: boolean;
  /** Only while it is parked, and where it was said. */
  readonly waits: Waits | null;
  readonly confirmLater: boolean;
  readonly review: ReviewState;
  readonly reviewText: string | null;
  readonly evidence: readonly number[];
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
}
export interface RegisterFilter {
  readonly subject?: string | undefined;
  readonly domain?: string | undefined;
  readonly environment?: string | undefined;
  /** A tag of the service. */
  readonly tag?: string | undefined;
  readonly party?: string | undefined;
  /** A person's id, or `@mine`: whoever bears the name of the assessor. */
  readonly person?: string | undefined;
  readonly status?: Status | undefined;
  readonly review?: ReviewState | undefined;
  readonly ownership?: 'unanswered' | 'not-applicable' | 'single' | 'shared' | undefined;
  readonly parked?: boolean | undefined;
  readonly confirmLater?: boolean | undefined;
  /** Id of a gap rule that points at the row, or at its service as a whole. */
  readonly gap?: string | undefined;
  /** What scanners' checks bear on: any, or those of which one failed. */
  readonly checks?: 'any' | 'failed' | undefined;
  /** `framework/control`: the duties that help with it. */
  readonly control?: string | undefined;
  /** Words, as beginnings; in double quotes they stand together. Looked for in every text of the row and its evidence's titles. */
  readonly text?: string | undefined;
}
export const registerFilterSchema = z.object({
  subject: slugSchema.optional(),
  domain: slugSchema.optional(),
  environment: slugSchema.optional(),
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
  ),
  /** What there is to filter by, beside what other queries list. */
  filterOptions: query(z.object({}).optional(), returns<FilterOptions>()),
  /** Refs of all rows that pass, in the same order. */
  refs: query(z.object(orderSchema), returns<readonly string[]>()),
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
      baseRev,
    }),
    returns<Assignment>(),
  ),
  /**
   * Changes what stands beside the answer. Status, due date, note and parking hold before there is an answer, too; texts and
   * persons hang on a share (kind `no-part` without one): give them with the answer. Saying what it waits for parks it.
   */
  update: command(
    z.object({
      ref: assignmentRefSchema,
      duties: dutiesSchema.optional(),
      people: personSchema.optional(),
      reason: textSchema.optional(),
      status: statusSchema.optional(),
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
