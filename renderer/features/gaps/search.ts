import { SEVERITIES, type Severity } from '../../../main/contract/gaps.ts';
import { type PlaceSearch, placeSearch } from '../../components/where/where.ts';

export const GAP_VIEWS = ['gaps', 'actions', 'risks', 'misconceptions'] as const;
export type GapView = (typeof GAP_VIEWS)[number];
/** in-hand: an action covers it that is not late. */
export type Cover = 'in-hand' | 'open';

export interface GapSearch extends PlaceSearch {
  readonly view?: GapView;
  readonly severity?: Severity;
  readonly rule?: string;
  readonly subject?: string;
  readonly cover?: Cover;
  /** Words of the gap or the action. */
  readonly text?: string;
  /** Whether closed actions are listed too. */
  readonly closed?: boolean;
  /** Number of the action that the address leads to. */
  readonly action?: number;
}

const COVERS: readonly Cover[] = ['in-hand', 'open'];

export type GapPatch = { readonly [K in keyof GapSearch]?: GapSearch[K] | undefined };

export function gapSearch(raw: Record<string, unknown>): GapSearch {
  const view = GAP_VIEWS.find((value) => value === raw.view);
  const severity = SEVERITIES.find((value) => value === raw.severity);
  const cover = COVERS.find((value) => value === raw.cover);
  return {
    ...(view && view !== 'gaps' ? { view } : {}),
    ...(severity ? { severity } : {}),
    ...(typeof raw.rule === 'string' && raw.rule !== '' ? { rule: raw.rule } : {}),
    ...(typeof raw.subject === 'string' && raw.subject !== '' ? { subject: raw.subject } : {}),
    ...(cover ? { cover } : {}),
    ...placeSearch(raw),
    ...(typeof raw.text === 'string' && raw.text !== '' ? { text: raw.text } : {}),
    ...(raw.closed === true ? { closed: true } : {}),
    ...(typeof raw.action === 'number' && Number.isInteger(raw.action) ? { action: raw.action } : {}),
  };
}
