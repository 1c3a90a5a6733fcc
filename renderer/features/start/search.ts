export interface StartSearch {
  /** What was asked for elsewhere, by a key or a menu. */
  readonly do?: 'new' | 'open';
}

export const startSearch = (raw: Record<string, unknown>): StartSearch =>
  raw.do === 'new' || raw.do === 'open' ? { do: raw.do } : {};
