import type { Party } from '../../../main/contract/parties.ts';
import type { OwnershipKey } from '../../../main/domain/duties/ownership.ts';

/** The parties' own names by what they are drawn as; a kind that several are of has all of them. */
export function namesByKind(
  parties: readonly Pick<Party, 'name' | 'kind'>[],
): Partial<Readonly<Record<OwnershipKey, string>>> {
  const names: Partial<Record<OwnershipKey, string>> = {};
  for (const { kind, name } of parties)
    names[kind] = names[kind] === undefined ? name : `${names[kind]}, ${name}`;
  return names;
}
