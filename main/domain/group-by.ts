/** The entries of a list by what `of` says of each, in the order of their first; as Map.groupBy, which not every browser has. */
export function groupBy<T>(list: Iterable<T>, of: (entry: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of list) {
    const key = of(entry);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}
