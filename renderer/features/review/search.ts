import { REVIEW_STATES, type ReviewState } from '../../../main/contract/assignments.ts';

export type ReviewView = 'queue' | 'sign-off' | 'owners';
export interface ReviewSearch {
  readonly view?: ReviewView;
  /** `all`: answers in every state. Left out, those that wait for review. */
  readonly state?: ReviewState | 'all';
  readonly subject?: string;
  readonly person?: string;
  /** Words of the row. */
  readonly text?: string;
}
export type ReviewPatch = { readonly [K in keyof ReviewSearch]: ReviewSearch[K] | undefined };

const VIEWS = ['queue', 'sign-off', 'owners'] as const;
const STATES = [...REVIEW_STATES, 'all'] as const;

export function reviewSearch(raw: Record<string, unknown>): ReviewSearch {
  const view = VIEWS.find((value) => value === raw.view);
  const state = STATES.find((value) => value === raw.state);
  return {
    ...(view ? { view } : {}),
    ...(state ? { state } : {}),
    ...(typeof raw.subject === 'string' ? { subject: raw.subject } : {}),
    ...(typeof raw.person === 'string' ? { person: raw.person } : {}),
    ...(typeof raw.text === 'string' && raw.text !== '' ? { text: raw.text } : {}),
  };
}
