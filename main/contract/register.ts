/** Person of a filter: whoever bears the name of the assessor. No id can read like it. */
export const MINE = '@mine';

export const REGISTER_COLUMNS = [
  'service',
  'domain',
  'responsibility',
  'owner',
  'persons',
  'status',
  'waits',
  'due',
  'review',
  'evidence',
  'note',
  'ref',
] as const;
export type RegisterColumn = (typeof REGISTER_COLUMNS)[number];
export interface RegisterSort {
  readonly column: RegisterColumn;
  readonly descending: boolean;
}
/** What says where a service runs: lists are narrowed to one of each, and brought together by one. */
export const PLACE_KINDS = ['environment', 'account', 'region'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];
export const GROUPINGS = ['service', ...PLACE_KINDS, 'domain', 'persons', 'status'] as const;
export type Grouping = (typeof GROUPINGS)[number];
/** Rows that belong together, by their place in the whole list. */
export interface RegisterGroup {
  readonly label: string;
  readonly start: number;
  readonly count: number;
}

export interface FilterOptions {
  /** Accounts and Regions in which some service runs. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly gaps: readonly { readonly rule: string; readonly title: string }[];
  /** Controls that some duty helps with, of the workbook's frameworks; of all where it chose none. */
  readonly frameworks: readonly {
    readonly id: string;
    readonly name: string;
    readonly controls: readonly { readonly id: string; readonly title: string }[];
  }[];
  /** The person who bears the assessor's name; null when nobody does. */
  readonly mine: string | null;
}
