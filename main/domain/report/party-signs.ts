import type { Party } from '../../contract/parties.ts';
import { OWNERSHIP_STYLES } from '../duties/ownership.ts';

/**
 * The short sign of each party for where a name has no room: the letter of its kind, numbered where several parties are of one
 * kind (`A`, `C`, `T1`, `T2`). Takes the parties in their order, gives their signs by id; no two are alike.
 */
export function partySigns(parties: readonly Pick<Party, 'id' | 'kind'>[]): ReadonlyMap<string, string> {
  const signs = new Map<string, string>();
  for (const { id, kind } of parties) {
    const alike = parties.filter((party) => party.kind === kind);
    const { letter } = OWNERSHIP_STYLES[kind];
    signs.set(
      id,
      alike.length === 1 ? letter : `${letter}${alike.findIndex((party) => party.id === id) + 1}`,
    );
  }
  return signs;
}
