import type { Environment } from '../../contract/environments.ts';
import { notFound } from '../../contract/errors.ts';
import { slugify, uniqueSlug } from '../../contract/ids.ts';
import type { environments } from '../../contract/methods/environments.ts';
import type { ReadDb, WriteDb } from '../../workbook/connection.ts';
import { deleteReachOfEnvironment } from '../../workbook/tables/common-controls.ts';
import { deleteEnvironment, listEnvironments, writeEnvironment } from '../../workbook/tables/environments.ts';
import { listServices } from '../../workbook/tables/services-in-use.ts';
import type { Handlers } from '../context.ts';
import { checkedTogether } from './checked-places.ts';

export function environmentOf(db: ReadDb, id: string): Environment {
  const environment = listEnvironments(db).find((entry) => entry.id === id);
  if (!environment) throw notFound(`environment "${id}"`, 'Add it under Scope first.');
  return environment;
}

type Given = { readonly account?: string | null | undefined; readonly regions?: string | null | undefined };

/** Its accounts and Regions as they are recorded. INVALID_INPUT as for a service. */
function placeOf(given: Given, before: Environment | null): Pick<Environment, 'account' | 'regions'> {
  const { account, region } = checkedTogether(
    { account: given.account, region: given.regions },
    before && { account: before.account, region: before.regions },
  );
  return { account, regions: region };
}

type Wanted = Given & { readonly name: string; readonly services: readonly number[] };

/**
 * Makes environments, and says which services, by their place in a list, stand in each. One that is there by its name is taken, and gets the account where it
 * has none; where it has another one, the new environment has its account in its name. INVALID_INPUT as for a service.
 */
export function makeEnvironments(
  db: WriteDb,
  wanted: readonly Wanted[],
): { readonly count: number; readonly of: ReadonlyMap<number, readonly string[]> } {
  const known = [...listEnvironments(db)];
  const of = new Map<number, string[]>();
  let count = 0;
  for (const { name, services, ...given } of wanted) {
    const there = known.find((entry) => isSameName(entry.name, name));
    const place = placeOf(given, null);
    const isAnother = there && place.account !== null && ![null, place.account].includes(there.account);
    const before = isAnother ? undefined : there;
    const environment: Environment = before
      ? { ...before, account: before.account ?? place.account }
      : {
          name: isAnother ? `${name} (${place.account})` : name,
          ...place,
          id: uniqueSlug(slugify(name, 'environment'), (slug) => known.some(({ id }) => id === slug)),
        };
    if (!before) known.push(environment);
    if (environment.account !== before?.account || !before) writeEnvironment(db, environment);
    if (!before) count += 1;
    for (const at of services) of.set(at, [...(of.get(at) ?? []), environment.id]);
  }
  return { count, of };
}

const isSameName = (a: string, b: string): boolean =>
  a.localeCompare(b, undefined, { sensitivity: 'base' }) === 0;

export const environmentHandlers: Handlers<typeof environments> = {
  list({ db }) {
    const services = listServices(db);
    return listEnvironments(db).map((entry) => ({
      ...entry,
      services: services.filter((service) => service.environments.includes(entry.id)).length,
    }));
  },

  add({ db, describe }, input) {
    const known = new Set(listEnvironments(db).map((entry) => entry.id));
    const environment = {
      name: input.name,
      ...placeOf(input, null),
      id: uniqueSlug(slugify(input.name, 'environment'), (slug) => known.has(slug)),
    };
    writeEnvironment(db, environment);
    describe(`Added the environment ${environment.name}`);
    return environment;
  },

  update({ db, describe }, { id, ...input }) {
    const before = environmentOf(db, id);
    const after: Environment = {
      ...before,
      ...(input.name === undefined ? {} : { name: input.name }),
      ...placeOf(input, before),
    };
    writeEnvironment(db, after);
    describe(`Changed the environment ${after.name}`);
    return after;
  },

  remove({ db, describe }, { id }) {
    const { name } = environmentOf(db, id);
    deleteReachOfEnvironment(db, id);
    deleteEnvironment(db, id);
    describe(`Removed the environment ${name}`);
    return null;
  },
};
