import { z } from 'zod';
import { COLUMN_MEANINGS, type DiscoverReport } from '../discover.ts';
import { job, returns } from './method.ts';

export const meaningOfColumnSchema = z.enum(COLUMN_MEANINGS);
/** What columns mean, by their place; at most as many as can be meant, and some to spare for what has none. */
export const mappedColumnsSchema = z
  .array(z.object({ column: z.int().min(0).max(16_383), means: meaningOfColumnSchema }))
  .min(1)
  .max(100);
/** Of a table with these headings. */
export const fingerprintSchema = z.string().regex(/^[0-9a-f]{24}$/);

export const discover = {
  /** Reads the files and changes nothing; what to add is then said with services.add. */
  read: job(
    z.object({
      files: z.array(z.string().max(200)).min(1).max(500),
      /** What they are called, where that is more than their own name: their ways from a folder that was given. */
      names: z.array(z.string().min(1).max(1000)).max(500).optional(),
      /** What the columns of inventories hold, by heading or letter: of every table that has them all. */
      columns: z
        .array(z.object({ at: z.string().trim().min(1).max(200), means: meaningOfColumnSchema }))
        .max(100)
        .optional(),
      /** The same of one table, by the fingerprint that an earlier reading gave it. */
      tables: z
        .array(z.object({ fingerprint: fingerprintSchema, columns: mappedColumnsSchema }))
        .max(500)
        .optional(),
    }),
    returns<DiscoverReport>(),
  ),
};
