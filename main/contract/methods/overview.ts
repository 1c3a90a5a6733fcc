import { z } from 'zod';
import type { Overview } from '../overview.ts';
import { query, returns } from './method.ts';

export const overview = {
  get: query(z.object({}).optional(), returns<Overview>()),
};
