import type { DiscoveredAccount, DiscoveredService, DiscoverReport } from '../../contract/discover.ts';
import type { InputOf } from '../../contract/methods/method.ts';
import type { services } from '../../contract/methods/services-in-use.ts';
import { foundIn, placeFound } from './found-in.ts';
import type { Around } from './places.ts';

/** What is to be added of what was found. */
export interface Choice {
  readonly services: readonly DiscoveredService[];
  /** By ref: the variant as which one runs. */
  readonly runsAs?: ReadonlyMap<string, string>;
  /** The environment of all of them; without it those that name their accounts. */
  readonly environment?: string;
  /** Accounts that become environments. */
  readonly accounts?: readonly DiscoveredAccount[];
  /** Whether each account has a service of its own. */
  readonly byAccount?: boolean;
}

/** What `services.add` takes. */
export type ToAdd = InputOf<typeof services.add>;
interface NewEnvironment {
  readonly name: string;
  readonly account: string | null;
  readonly services: number[];
}

/**
 * One change that adds what was chosen: the services, the environments that inventories name and the workbook does not have, the accounts as
 * environments, and what the columns of inventories hold, to be remembered.
 */
export function toAdd(report: DiscoverReport, choice: Choice, environments: readonly Around[]): ToAdd {
  const fresh = new Map<string, NewEnvironment>();
  for (const { account, name } of choice.accounts ?? [])
    fresh.set(account, { name: nameOfAccount(name, account, choice.accounts ?? []), account, services: [] });
  const each = choice.services.flatMap((service) =>
    apart(service, choice.byAccount === true).map((accounts) => ({ service, accounts })),
  );
  const added = each.map(({ service, accounts }, at): ToAdd['services'][number] => {
    const { said } = service;
    const { environments: around = [], ...place } = placeFound({ ...service, accounts }, environments);
    const own = said?.environments ?? [];
    let stands = own.length > 0 ? own.flatMap(({ id }) => id ?? []) : around;
    if (choice.environment !== undefined) stands = [choice.environment];
    // What somebody wrote goes before what the account says.
    else if (own.length === 0) for (const account of accounts) fresh.get(account)?.services.push(at);
    else for (const { name, id } of own) if (id === null) newOne(fresh, name).services.push(at);
    return {
      catalogueId: choice.runsAs?.get(service.ref) ?? service.catalogueId,
      label: labelOf(service, accounts, report),
      ...(accounts.length === 1 && accounts.length < service.accounts.length ? {} : { ref: service.ref }),
      ...place,
      ...(stands.length > 0 ? { environments: stands } : {}),
      ...(said?.owner?.person ? { lead: said.owner.person } : {}),
      ...(said?.owner?.person === null ? { notes: `Owner: ${said.owner.name}` } : {}),
      ...(said && said.tags.length > 0 ? { tags: [...said.tags] } : {}),
      foundIn: foundIn(report, service).map((found) => ({ ...found, resources: [...found.resources] })),
    };
  });
  const newEnvironments = [...fresh.values()];
  const tables = report.files.flatMap(({ table }) =>
    table?.origin === 'given'
      ? [
          {
            fingerprint: table.fingerprint,
            headings: [...table.headings],
            columns: table.columns.map((column) => ({ ...column })),
          },
        ]
      : [],
  );
  return {
    services: added,
    ...(newEnvironments.length > 0 ? { newEnvironments } : {}),
    ...(tables.length > 0 ? { tables } : {}),
  };
}

/** The accounts of each service that is made of one that was found: of one in use already only those that are new. */
function apart(service: DiscoveredService, byAccount: boolean): readonly (readonly string[])[] {
  const { accounts, newAccounts, alreadyInUse, said } = service;
  const wanted = alreadyInUse && newAccounts.length > 0 ? newAccounts : accounts;
  return byAccount && said === null && wanted.length > 1 ? wanted.map((account) => [account]) : [wanted];
}

function labelOf(
  { name, said, accounts: all }: DiscoveredService,
  accounts: readonly string[],
  { accounts: listed }: DiscoverReport,
): string {
  const [only] = accounts;
  if (said !== null) return said.label;
  if (only === undefined || accounts.length > 1 || all.length === 1) return name;
  return `${name}, ${listed.find(({ account }) => account === only)?.name ?? only}`;
}

function newOne(fresh: Map<string, NewEnvironment>, name: string): NewEnvironment {
  const key = name.toLowerCase();
  const entry = [...fresh.values()].find((each) => each.name.toLowerCase() === key) ?? {
    name,
    account: null,
    services: [],
  };
  fresh.set(entry.account ?? key, entry);
  return entry;
}

/** Organisations may have two accounts of one name. */
const nameOfAccount = (name: string, account: string, all: readonly DiscoveredAccount[]): string =>
  all.filter((other) => other.name.toLowerCase() === name.toLowerCase()).length > 1
    ? `${name} (${account})`
    : name;

/** Listed accounts that no environment names yet. */
export const accountsWithout = ({ accounts }: DiscoverReport): readonly DiscoveredAccount[] =>
  accounts.filter(({ environment }) => environment === null);

/** Whether a service that is added would stand for several accounts. */
export const hasSeveralAccounts = ({
  accounts,
  newAccounts,
  alreadyInUse,
  said,
}: DiscoveredService): boolean => said === null && (alreadyInUse ? newAccounts : accounts).length > 1;
