const NAMED = 8;

/** The first few names of a list, the others by number: `Orders DB, Web and 12 more`. */
export const fewNames = (names: readonly string[]): string =>
  names.length <= NAMED
    ? names.join(', ')
    : `${names.slice(0, NAMED).join(', ')} and ${(names.length - NAMED).toLocaleString('en-GB')} more`;
