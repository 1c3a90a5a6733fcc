import type { RegisterFilter, Status } from '../../../main/contract/assignments.ts';
import type { Sort } from '../../components/data-table/columns.ts';

export type MatrixView = 'grid' | 'register' | 'picture';
type OwnershipKind = NonNullable<RegisterFilter['ownership']>;

export interface MatrixSearch {
  readonly view?: MatrixView;
  /** Ref of the cell or row in focus. */
  readonly cell?: string;
  readonly subject?: string;
  readonly domain?: string;
  readonly environment?: string;
  readonly party?: string;
  readonly person?: string;
  readonly ownership?: OwnershipKind;
  readonly status?: Status;
  readonly parked?: true;
  readonly text?: string;
  /** Column of the register, with a hyphen before it for descending. */
  readonly sort?: string;
}

/** What changes in the address; undefined takes a field out. */
export type SearchPatch = { readonly [K in keyof MatrixSearch]?: MatrixSearch[K] | undefined };

// Spelt out here, because importing the contract's lists would bring its validator into the page.
const VIEWS: readonly MatrixView[] = ['grid', 'register', 'picture'];
const OWNERSHIPS: readonly OwnershipKind[] = ['unanswered', 'not-applicable', 'single', 'shared'];
const STATUSES: readonly Status[] = ['not-started', 'in-progress', 'implemented', 'risk-accepted'];
const TEXTS = ['cell', 'subject', 'domain', 'environment', 'party', 'person', 'text', 'sort'] as const;

/** Reads the address; what it does not know is left out. */
export function matrixSearch(raw: Record<string, unknown>): MatrixSearch {
  const oneOf = <V extends string>(list: readonly V[], value: unknown) =>
    list.find((entry) => entry === value);
  const texts = TEXTS.flatMap((name) => {
    const value = raw[name];
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
  });
  const view = oneOf(VIEWS, raw.view);
  const ownership = oneOf(OWNERSHIPS, raw.ownership);
  const status = oneOf(STATUSES, raw.status);
  return {
    ...Object.fromEntries(texts),
    ...(view ? { view } : {}),
    ...(ownership ? { ownership } : {}),
    ...(status ? { status } : {}),
    ...(raw.parked === true ? { parked: true } : {}),
  };
}

/** The part of the address that the register filters by. */
export function filterOf(search: MatrixSearch): RegisterFilter {
  const { subject, domain, environment, party, person, ownership, status, parked, text } = search;
  return Object.fromEntries(
    Object.entries({ subject, domain, environment, party, person, ownership, status, parked, text }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

export const sortOf = (sort: string | undefined): Sort | null =>
  sort === undefined
    ? null
    : sort.startsWith('-')
      ? { by: sort.slice(1), direction: 'descending' }
      : { by: sort, direction: 'ascending' };
export const sortText = (sort: Sort | null): string | undefined =>
  sort === null ? undefined : sort.direction === 'descending' ? `-${sort.by}` : sort.by;
