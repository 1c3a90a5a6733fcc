import { invalidInput, notFound, ruleViolation } from '../../contract/errors.ts';
import { slugify, uniqueSlug } from '../../contract/ids.ts';
import type { custom } from '../../contract/methods/custom.ts';
import { counted } from '../../domain/words/counted.ts';
import { deleteCadencesOf } from '../../workbook/tables/cadences.ts';
import {
  countCustomUses,
  deleteCustom,
  insertCustomResponsibility,
  insertCustomService,
  listCustomResponsibilities,
  listCustomServices,
} from '../../workbook/tables/custom.ts';
import type { Handlers } from '../context.ts';

const idFor = (name: string, taken: (id: string) => boolean): string =>
  uniqueSlug(slugify(`custom-${name}`, 'custom'), taken);

export const customHandlers: Handlers<typeof custom> = {
  list: ({ db }) => ({ services: listCustomServices(db), responsibilities: listCustomResponsibilities(db) }),

  addService({ db, catalogue, describe }, input) {
    const id = idFor(input.name, (slug) => catalogue.service(slug) !== undefined);
    insertCustomService(db, { id, ...input });
    describe(`Added the custom service ${input.name}`);
    const added = listCustomServices(db).find((service) => service.id === id);
    if (!added) throw new Error('the custom service was not stored');
    return added;
  },

  addResponsibility({ db, catalogue, describe }, input) {
    if (!catalogue.domain(input.domain))
      throw invalidInput(
        `There is no domain "${input.domain}". Use one of ${catalogue.domains.map((domain) => domain.id).join(', ')}.`,
      );
    const id = idFor(input.name, (slug) => catalogue.responsibility(slug) !== undefined);
    insertCustomResponsibility(db, { id, ...input });
    describe(`Added the custom responsibility ${input.name}`);
    const added = listCustomResponsibilities(db).find((duty) => duty.id === id);
    if (!added) throw new Error('the custom responsibility was not stored');
    return added;
  },

  remove({ db, describe }, { id }) {
    const uses = countCustomUses(db, id);
    if (uses > 0)
      throw ruleViolation(
        `"${id}" is used ${counted(uses, 'time')} in this workbook. Remove or clear those first.`,
      );
    deleteCadencesOf(db, { responsibility: id });
    if (deleteCustom(db, id) === 0) throw notFound(`custom entry "${id}"`, 'List them under Services.');
    describe(`Removed the custom entry ${id}`);
    return null;
  },
};
