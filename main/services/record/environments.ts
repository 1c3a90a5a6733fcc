import type { Environment } from '../../contract/environments.ts';
import { notFound } from '../../contract/errors.ts';
import { slugify, uniqueSlug } from '../../contract/ids.ts';
import type { environments } from '../../contract/methods/environments.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { deleteEnvironment, listEnvironments, writeEnvironment } from '../../workbook/tables/environments.ts';
import { listServices } from '../../workbook/tables/services-in-use.ts';
import type { Handlers } from '../context.ts';

export function environmentOf(db: ReadDb, id: string): Environment {
  const environment = listEnvironments(db).find((entry) => entry.id === id);
  if (!environment) throw notFound(`environment "${id}"`, 'Add it under Scope first.');
  return environment;
}

export const environmentHandlers: Handlers<typeof environments> = {
  list({ db }) {
    const services = listServices(db);
    return listEnvironments(db).map((entry) => ({
      ...entry,
      services: services.filter((service) => service.environment === entry.id).length,
    }));
  },

  add({ db, describe }, input) {
    const known = new Set(listEnvironments(db).map((entry) => entry.id));
    const environment = {
      ...input,
      id: uniqueSlug(slugify(input.name, 'environment'), (slug) => known.has(slug)),
    };
    writeEnvironment(db, environment);
    describe(`Added the environment ${environment.name}`);
    return environment;
  },

  update({ db, describe }, { id, ...input }) {
    const after: Environment = {
      ...environmentOf(db, id),
      ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
    };
    writeEnvironment(db, after);
    describe(`Changed the environment ${after.name}`);
    return after;
  },

  remove({ db, describe }, { id }) {
    const { name } = environmentOf(db, id);
    deleteEnvironment(db, id);
    describe(`Removed the environment ${name}`);
    return null;
  },
};
