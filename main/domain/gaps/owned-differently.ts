import type { Ownership, RegisterRow } from '../../contract/assignments.ts';
import { partiesOf } from '../duties/ownership.ts';
import { listed } from '../words/listed.ts';
import type { GapInput } from './input.ts';
import { type FoundGap, type GapRule, gapAt, type PartyBook } from './rule.ts';

export const OWNED_DIFFERENTLY: GapRule = {
  id: 'owned-differently',
  title: 'The same duty is owned differently for two uses of one service',
  severity: 'medium',
};

/** How many services a sentence names before it counts the rest. */
const NAMED = 3;

/** The uses of a service that give a duty to the same owners; only the first row is kept, since registers are long. */
interface SameOwners {
  readonly first: RegisterRow;
  /** Place of the first in the register. */
  readonly at: number;
  readonly labels: string[];
  count: number;
}

/**
 * Takes the answers to one duty for all uses of one service in one environment, grouped by owners in register order.
 * Points at the first use that differs from the first.
 */
export function ownedDifferently(
  groups: readonly SameOwners[],
  serviceName: string,
  parties: PartyBook,
): { readonly gap: FoundGap; readonly at: number } | null {
  const second = groups[1];
  if (!second) return null;
  const said = groups.map((group) => `${ownerWords(group.first, parties)} for ${labelsOf(group)}`);
  const sentence = `uses of ${serviceName} in the same environment are owned differently: ${listed(said)}.`;
  return { gap: gapAt(OWNED_DIFFERENTLY, second.first, sentence), at: second.at };
}

/** Gathers the answers of services that are in use several times in one environment, by duty and owners; one in several is a use in each. */
export function usesWalk(services: GapInput['services']) {
  const keysOf = ({ catalogueId, environments }: GapInput['services'][number]): readonly string[] =>
    (environments.length === 0 ? [''] : environments).map((id) => `${catalogueId} ${id}`);
  const count = new Map<string, number>();
  for (const key of services.flatMap(keysOf)) count.set(key, (count.get(key) ?? 0) + 1);
  const uses = new Map<string, Uses>();
  const several = new Map<string, Uses[]>();
  for (const service of services)
    for (const key of keysOf(service)) {
      if ((count.get(key) ?? 0) < 2) continue;
      const same = uses.get(key) ?? { serviceName: service.serviceName, duties: new Map() };
      uses.set(key, same);
      several.set(service.ref, [...(several.get(service.ref) ?? []), same]);
    }
  return {
    see(row: RegisterRow, at: number): void {
      for (const { duties } of several.get(row.subject) ?? []) seeIn(duties, row, at);
    },
    /** Uses that share several environments differ once. */
    differing: (parties: PartyBook) => {
      const found = new Map<string, { readonly gap: FoundGap; readonly at: number }>();
      for (const { serviceName, duties } of uses.values())
        for (const owners of duties.values()) {
          const gap = ownedDifferently([...owners.values()], serviceName, parties);
          if (gap) found.set(`${gap.at} ${gap.gap.sentence}`, gap);
        }
      return [...found.values()];
    },
  };
}

function seeIn(duties: Uses['duties'], row: RegisterRow, at: number): void {
  let owners = duties.get(row.responsibility);
  if (!owners) {
    owners = new Map();
    duties.set(row.responsibility, owners);
  }
  const key = ownersKey(row.ownership);
  let group = owners.get(key);
  if (!group) {
    group = { first: row, at, labels: [], count: 0 };
    owners.set(key, group);
  }
  group.count += 1;
  if (group.labels.length < NAMED) group.labels.push(row.subjectLabel);
}

/** The uses of one service in one environment: of each duty, by its id, those who own it. */
interface Uses {
  readonly serviceName: string;
  readonly duties: Map<string, Map<string, SameOwners>>;
}

/** The order in which parties share makes no difference. */
function ownersKey(ownership: Ownership): string {
  if (ownership.kind === 'single') return ownership.party;
  return ownership.kind === 'not-applicable' ? '-' : [...partiesOf(ownership)].sort().join('+');
}

const ownerWords = (row: RegisterRow, parties: PartyBook): string =>
  row.ownership.kind === 'not-applicable'
    ? 'not applicable'
    : listed(partiesOf(row.ownership).map((party) => parties.name(party)));

const labelsOf = ({ labels, count }: SameOwners): string =>
  listed(count > labels.length ? [...labels, `${count - labels.length} more`] : labels);
