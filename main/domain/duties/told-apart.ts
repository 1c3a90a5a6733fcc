import type { Party } from '../../contract/parties.ts';
import { plainName } from '../words/plain-text.ts';
import { OWNERSHIP_STYLES } from './ownership.ts';

/**
 * The parties under the names by which a reader tells them apart: one that bears the name of another has its kind in brackets, and a
 * number where that is the same too. Workbooks from before names had to differ have such parties.
 */
export function toldApart<T extends Pick<Party, 'name' | 'kind'>>(parties: readonly T[]): readonly T[] {
  const alike = new Map<string, T[]>();
  for (const party of parties) {
    const name = plainName(party.name);
    alike.set(name, [...(alike.get(name) ?? []), party]);
  }
  if (alike.size === parties.length) return parties;
  const taken = new Set(alike.keys());
  return parties.map((party) => {
    const twins = alike.get(plainName(party.name)) ?? [];
    if (twins.length < 2) return party;
    const kind = OWNERSHIP_STYLES[party.kind].label.toLowerCase();
    const same = twins.filter((twin) => twin.kind === party.kind);
    const words = same.length < 2 ? kind : `${kind} ${same.indexOf(party) + 1}`;
    let name = `${party.name} (${words})`;
    // Somebody may bear that very name.
    for (let more = 2; taken.has(plainName(name)); more += 1) name = `${party.name} (${words}, ${more})`;
    taken.add(plainName(name));
    return { ...party, name };
  });
}
