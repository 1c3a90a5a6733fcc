import { z } from 'zod';
import type { Incoming } from '../imports.ts';
import { job, returns } from './method.ts';

export const imports = {
  /** Looks at the beginning of a file by its content, not its name. INVALID_INPUT for a file that is damaged or not to be opened. */
  recognise: job(z.object({ file: z.string().max(200) }), returns<Incoming>()),
};
