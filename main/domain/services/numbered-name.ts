// Files of the same name from several places are told apart by numbers, in the order in which they were given.

/** `plan.json` -> `plan (2).json`: the ending still tells a text form. */
export const numbered = (name: string, number: number): string =>
  name.replace(/(\.[a-z0-9]{1,8}){0,2}$/i, (ending) => ` (${number})${ending}`);

/** `plan (2).json` -> `plan.json`, in the name of an archive or a spreadsheet before what is in it as well; null for a name without a number. */
export function unnumbered(name: string): string | null {
  const plain = name.replace(/ \(\d{1,4}\)(?=(\.[a-z0-9]{1,8}){0,2}($|\/|, sheet ))/i, '');
  return plain === name ? null : plain;
}
