import { z } from 'zod';
import { asOfSchema } from './ids.ts';
import { job, query, returns } from './method.ts';

export const SEVERITIES = ['high', 'medium', 'low'] as const;
export const severitySchema = z.enum(SEVERITIES);
export type Severity = z.infer<typeof severitySchema>;

/** What a rule finds wrong or missing, and where. */
export interface Gap {
  readonly rule: string;
  readonly severity: Severity;
  readonly sentence: string;
  /** The assignment it points at, or null when it points at the service as a whole. */
  readonly ref: string | null;
  readonly subject: string;
  readonly responsibility: string | null;
  /** Number of the action still to be done that covers it, or that it is about; null when there is none. */
  readonly action: number | null;
}

/** The gaps of a workbook and, for whoever judges by them, which actions are late themselves on that day. */
export interface JudgedGaps {
  readonly gaps: readonly Gap[];
  /** Numbers of actions. */
  readonly overdue: readonly number[];
}

export const gaps = {
  list: query(
    z.object({ subject: z.string().max(64).optional(), asOf: asOfSchema }).optional(),
    returns<readonly Gap[]>(),
  ),
  /** The same beside other work, with progress: what a large workbook takes its time for. */
  judge: job(z.object({ asOf: asOfSchema }).optional(), returns<JudgedGaps>()),
};
