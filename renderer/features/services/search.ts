import { type PlaceSearch, placeSearch } from '../../components/where/where.ts';
import type { ServiceSort } from './model.ts';

export interface ServicesSearch extends PlaceSearch {
  readonly text?: string;
  readonly tag?: string;
  readonly sort?: ServiceSort;
  /** The service whose details are open. */
  readonly edit?: string;
  /** Handle of a file in which to look for services at once. */
  readonly found?: string;
  /** What is being added: from the catalogue, from files, or one of our own. */
  readonly add?: 'catalogue' | 'files' | 'custom';
}

const ADD = ['catalogue', 'files', 'custom'] as const;

export function servicesSearch(raw: Record<string, unknown>): ServicesSearch {
  const add = ADD.find((value) => value === raw.add);
  const sort = sortOf(raw.sort);
  return {
    ...(typeof raw.text === 'string' && raw.text !== '' ? { text: raw.text } : {}),
    ...(typeof raw.tag === 'string' && raw.tag !== '' ? { tag: raw.tag } : {}),
    ...placeSearch(raw),
    ...(sort ? { sort } : {}),
    ...(typeof raw.edit === 'string' ? { edit: raw.edit } : {}),
    ...(add ? { add } : {}),
    ...(typeof raw.found === 'string' ? { found: raw.found } : {}),
  };
}

function sortOf(raw: unknown): ServiceSort | null {
  if (typeof raw !== 'object' || raw === null || !('by' in raw) || typeof raw.by !== 'string') return null;
  const descending = 'direction' in raw && raw.direction === 'descending';
  return { by: raw.by, direction: descending ? 'descending' : 'ascending' };
}
