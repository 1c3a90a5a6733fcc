import { REVIEW_STATES, type ReviewState } from '../../../main/contract/assignments.ts';
import { DUE_KINDS, type DueKind } from '../../../main/contract/due.ts';
import { type PlaceSearch, placeSearch } from '../../components/where/where.ts';

export type ReviewView = 'queue' | 'due' | 'sign-off' | 'owners' | 'rules';
export interface ReviewSearch extends PlaceSearch {
  readonly view?: ReviewView;
  /** `all`: answers in every state; `due`: those to be reviewed again by now. Left out, those that wait for review. */
  readonly state?: ReviewState | 'all' | 'due';
  readonly subject?: string;
  readonly person?: string;
  /** Words of the row. */
  readonly text?: string;
  /** Of what is due: so many days ahead, and of one kind. */
  readonly within?: number;
  readonly kind?: DueKind;
}
export type ReviewPatch = { readonly [K in keyof ReviewSearch]?: ReviewSearch[K] | undefined };

const VIEWS = ['queue', 'due', 'sign-off', 'owners', 'rules'] as const;
const STATES = [...REVIEW_STATES, 'all', 'due'] as const;
const MOST_DAYS = 10_000;

export function reviewSearch(raw: Record<string, unknown>): ReviewSearch {
  const view = VIEWS.find((value) => value === raw.view);
  const kind = DUE_KINDS.find((value) => value === raw.kind);
  const { within } = raw;
  const state = STATES.find((value) => value === raw.state);
  return {
    ...(view ? { view } : {}),
    ...(state ? { state } : {}),
    ...placeSearch(raw),
    ...(typeof raw.subject === 'string' ? { subject: raw.subject } : {}),
    ...(typeof raw.person === 'string' ? { person: raw.person } : {}),
    ...(typeof raw.text === 'string' && raw.text !== '' ? { text: raw.text } : {}),
    ...(typeof within === 'number' && Number.isInteger(within) && within > 0 && within < MOST_DAYS
      ? { within }
      : {}),
    ...(kind ? { kind } : {}),
  };
}
