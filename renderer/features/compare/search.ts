import type { PlaceSearch } from '../../components/where/where.ts';
import { textsOf } from '../../lib/register-filter.ts';

/** A snapshot's number, `now`, or `file-` and the handle of another workbook. */
export type StateKey = string;
export interface CompareSearch extends Pick<PlaceSearch, 'where'> {
  readonly view?: 'reask' | 'merge';
  readonly from?: StateKey;
  readonly to?: StateKey;
  /** Handle of the copy that is merged, and of the workbook that both were made from. */
  readonly merge?: string;
  readonly base?: string;
  /** The one group of changes that is shown. */
  readonly group?: string;
  /** Words of the changes that are shown. */
  readonly text?: string;
}

export const compareSearch = (raw: Record<string, unknown>): CompareSearch => ({
  ...(raw.view === 'reask' || raw.view === 'merge' ? { view: raw.view } : {}),
  ...handleAt(raw, 'merge'),
  ...handleAt(raw, 'base'),
  ...keyAt(raw, 'from'),
  ...keyAt(raw, 'to'),
  ...textsOf(raw, ['group', 'text', 'where']),
});

/** The same in a place, or everywhere. */
export const withWhere = (
  { where: _, ...search }: CompareSearch,
  where: string | undefined,
): CompareSearch => (where === undefined ? search : { ...search, where });

/** An address holds a snapshot's number as a number. */
function keyAt<K extends 'from' | 'to'>(raw: Record<string, unknown>, name: K): { [key in K]?: StateKey } {
  const value = typeof raw[name] === 'number' ? String(raw[name]) : raw[name];
  const valid = typeof value === 'string' && /^([1-9]\d*|now|file-.+)$/.test(value);
  return valid ? ({ [name]: value } as { [key in K]?: StateKey }) : {};
}

/** A handle may look like a number in an address. */
function handleAt<K extends 'merge' | 'base'>(
  raw: Record<string, unknown>,
  name: K,
): { [key in K]?: string } {
  const value = typeof raw[name] === 'number' ? String(raw[name]) : raw[name];
  return typeof value === 'string' && value !== '' ? ({ [name]: value } as { [key in K]?: string }) : {};
}
