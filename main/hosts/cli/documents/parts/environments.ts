import { z } from 'zod';
import type { Environment } from '../../../../contract/environments.ts';

export const environment = z.object({
  id: z.string(),
  name: z.string(),
  account: z.string().nullable(),
  regions: z.string().nullable(),
}) satisfies z.ZodType<Environment>;
