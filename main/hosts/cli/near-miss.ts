import { nearest } from '../../domain/near-miss.ts';

/** `Did you mean "maria-silva"?`, or what there is where that is short, or nothing. */
export function suggest(wanted: string, names: readonly string[]): string {
  const near = nearest(wanted, names);
  if (near !== null) return `Did you mean "${near}"?`;
  return names.length > 0 && names.length <= 12 ? `There are: ${names.join(', ')}.` : '';
}
