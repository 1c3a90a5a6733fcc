import type { DiscoveredService, DiscoverReport } from '../../contract/discover.ts';
import { counted } from '../words/counted.ts';
import { type Around, type Placed, partitionProblem, placesOf, readAccounts } from './places.ts';

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
    files: report.files.map((file) => {
      const left = report.services.flatMap((service) =>
        service.files[0] === file.file ? accountsLeft(service) : [],
      );
      return left.length === 0 ? file : { ...file, notes: [...file.notes, ...told(left)] };
    }),
    services: report.services.map(found),
    accounts: report.accounts.map((entry) => ({
      ...entry,
      environment:
        environments.find(({ account }) => readAccounts(account).known.includes(entry.account))?.id ?? null,
    })),
  };
}

/** What a service loses when it is recorded: see `placeFound`. */
const accountsLeft = ({ name, said, accounts, regions }: DiscoveredService): readonly string[] =>
  partitionProblem(accounts.join(', '), regions.join(', ')) === null
    ? []
    : [`${said?.label || name} (${accounts.join(', ')})`];
const MAX_TOLD = 10;
function told(left: readonly string[]): readonly string[] {
  const more = left.length - MAX_TOLD;
  const names = [...left.slice(0, MAX_TOLD), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return [
    `${counted(left.length, 'service')} recorded without an account, because an account is in one partition of AWS and the Regions are in more: ${names}.`,
  ];
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
