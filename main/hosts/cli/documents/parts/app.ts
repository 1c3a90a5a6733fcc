import { z } from 'zod';
import type { Diagnostics } from '../../../../contract/app.ts';

export const diagnostics = z.object({ text: z.string() }) satisfies z.ZodType<Diagnostics>;
