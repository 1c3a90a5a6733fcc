import type { DiscoveredService, DiscoverReport } from '../../contract/discover.ts';
import { type Around, type Placed, placesOf, readAccounts } from './places.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}
interface Here {
  readonly services: readonly (Placed & { readonly catalogueId: string })[];
  readonly environments: readonly (Named & Around)[];
  readonly people: readonly Named[];
}

/**
 * Holds what was found against the workbook: the ids of the environments and owners that inventories name (none for a name that is not there, or that
 * two have), the environments of listed accounts, and in which accounts a kind of service was not in use before.
 */
export function knownHere(report: DiscoverReport, here: Here): DiscoverReport {
  const { services, environments, people } = here;
  const found = (service: DiscoveredService): DiscoveredService => ({
    ...service,
    newAccounts: service.alreadyInUse ? newAccounts(service, services, environments) : service.accounts,
    said: service.said && {
      ...service.said,
      environments: service.said.environments.map(({ name }) => ({ name, id: idOf(name, environments) })),
      owner: service.said.owner && {
        name: service.said.owner.name,
        person: idOf(service.said.owner.name, people),
      },
    },
  });
  return {
    ...report,
    services: report.services.map(found),
    accounts: report.accounts.map((entry) => ({
      ...entry,
      environment:
        environments.find(({ account }) => readAccounts(account).known.includes(entry.account))?.id ?? null,
    })),
  };
}

/** Where those in use name no account, nobody can say that it is not this one. */
function newAccounts(
  { catalogueId, accounts, variants }: DiscoveredService,
  services: Here['services'],
  environments: Here['environments'],
): readonly string[] {
  const kinds = new Set([catalogueId, ...variants.map(({ id }) => id)]);
  const theirs = services
    .filter((service) => kinds.has(service.catalogueId))
    .map((service) => placesOf(service, environments).accounts);
  if (theirs.some((known) => known.length === 0)) return [];
  return accounts.filter((account) => !theirs.some((known) => known.includes(account)));
}

function idOf(name: string, all: readonly Named[]): string | null {
  const same = all.filter((each) => each.name.localeCompare(name, undefined, { sensitivity: 'base' }) === 0);
  return same.length === 1 ? (same[0]?.id ?? null) : null;
}
