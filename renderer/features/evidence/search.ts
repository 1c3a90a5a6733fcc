import { EVIDENCE_KINDS, type EvidenceKind } from '../../../main/contract/evidence.ts';
import type { Sort } from '../../components/data-table/columns.ts';
import { type PlaceSearch, placeSearch } from '../../components/where/where.ts';

/** Groups of the register that one looks for by what they are, rather than by kind. */
export type EvidenceOnly = 'current' | 'replaced' | 'provider-report' | 'unlinked';

export interface EvidenceSearch extends PlaceSearch {
  readonly text?: string;
  readonly kind?: EvidenceKind;
  readonly dates?: 'expired' | 'soon' | 'none';
  readonly only?: EvidenceOnly;
  readonly view?: EvidenceView;
  readonly sort?: Sort;
  /** Handle of a file of findings to read at once. */
  readonly findings?: string;
  /** Number of the piece of evidence whose details are open. */
  readonly open?: number;
  /** Ref of the duty whose findings are shown. */
  readonly about?: string;
}

const ONLY: readonly EvidenceOnly[] = ['current', 'replaced', 'provider-report', 'unlinked'];
const VIEWS = ['timeline', 'findings'] as const;
/** Beside the register itself. */
export type EvidenceView = (typeof VIEWS)[number];
const DATES = ['expired', 'soon', 'none'] as const;

export function evidenceSearch(raw: Record<string, unknown>): EvidenceSearch {
  const kind = EVIDENCE_KINDS.find((value) => value === raw.kind);
  const dates = DATES.find((value) => value === raw.dates);
  const only = ONLY.find((value) => value === raw.only);
  const view = VIEWS.find((value) => value === raw.view);
  const sort = sortOf(raw.sort);
  return {
    ...(typeof raw.text === 'string' && raw.text !== '' ? { text: raw.text } : {}),
    ...placeSearch(raw),
    ...(kind ? { kind } : {}),
    ...(dates ? { dates } : {}),
    ...(only ? { only } : {}),
    ...(view ? { view } : {}),
    ...(sort ? { sort } : {}),
    ...(typeof raw.findings === 'string' ? { findings: raw.findings } : {}),
    ...(typeof raw.about === 'string' && raw.about !== '' ? { about: raw.about } : {}),
    ...(typeof raw.open === 'number' ? { open: raw.open } : {}),
  };
}

function sortOf(raw: unknown): Sort | null {
  if (typeof raw !== 'object' || raw === null || !('by' in raw) || typeof raw.by !== 'string') return null;
  const descending = 'direction' in raw && raw.direction === 'descending';
  return { by: raw.by, direction: descending ? 'descending' : 'ascending' };
}
