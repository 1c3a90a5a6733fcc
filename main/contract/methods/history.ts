import { z } from 'zod';
import type { HistoryLine, HistoryPage, HistoryPart } from '../history.ts';
import { HISTORY_KINDS, WAYS } from '../ways.ts';
import { assignmentRefSchema, slugSchema } from './ids.ts';
import { query, returns } from './method.ts';
import { placeFields } from './place-inputs.ts';

/** What of an entry is told. */
const entryShape = {
  /** A duty (`orders-db/os-patching`) or a subject (`orders-db`, `aws`, `workbook`). */
  ref: z.union([assignmentRefSchema, slugSchema]).optional(),
  /** Services are where they run now; one that is gone, where it ran. */
  ...placeFields,
};
const filterShape = {
  ...entryShape,
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
export type EntryFilter = Pick<HistoryFilter, keyof typeof entryShape>;
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
      ...entryShape,
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
