import { z } from 'zod';
import { CADENCE_MONTHS, type Cadence, type DueList } from '../due.ts';
import { asOfSchema, assignmentRefSchema, dateSchema, slugSchema } from './ids.ts';
import { command, query, returns } from './method.ts';

/** What is due, in one list, and how often answers are reviewed. */
export const due = {
  /** Everything that is overdue, and what is due through `until`: 30 days ahead unless said. */
  list: query(z.object({ until: dateSchema.optional(), asOf: asOfSchema }).optional(), returns<DueList>()),
  cadences: query(z.object({}).optional(), returns<readonly Cadence[]>()),
  /** How often the answers of a place are reviewed; null leaves that to the place around it. NOT_FOUND for a domain or a duty that is none. */
  setCadence: command(
    z.object({
      of: z.union([
        z.literal('workbook'),
        z.object({ domain: slugSchema }),
        z.object({ refs: z.array(assignmentRefSchema).min(1).max(50_000) }),
      ]),
      months: z.int().min(CADENCE_MONTHS.least).max(CADENCE_MONTHS.most).nullable(),
    }),
    returns<readonly Cadence[]>(),
  ),
};
