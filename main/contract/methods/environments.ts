import { z } from 'zod';
import type { Environment } from '../environments.ts';
import { slugSchema } from './ids.ts';
import { command, query, returns } from './method.ts';
import { nameSchema } from './parties.ts';

/** AWS account ids, and Regions, with commas between several. */
export const accountSchema = z.string().trim().max(4000).nullable();
export const regionsSchema = z.string().trim().max(1000).nullable();

export const environments = {
  list: query(z.object({}).optional(), returns<readonly (Environment & { readonly services: number })[]>()),
  add: command(
    z.object({
      name: nameSchema,
      account: accountSchema.default(null),
      regions: regionsSchema.default(null),
    }),
    returns<Environment>(),
  ),
  update: command(
    z.object({
      id: slugSchema,
      name: nameSchema.optional(),
      account: accountSchema.optional(),
      regions: regionsSchema.optional(),
    }),
    returns<Environment>(),
  ),
  /** Services that ran there stay, without an environment. */
  remove: command(z.object({ id: slugSchema }), returns<null>()),
};
