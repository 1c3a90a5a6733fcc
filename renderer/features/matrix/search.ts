import type { RegisterFilter } from '../../../main/contract/assignments.ts';
import {
  GROUPINGS,
  type Grouping,
  REGISTER_COLUMNS,
  type RegisterSort,
} from '../../../main/contract/register.ts';
import type { Sort } from '../../components/data-table/columns.ts';
import { type AddressFilter, oneOf, readFilter, textsOf } from '../../lib/register-filter.ts';

export type MatrixView = 'grid' | 'register' | 'picture';

export interface MatrixSearch extends AddressFilter {
  readonly view?: MatrixView;
  /** Ref of the cell or row in focus. */
  readonly cell?: string;
  /** Ref of the duty whose card opens beside the register as it comes. */
  readonly open?: string;
  /** What the rows of the register are brought together by. */
  readonly group?: Grouping;
  /** Column of the register, with a hyphen before it for descending. */
  readonly sort?: string;
  /** Columns of the register in their order, with their widths: `service,owner:220`. */
  readonly cols?: string;
}

/** What changes in the address; undefined takes a field out. */
export type SearchPatch = { readonly [K in keyof MatrixSearch]?: MatrixSearch[K] | undefined };

const VIEWS: readonly MatrixView[] = ['grid', 'register', 'picture'];
/** Filters that every view knows; the others say something of single cells. */
const OF_PLACES: readonly string[] = ['subject', 'domain', 'environment', 'account', 'region', 'tag'];

/** Reads the address; what it does not know is left out. */
export function matrixSearch(raw: Record<string, unknown>): MatrixSearch {
  const view = oneOf(VIEWS, raw.view);
  const group = oneOf(GROUPINGS, raw.group);
  return {
    ...textsOf(raw, ['cell', 'open', 'sort', 'cols']),
    ...readFilter(raw),
    ...(view ? { view } : {}),
    ...(group ? { group } : {}),
  };
}

/** The part of the address that the register filters by. */
export function filterOf(search: MatrixSearch): AddressFilter {
  const {
    view: _view,
    cell: _cell,
    open: _open,
    sort: _sort,
    group: _group,
    cols: _cols,
    ...filter
  } = search;
  return filter;
}
/** Whether single cells are looked for, not just services and domains. */
export const looksForCells = (filter: RegisterFilter): boolean =>
  Object.keys(filter).some((name) => !OF_PLACES.includes(name));

/** What takes all filters out of the address. */
export const noFilter = (search: MatrixSearch): SearchPatch =>
  Object.fromEntries(Object.keys(filterOf(search)).map((name) => [name, undefined]));

/** A view as it is saved: the address without the place where one stands in it, the same in whatever order it was chosen. */
export const viewQuery = ({ cell: _cell, open: _open, ...rest }: MatrixSearch): string =>
  JSON.stringify(matrixSearch({ ...rest }));
/** The address of a saved view; what this version does not know is left out. */
export function viewSearch(query: string): MatrixSearch {
  try {
    const read: unknown = JSON.parse(query);
    return typeof read === 'object' && read !== null ? matrixSearch({ ...read }) : {};
  } catch {
    return {};
  }
}

/** A sort as the register takes it; null for a column that it does not have. */
export function registerSort(sort: Sort | null): RegisterSort | null {
  const column = REGISTER_COLUMNS.find((name) => name === sort?.by);
  return sort && column ? { column, descending: sort.direction === 'descending' } : null;
}

export const sortOf = (sort: string | undefined): Sort | null =>
  sort === undefined
    ? null
    : sort.startsWith('-')
      ? { by: sort.slice(1), direction: 'descending' }
      : { by: sort, direction: 'ascending' };
export const sortText = (sort: Sort | null): string | undefined =>
  sort === null ? undefined : sort.direction === 'descending' ? `-${sort.by}` : sort.by;
