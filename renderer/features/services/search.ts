import type { ServiceSort } from './model.ts';

export interface ServicesSearch {
  readonly text?: string;
  readonly tag?: string;
  /** An environment, an account or a Region, such as `account:111122223333`. */
  readonly where?: string;
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
    ...(typeof raw.where === 'string' && raw.where !== '' ? { where: raw.where } : {}),
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
