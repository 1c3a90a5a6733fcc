/** A snapshot's number, `now`, or `file-` and the handle of another workbook. */
export type StateKey = string;
export interface CompareSearch {
  readonly view?: 'reask';
  readonly from?: StateKey;
  readonly to?: StateKey;
  /** Handle of a copy of this workbook to be merged. */
  readonly merge?: string;
  /** The one group of changes that is shown. */
  readonly group?: string;
}

export const compareSearch = (raw: Record<string, unknown>): CompareSearch => ({
  ...(raw.view === 'reask' ? { view: 'reask' } : {}),
  ...keyAt(raw, 'from'),
  ...keyAt(raw, 'to'),
  ...(typeof raw.merge === 'string' ? { merge: raw.merge } : {}),
  ...(typeof raw.group === 'string' && raw.group !== '' ? { group: raw.group } : {}),
});

/** An address holds a snapshot's number as a number. */
function keyAt<K extends 'from' | 'to'>(raw: Record<string, unknown>, name: K): { [key in K]?: StateKey } {
  const value = typeof raw[name] === 'number' ? String(raw[name]) : raw[name];
  const valid = typeof value === 'string' && /^([1-9]\d*|now|file-.+)$/.test(value);
  return valid ? ({ [name]: value } as { [key in K]?: StateKey }) : {};
}
