import { numeral } from './counted.ts';

const NAMED = 8;

/** The first few names of a list, eight unless said, the others by number: `Orders DB, Web and 12 more`. */
export const fewNames = (names: readonly string[], most = NAMED): string =>
  names.length <= most
    ? names.join(', ')
    : `${names.slice(0, most).join(', ')} and ${numeral(names.length - most)} more`;
