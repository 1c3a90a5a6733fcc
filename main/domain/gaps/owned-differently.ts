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

/** Gathers the answers of services that are in use several times in one environment, by duty and owners. */
export function usesWalk(services: GapInput['services']) {
  const keyOf = (service: GapInput['services'][number]) =>
    `${service.catalogueId} ${service.environment ?? ''}`;
  const count = new Map<string, number>();
  for (const service of services) count.set(keyOf(service), (count.get(keyOf(service)) ?? 0) + 1);
  const uses = new Map<string, Uses>();
  const several = new Map<string, Uses>();
  for (const service of services) {
    const key = keyOf(service);
    if ((count.get(key) ?? 0) < 2) continue;
    const same = uses.get(key) ?? { serviceName: service.serviceName, duties: new Map() };
    uses.set(key, same);
    several.set(service.ref, same);
  }
  return {
    see(row: RegisterRow, at: number): void {
      const duties = several.get(row.subject)?.duties;
      if (!duties) return;
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
    },
    differing: (parties: PartyBook) =>
      [...uses.values()].flatMap(({ serviceName, duties }) =>
        [...duties.values()].flatMap(
          (owners) => ownedDifferently([...owners.values()], serviceName, parties) ?? [],
        ),
      ),
  };
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
