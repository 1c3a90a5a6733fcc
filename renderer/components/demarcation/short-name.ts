/** A domain's name cut at its first comma or "and", where there is no room for all of it: `Patching and versions` -> `Patching`. */
export const shortName = (name: string): string => name.split(/,| and /)[0]?.trim() || name;
