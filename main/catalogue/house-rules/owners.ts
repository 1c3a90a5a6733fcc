import type { HouseParty, OwnerClass } from '../../contract/catalogue.ts';
import type { HouseRules } from './schema.ts';

/** An owner as house rules write it: one word, or a list of sides and parties. */
type Written = string | readonly string[];
/** The class that the catalogue knows, and the parties that take the places of its sides. */
export interface Meant {
  readonly owner: OwnerClass;
  readonly parties: readonly HouseParty[];
}

/** Reads owners by the parties of one file; a word that is neither a side nor a party of it is null. */
export function ownersOf({ parties }: Pick<HouseRules, 'parties'>): (written: Written) => Meant | null {
  const known = new Map(parties.map((party) => [party.id, party]));
  return (written) => {
    const list = typeof written === 'string' ? [written] : written;
    if (list.includes('not-applicable')) return list.length === 1 ? { owner: 'na', parties: [] } : null;
    const named: HouseParty[] = [];
    let provider = false;
    let customer = false;
    for (const word of list) {
      const party = known.get(word);
      if (party) named.push(party);
      if (!party && !['provider', 'customer', 'shared'].includes(word)) return null;
      provider ||= word === 'provider' || word === 'shared' || party?.kind === 'provider';
      customer ||=
        word === 'customer' || word === 'shared' || (party !== undefined && party.kind !== 'provider');
    }
    return { owner: provider && customer ? 'shared' : provider ? 'aws' : 'customer', parties: named };
  };
}
