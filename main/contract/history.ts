import { z } from 'zod';
import { assignmentRefSchema, slugSchema } from './ids.ts';
import { query, returns } from './method.ts';
import { HISTORY_KINDS, type HistoryKind, WAYS, type Way } from './ways.ts';

/** One thing that became different: in words, with names. */
export interface HistoryChange {
  /** Which field, for programs: `owners`, `text:aws`, `status`, `evidence:3`. */
  readonly field: string;
  /** The same for people: `Owner`, `Text of AWS`. */
  readonly label: string;
  /** Null for nothing there. */
  readonly before: string | null;
  readonly after: string | null;
}
/** What one entry did to one record: a duty with its shares and links, or another record. */
export interface HistoryPart {
  readonly kind: HistoryKind;
  /** `orders-db/os-patching` of a duty; null for other records. */
  readonly ref: string | null;
  /** What a person calls it: `Restore testing`, `E-3 Runbook`; and of which service. */
  readonly name: string;
  readonly subject: string | null;
  readonly act: 'added' | 'changed' | 'removed';
  readonly changes: readonly HistoryChange[];
  /** How many changes it has; more than are given only where a list is asked for in short. */
  readonly all: number;
  /** Of a duty in a merge: who changed it in the copy. Not given in the short list of everything. */
  readonly by?: readonly string[];
}
/** One entry of the change log. */
export interface HistoryLine {
  readonly rev: number;
  /** ISO instant. */
  readonly at: string;
  readonly who: string | null;
  readonly way: Way;
  /** Who sent the sheet, or which file was merged; null for other ways. */
  readonly from: string | null;
  readonly kinds: readonly HistoryKind[];
  /** What happened, in one sentence. */
  readonly what: string;
  /** Why, where it was said: the reason of an answer that differs, of "not applicable", of reopening. */
  readonly why: string | null;
  /** How many duties and how many records in all it touched, as far as they were asked for. */
  readonly duties: number;
  readonly all: number;
  readonly parts: readonly HistoryPart[];
}
export interface HistoryPage {
  /** Lines in all under the filter. */
  readonly total: number;
  /** Newest first, from the offset on. */
  readonly lines: readonly HistoryLine[];
}

const filterShape = {
  /** A duty (`orders-db/os-patching`) or a subject (`orders-db`, `aws`, `workbook`). */
  ref: z.union([assignmentRefSchema, slugSchema]).optional(),
  /** Name of whoever made the change, sent the sheet, or worked in the copy that was merged. Letter case does not count. */
  by: z.string().trim().min(1).max(200).optional(),
  /** ISO instants: from the first on, before the second. */
  since: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  kind: z.enum(HISTORY_KINDS).optional(),
  way: z.enum(WAYS).optional(),
  /** A text in what was said before or after, or in the names of services and duties. */
  text: z.string().trim().min(1).max(200).optional(),
};
const filterSchema = z.object(filterShape);
export type HistoryFilter = z.infer<typeof filterSchema>;
const rev = z.int().min(1);

/** The change log in words. Everything here is read from the log itself and from the records as they are now. */
export const history = {
  /** A window of the lines, newest first. `whole` gives each line all its parts and texts; otherwise they are cut short. */
  list: query(
    z.object({
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
      whole: z.boolean().default(false),
      filter: filterSchema.default({}),
    }),
    returns<HistoryPage>(),
  ),
  /** The parts of one entry, whole, as a window. NOT_FOUND for a revision that the log does not have. */
  entry: query(
    z.object({
      rev,
      ref: filterShape.ref,
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    returns<{ readonly line: HistoryLine; readonly total: number; readonly parts: readonly HistoryPart[] }>(),
  ),
  /** At which offset of the list an entry stands; null where the filter leaves it out. */
  find: query(
    z.object({ rev, filter: filterSchema.default({}) }),
    returns<{ readonly offset: number | null }>(),
  ),
  /** Everybody who made a change, sent a sheet or worked in a copy that was merged, in the order of their names. */
  people: query(z.object({}).optional(), returns<readonly string[]>()),
  /** Reads the next piece of the log ahead, so that filters and far jumps find it read. */
  prepare: query(z.object({}).optional(), returns<{ readonly done: number; readonly total: number }>()),
};
