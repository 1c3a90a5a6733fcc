import { z } from 'zod';
import type { DiscoverReport } from '../discover.ts';
import { job, returns } from './method.ts';

export const discover = {
  /** Reads the files and changes nothing; what to add is then said with services.add. */
  read: job(z.object({ files: z.array(z.string().max(200)).min(1).max(500) }), returns<DiscoverReport>()),
};
