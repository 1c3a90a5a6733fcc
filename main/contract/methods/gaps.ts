import { z } from 'zod';
import { type Gap, type JudgedGaps, SEVERITIES } from '../gaps.ts';
import { asOfSchema } from './ids.ts';
import { job, query, returns } from './method.ts';

export const severitySchema = z.enum(SEVERITIES);
export const gaps = {
  list: query(
    z.object({ subject: z.string().max(64).optional(), asOf: asOfSchema }).optional(),
    returns<readonly Gap[]>(),
  ),
  /** The same beside other work, with progress: what a large workbook takes its time for. */
  judge: job(z.object({ asOf: asOfSchema }).optional(), returns<JudgedGaps>()),
};
