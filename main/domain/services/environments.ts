/**
 * Whether what is said of some environments holds of a service: where it stands in these and in no other. A service in production and in
 * test is no service of production alone, and nothing that was said of production is taken to hold in its test as well; what stands in
 * none has nothing said of it. Common controls and house rules go by this, so that neither claims more than somebody said.
 */
export const holdsInAll = (environments: readonly string[], named: readonly string[]): boolean =>
  environments.length > 0 && environments.every((id) => named.includes(id));

/** Whether a service stands in one of the environments named and in others as well, so that what is said of these does not hold of it. */
export const isBeyond = (environments: readonly string[], named: readonly string[]): boolean =>
  environments.some((id) => named.includes(id)) && !holdsInAll(environments, named);

/** The environments of a service as a cell says them: their names, with commas between; null for none. */
export const environmentWords = (
  environments: readonly string[],
  names: ReadonlyMap<string, string>,
): string | null => environments.map((id) => names.get(id) ?? id).join(', ') || null;

/** Ids of environments as a service has them: each once, in the order of the ids. */
export const tidyEnvironments = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();
