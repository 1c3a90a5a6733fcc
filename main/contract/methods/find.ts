import { z } from 'zod';
import { FIND_KINDS, type FindGroup } from '../find.ts';
import { job, query, returns } from './method.ts';

export const findKindSchema = z.enum(FIND_KINDS);
const searchSchema = z.object({
  text: z.string().max(200),
  kinds: z.array(findKindSchema).min(1).optional(),
  /** Of each kind. */
  limit: z.int().min(1).max(1000).default(20),
});

export const find = {
  /**
   * Words, as beginnings; in double quotes they stand together. All have to occur, in whatever parts of an entry. The best
   * comes first: what has them in its title before what has them in a text. Kinds without a hit are left out.
   */
  everything: query(searchSchema, returns<readonly FindGroup[]>(), () => true),
  /** The same beside other work, with progress: for a single search, which needs no index of the whole workbook. */
  lookThrough: job(searchSchema, returns<readonly FindGroup[]>()),
};
