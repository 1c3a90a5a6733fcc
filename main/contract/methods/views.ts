import { z } from 'zod';
import type { SavedView } from '../views.ts';
import { slugSchema } from './ids.ts';
import { command, query, returns } from './method.ts';

const nameSchema = z.string().trim().min(1).max(80);

export const views = {
  list: query(z.object({ screen: slugSchema.optional() }).optional(), returns<readonly SavedView[]>()),
  /** A view of the same screen under the same name is replaced. */
  save: command(
    z.object({ name: nameSchema, screen: slugSchema, query: z.string().max(4000) }),
    returns<SavedView>(),
  ),
  /** CONFLICT when another view of the screen has that name. */
  rename: command(z.object({ id: slugSchema, name: nameSchema }), returns<SavedView>()),
  remove: command(z.object({ id: slugSchema }), returns<null>()),
};
