import { z } from 'zod';
import { type Gap, SEVERITIES, type Severity } from '../../../../contract/gaps.ts';

export const severity = z.enum(SEVERITIES) satisfies z.ZodType<Severity>;
export const gap = z.object({
  rule: z.string(),
  severity: severity,
  sentence: z.string(),
  ref: z.string().nullable(),
  subject: z.string(),
  responsibility: z.string().nullable(),
  action: z.number().nullable(),
}) satisfies z.ZodType<Gap>;
