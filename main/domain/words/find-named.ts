import { invalidInput } from '../../contract/errors.ts';
import { nearest } from './near-miss.ts';

/** `Did you mean "maria-silva"?`, or what there is where that is short, or nothing. */
export function suggest(wanted: string, names: readonly string[]): string {
  const near = nearest(wanted, names);
  if (near !== null) return `Did you mean "${near}"?`;
  return names.length > 0 && names.length <= 12 ? `There are: ${names.join(', ')}.` : '';
}

/** The one that is meant, by id or by name whatever its capitals. INVALID_INPUT for none, and for two of one name, which must be told apart by id. */
export function findNamed<T extends { readonly id: string; readonly name: string }>(
  what: string,
  wanted: string,
  all: readonly T[],
  where = ' in this workbook',
): T {
  const byId = all.find((each) => each.id === wanted);
  if (byId) return byId;
  const same = all.filter(
    (each) => each.name.localeCompare(wanted, undefined, { sensitivity: 'base' }) === 0,
  );
  const [only, another] = same;
  if (another)
    throw invalidInput(
      `More than one ${what} is called "${wanted}". Give the id: ${same.map((each) => each.id).join(', ')}.`,
    );
  if (only) return only;
  const near = nearest(
    wanted,
    all.flatMap((each) => [each.id, each.name]),
  );
  const remedy = near === null ? listed(all.map(({ id }) => id)) : `Did you mean "${near}"?`;
  throw invalidInput(`There is no ${what} "${wanted}"${where}. ${remedy}`.trimEnd());
}

const listed = (ids: readonly string[]): string =>
  ids.length > 0 && ids.length <= 24 ? `There are: ${ids.join(', ')}.` : '';
