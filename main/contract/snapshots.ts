import { z } from 'zod';
import { audienceSchema, preparedShape } from './audience.ts';
import type { WrittenDocument } from './documents.ts';
import { PAPERS } from './exports.ts';
import { asOfSchema, assignmentRefSchema } from './ids.ts';
import { command, job, query, returns } from './method.ts';
import { nameSchema } from './parties.ts';
import type { SameLeft } from './same-as.ts';

/** A named frozen state of the workbook. */
export interface Snapshot {
  readonly number: number;
  readonly name: string;
  readonly note: string | null;
  readonly takenAt: string;
  readonly takenBy: string | null;
  /** Revision of the workbook that it holds. */
  readonly takenRev: number;
  /** SHA-256 of the frozen state; two snapshots of the same state have the same. */
  readonly digest: string;
}

/** What kinds of change a comparison tells apart, in the order in which they are read. */
export const CHANGE_GROUPS = [
  'services',
  'ownership',
  'texts',
  'people',
  'status',
  'notes',
  'evidence',
  'scope',
] as const;
export type ChangeGroup = (typeof CHANGE_GROUPS)[number];
/** expired: a piece of evidence whose last day lies between the two days; all else is as it was. */
export type ChangeKind = 'added' | 'gone' | 'changed' | 'expired';

export interface Change {
  readonly group: ChangeGroup;
  readonly kind: ChangeKind;
  /** Assignment or service that it is about; for evidence its number, `E-12`; null for the workbook as a whole. */
  readonly ref: string | null;
  /** The same for people: `orders-db, Restore testing`. */
  readonly place: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}
export interface GroupCount {
  readonly group: ChangeGroup;
  readonly added: number;
  readonly gone: number;
  readonly changed: number;
  readonly expired: number;
}
export interface Comparison {
  readonly changes: readonly Change[];
  /** Groups with at least one change. */
  readonly counts: readonly GroupCount[];
  readonly total: number;
}
/** One end of a comparison, as headings name it. */
export interface ComparedState {
  readonly name: string;
  /** ISO instant of the state: of its last change, or of when the snapshot was taken. */
  readonly at: string;
  /** ISO date that decides what of its evidence had expired. */
  readonly judgedAsOf: string;
  /** What is to be known of a workbook file: that it was copied while it was open. */
  readonly notices: readonly string[];
  readonly services: number;
  readonly answered: number;
  readonly evidence: number;
}
export interface NamedComparison extends Comparison {
  readonly from: ComparedState;
  readonly to: ComparedState;
}

/** A snapshot by its number, the workbook as it is, or another workbook file by its handle. */
export const stateSchema = z.union([
  z.int().min(1),
  z.literal('now'),
  z.object({ file: z.string().max(200) }),
]);
export type NamedState = z.infer<typeof stateSchema>;
const ends = { from: stateSchema, to: stateSchema, asOf: asOfSchema };

/** A comparison as a sheet of its changes, or as a document that says who made them and what they do to gaps and controls. */
export const COMPARISON_FORMATS = ['xlsx', 'pdf', 'docx', 'html'] as const;
export type ComparisonFormat = (typeof COMPARISON_FORMATS)[number];
/** A file of a comparison that was written and read back. */
export interface WrittenComparison
  extends Pick<WrittenDocument, 'name' | 'handle' | 'bytes' | 'sha256' | 'warnings'> {
  readonly format: ComparisonFormat;
  /** Changes that stand in it. */
  readonly rows: number;
}

/** An answer whose basis in the catalogue is another one today. */
export interface ReaskItem {
  readonly ref: string;
  readonly place: string;
  /** The answer as recorded: `AWS + Acme`. */
  readonly answer: string;
  readonly answeredAt: string | null;
  readonly changes: readonly {
    readonly field: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

/** An answer to a duty that the catalogue has split since, with the names of its parts that have no answer yet. */
export interface SplitItem {
  readonly ref: string;
  readonly place: string;
  readonly answer: string;
  readonly parts: readonly string[];
}

export const snapshots = {
  list: query(z.object({}).optional(), returns<readonly Snapshot[]>()),
  take: command(
    z.object({ name: nameSchema, note: z.string().trim().max(10_000).nullable().default(null) }),
    returns<Snapshot>(),
  ),
  remove: command(z.object({ number: z.int().min(1) }), returns<null>()),
  /** WORKBOOK_DAMAGED, WORKBOOK_TOO_NEW or NOT_FOUND, by name, for a file or a snapshot that cannot be read. */
  compare: query(
    // `audience`: what goes out to them, and nothing else.
    z.object({ ...ends, audience: audienceSchema.optional() }),
    returns<NamedComparison>(),
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
    z.object({}).optional(),
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
