import { z } from 'zod';
import { slugSchema } from './ids.ts';

/** Narrows a list to what runs in an environment, an account and a Region; whatever is given has to fit. */
export const placeFields = {
  environment: slugSchema.optional(),
  account: z
    .string()
    .regex(/^\d{12}$/, 'an account has 12 digits')
    .optional(),
  region: z.string().trim().min(1).max(60).optional(),
};
