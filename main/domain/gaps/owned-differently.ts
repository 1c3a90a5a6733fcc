import type { RegisterRow } from '../../contract/assignments.ts';
import { partiesOf } from '../duties/ownership.ts';
import type { GapInput } from './input.ts';
import { type FoundGap, type GapRule, gapAt, listed, type PartyBook } from './rule.ts';

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
  const several = new Map(
    services
      .filter((service) => (count.get(keyOf(service)) ?? 0) > 1)
      .map((service) => [service.ref, { key: keyOf(service), serviceName: service.serviceName }]),
  );
  const duties = new Map<string, { serviceName: string; owners: Map<string, SameOwners> }>();
  return {
    see(row: RegisterRow, at: number): void {
      const use = several.get(row.subject);
      if (!use) return;
      const key = `${use.key} ${row.responsibility}`;
      const duty = duties.get(key) ?? { serviceName: use.serviceName, owners: new Map() };
      duties.set(key, duty);
      const owners = ownersKey(row);
      const group = duty.owners.get(owners) ?? { first: row, at, labels: [], count: 0 };
      duty.owners.set(owners, group);
      group.count += 1;
      if (group.labels.length < NAMED) group.labels.push(row.subjectLabel);
    },
    differing: (parties: PartyBook) =>
      [...duties.values()].flatMap(
        (duty) => ownedDifferently([...duty.owners.values()], duty.serviceName, parties) ?? [],
      ),
  };
}

/** The order in which parties share makes no difference. */
const ownersKey = (row: RegisterRow): string =>
  row.ownership.kind === 'not-applicable' ? '-' : [...partiesOf(row.ownership)].sort().join('+');

const ownerWords = (row: RegisterRow, parties: PartyBook): string =>
  row.ownership.kind === 'not-applicable'
    ? 'not applicable'
    : listed(partiesOf(row.ownership).map((party) => parties.name(party)));

const labelsOf = ({ labels, count }: SameOwners): string =>
  listed(count > labels.length ? [...labels, `${count - labels.length} more`] : labels);
