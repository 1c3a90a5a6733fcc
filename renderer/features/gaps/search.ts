import { SEVERITIES, type Severity } from '../../../main/contract/gaps.ts';

export const GAP_VIEWS = ['gaps', 'actions', 'risks', 'misconceptions'] as const;
export type GapView = (typeof GAP_VIEWS)[number];
/** in-hand: an action covers it that is not late. */
export type Cover = 'in-hand' | 'open';

export interface GapSearch {
  readonly view?: GapView;
  readonly severity?: Severity;
  readonly rule?: string;
  readonly subject?: string;
  readonly cover?: Cover;
  /** An environment, an account or a Region, such as `account:111122223333`. */
  readonly where?: string;
  /** Words of the gap or the action. */
  readonly text?: string;
  /** Whether closed actions are listed too. */
  readonly closed?: boolean;
  /** Number of the action that the address leads to. */
  readonly action?: number;
}

const COVERS: readonly Cover[] = ['in-hand', 'open'];

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
    ...(typeof raw.where === 'string' && raw.where !== '' ? { where: raw.where } : {}),
    ...(typeof raw.text === 'string' && raw.text !== '' ? { text: raw.text } : {}),
    ...(raw.closed === true ? { closed: true } : {}),
    ...(typeof raw.action === 'number' && Number.isInteger(raw.action) ? { action: raw.action } : {}),
  };
}
