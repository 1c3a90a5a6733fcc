/** Search part of the presenter's address: `?card=guest-os-patching`. */
export const presentSearch = (search: Record<string, unknown>): { readonly card?: string } =>
  typeof search.card === 'string' && search.card !== '' ? { card: search.card } : {};
