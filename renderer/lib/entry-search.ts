/** Search part of an address that names one entry of a screen: `?entry=decision-3`. */
export const entrySearch = (search: Record<string, unknown>): { readonly entry?: string } =>
  typeof search.entry === 'string' && search.entry !== '' ? { entry: search.entry } : {};
