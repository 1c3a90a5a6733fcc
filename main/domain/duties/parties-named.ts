import type { Party } from '../../contract/parties.ts';
import { groupBy } from '../group-by.ts';
import { partyName } from '../portfolio/owner-name.ts';

const BETWEEN = ' + ';
const nameOf = (party: Party): string => partyName(party, party.id);

/**
 * The parties of a workbook that go by the names of an owner elsewhere, as `ownerName` writes them; null where one is missing, several have
 * its name, or the text can be read in two ways: "Dev + Ops" is one team, or two.
 */
export function partiesNamed(owner: string, parties: readonly Party[]): readonly string[] | null {
  const byName = groupBy(parties, nameOf);
  const pieces = owner.split(BETWEEN);
  // How the first so many pieces can be read as names; two ways are as many as any.
  const readings: (readonly Party[])[][] = [[[]]];
  for (let end = 1; end <= pieces.length; end += 1)
    readings[end] = readings
      .flatMap((before, start) => {
        const named = byName.get(pieces.slice(start, end).join(BETWEEN));
        return named ? before.map((reading) => [...reading, ...named]) : [];
      })
      .slice(0, 2);
  const [found = [], ...others] = readings[pieces.length] ?? [];
  const isClear = found.length > 0 && others.length === 0 && new Set(found.map(nameOf)).size === found.length;
  return isClear ? found.map(({ id }) => id) : null;
}
