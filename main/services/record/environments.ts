import type { Environment } from '../../contract/environments.ts';
import { notFound } from '../../contract/errors.ts';
import { slugify, uniqueSlug } from '../../contract/ids.ts';
import type { environments } from '../../contract/methods/environments.ts';
import type { ReadDb } from '../../workbook/connection.ts';
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
