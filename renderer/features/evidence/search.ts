import type { EvidenceKind } from '../../../main/contract/evidence.ts';
import type { EvidenceSort } from './model.ts';

export interface EvidenceSearch {
  readonly text?: string;
  readonly kind?: EvidenceKind;
  readonly dates?: 'expired' | 'soon' | 'none';
  readonly sort?: EvidenceSort;
  /** Number of the piece of evidence whose details are open. */
  readonly open?: number;
}

// Spelt out here, because importing the contract's list would bring its validator into the page.
const KINDS: readonly EvidenceKind[] = ['file', 'reference', 'link', 'note', 'finding'];
const DATES = ['expired', 'soon', 'none'] as const;

export function evidenceSearch(raw: Record<string, unknown>): EvidenceSearch {
  const kind = KINDS.find((value) => value === raw.kind);
  const dates = DATES.find((value) => value === raw.dates);
  const sort = sortOf(raw.sort);
  return {
    ...(typeof raw.text === 'string' && raw.text !== '' ? { text: raw.text } : {}),
    ...(kind ? { kind } : {}),
    ...(dates ? { dates } : {}),
    ...(sort ? { sort } : {}),
    ...(typeof raw.open === 'number' ? { open: raw.open } : {}),
  };
}

function sortOf(raw: unknown): EvidenceSort | null {
  if (typeof raw !== 'object' || raw === null || !('by' in raw) || typeof raw.by !== 'string') return null;
  const descending = 'direction' in raw && raw.direction === 'descending';
  return { by: raw.by, direction: descending ? 'descending' : 'ascending' };
}
