import type { Card, Share } from '../../../main/contract/assignments.ts';
import type { Party, PartyKind } from '../../../main/contract/parties.ts';
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
  /** answered: these parties have a share. suggested: nothing recorded, the catalogue proposes one. none: no part. */
  readonly state: 'answered' | 'suggested' | 'none';
  readonly shares: readonly HalfShare[];
}

/** What stands left and right of the line: the providers' shares, and everybody else's. */
export function halvesOf(
  card: Pick<Card, 'assignment' | 'ownership' | 'suggestion'>,
  parties: readonly Party[],
  sides: Sides,
): { readonly provider: Half; readonly customer: Half } {
  if (card.ownership.kind !== 'unanswered')
    return {
      provider: recordedHalf(card.assignment?.shares ?? [], parties, (kind) => kind === 'provider'),
      customer: recordedHalf(card.assignment?.shares ?? [], parties, (kind) => kind !== 'provider'),
    };
  const { owner, duties } = card.suggestion;
  return {
    provider: suggestedHalf(sides.provider, duties.provider, owner === 'aws' || owner === 'shared'),
    customer: suggestedHalf(sides.customer, duties.customer, owner === 'customer' || owner === 'shared'),
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

function suggestedHalf(party: Party | undefined, text: string | null, suggested: boolean): Half {
  if (!party || !suggested) return { state: 'none', shares: [] };
  return {
    state: 'suggested',
    shares: [{ party: party.id, name: party.name, kind: party.kind, text: text ?? '', person: null }],
  };
}
