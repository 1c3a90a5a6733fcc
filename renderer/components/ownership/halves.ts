import type { Card, Share } from '../../../main/contract/assignments.ts';
import type { Party, PartyKind } from '../../../main/contract/parties.ts';
import { partyMeant } from '../../../main/domain/duties/suggested-parties.ts';
import type { Sides } from './answers.ts';

/** One party's place in a half of the card. */
export interface HalfShare {
  readonly party: string;
  readonly name: string;
  readonly kind: PartyKind;
  readonly text: string;
  readonly person: string | null;
}
export interface Half {
  /**
   * answered: these parties have a share. suggested: nothing recorded, the catalogue proposes one. chosen: picked one by one, and
   * not recorded. none: no part.
   */
  readonly state: 'answered' | 'suggested' | 'chosen' | 'none';
  readonly shares: readonly HalfShare[];
}

/** What stands left and right of the line: the providers' shares, and everybody else's. */
export function halvesOf(
  card: Pick<Card, 'assignment' | 'ownership' | 'suggestion'>,
  parties: readonly Party[],
  sides: Sides,
  chosen: readonly string[] = [],
): { readonly provider: Half; readonly customer: Half } {
  if (chosen.length > 0) {
    const shares = chosenShares(card, parties, chosen);
    return { provider: chosenHalf(shares, true), customer: chosenHalf(shares, false) };
  }
  if (card.ownership.kind !== 'unanswered')
    return {
      provider: recordedHalf(card.assignment?.shares ?? [], parties, (kind) => kind === 'provider'),
      customer: recordedHalf(card.assignment?.shares ?? [], parties, (kind) => kind !== 'provider'),
    };
  const { owner, duties, parties: named = [] } = card.suggestion;
  const meant = (provider: boolean, usual: Party | undefined) => {
    const own = named.filter(({ kind }) => (kind === 'provider') === provider);
    const found = own.length === 0 ? [usual] : own.map((each) => partyMeant(each, parties));
    return found.filter((party) => party !== undefined);
  };
  return {
    provider: suggestedHalf(
      owner === 'aws' || owner === 'shared' ? meant(true, sides.provider) : [],
      duties.provider,
    ),
    customer: suggestedHalf(
      owner === 'customer' || owner === 'shared' ? meant(false, sides.customer) : [],
      duties.customer,
    ),
  };
}

function recordedHalf(
  shares: readonly Share[],
  parties: readonly Party[],
  belongs: (kind: PartyKind) => boolean,
): Half {
  const known = new Map(parties.map((party) => [party.id, party]));
  const mine = shares.flatMap((share): HalfShare[] => {
    const party = known.get(share.party);
    const kind = party?.kind ?? 'third-party';
    if (!belongs(kind)) return [];
    return [
      {
        party: share.party,
        name: party?.name ?? share.party,
        kind,
        text: share.text ?? '',
        person: share.person,
      },
    ];
  });
  return { state: mine.length > 0 ? 'answered' : 'none', shares: mine };
}

/** The text of a side is the first one's, as it is when the suggestion is recorded. */
function suggestedHalf(parties: readonly Party[], text: string | null): Half {
  if (parties.length === 0) return { state: 'none', shares: [] };
  return {
    state: 'suggested',
    shares: parties.map(({ id, name, kind }, at) => ({
      party: id,
      name,
      kind,
      text: at === 0 || kind === 'provider' ? (text ?? '') : '',
      person: null,
    })),
  };
}

/** The parties picked, each with what is recorded of it, else with what the catalogue says of its side. */
function chosenShares(
  card: Pick<Card, 'assignment' | 'suggestion'>,
  parties: readonly Party[],
  chosen: readonly string[],
): readonly HalfShare[] {
  const picked = parties.filter((party) => chosen.includes(party.id));
  const first = picked.find((party) => party.kind !== 'provider');
  const { duties } = card.suggestion;
  return picked.map(({ id, name, kind }) => {
    const recorded = card.assignment?.shares.find((share) => share.party === id);
    const usual = kind === 'provider' ? duties.provider : id === first?.id ? duties.customer : null;
    const text = recorded ? recorded.text : usual;
    return { party: id, name, kind, text: text ?? '', person: recorded?.person ?? null };
  });
}
function chosenHalf(shares: readonly HalfShare[], provider: boolean): Half {
  const mine = shares.filter((share) => (share.kind === 'provider') === provider);
  return { state: mine.length > 0 ? 'chosen' : 'none', shares: mine };
}
