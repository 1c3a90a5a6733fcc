import { z } from 'zod';
import type { HouseRulesProblem, HouseRulesReading } from '../../../../contract/house-rules.ts';

export const houseRulesProblem = z.object({
  line: z.number(),
  column: z.number(),
  text: z.string(),
}) satisfies z.ZodType<HouseRulesProblem>;
export const houseRulesReading = z.object({
  name: z.string().nullable(),
  edition: z.string().nullable(),
  digest: z.string(),
  does: z.array(z.string()),
  problems: z.array(houseRulesProblem),
}) satisfies z.ZodType<HouseRulesReading>;
