/** Search part of the export screen: `?person=zoe-muller` for a hand-out. */
export const exportSearch = (search: Record<string, unknown>): { readonly person?: string } =>
  typeof search.person === 'string' && search.person !== '' ? { person: search.person } : {};
