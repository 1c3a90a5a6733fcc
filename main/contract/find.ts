import { z } from 'zod';
import { job, query, returns } from './method.ts';

/** What a workbook is searched for, in the order in which results are shown. */
export const FIND_KINDS = [
  'service',
  'person',
  'duty',
  'evidence',
  'decision',
  'action',
  'meeting',
  'control',
] as const;
export const findKindSchema = z.enum(FIND_KINDS);
export type FindKind = z.infer<typeof findKindSchema>;

export interface FindHit {
  readonly kind: FindKind;
  /** Ref of a service or a duty, id of a person, number of evidence, a decision, an action or a meeting, `framework/control`. */
  readonly id: string;
  readonly title: string;
  /** What tells it apart from others of its name: the service of a duty, the party of a person. */
  readonly detail: string;
  /** The duty that a decision or an action is about; null where there is none, and for all else. */
  readonly duty: string | null;
  /** Of a duty that is parked: the word, with what it waits for and for whom. Null for all else. */
  readonly parked: string | null;
  /** What holds the words that the title does not: its name and a piece of its text. Null when the title holds all. */
  readonly matched: { readonly field: string; readonly text: string } | null;
}
export interface FindGroup {
  readonly kind: FindKind;
  /** How many there are; `hits` are the best of them. */
  readonly total: number;
  readonly hits: readonly FindHit[];
}

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
  everything: query(searchSchema, returns<readonly FindGroup[]>()),
  /** The same beside other work, with progress: for a single search, which needs no index of the whole workbook. */
  lookThrough: job(searchSchema, returns<readonly FindGroup[]>()),
};
