import type { CatalogueIndex } from '../../catalogue/lookup.ts';
import type { CatalogueService, Responsibility } from '../../contract/catalogue.ts';
import { invalidInput, notFound, ruleViolation } from '../../contract/errors.ts';
import { slugify, uniqueSlug } from '../../contract/ids.ts';
import type { custom } from '../../contract/methods/custom.ts';
import { editionWords } from '../../domain/providers/origin-words.ts';
import { counted } from '../../domain/words/counted.ts';
import { nearest } from '../../domain/words/near-miss.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { deleteCadencesOf } from '../../workbook/tables/cadences.ts';
import {
  type CustomResponsibility,
  countCustomUses,
  deleteCustom,
  listCustomResponsibilities,
  listCustomServices,
  listOwnControls,
  writeCustomResponsibility,
  writeCustomService,
} from '../../workbook/tables/custom.ts';
import { deletePlacesOf } from '../../workbook/tables/finding-places.ts';
import { listEditions } from '../../workbook/tables/provider-editions.ts';
import type { Handlers } from '../context.ts';

const idFor = (name: string, taken: (id: string) => boolean): string =>
  uniqueSlug(slugify(`custom-${name}`, 'custom'), taken);

export const customHandlers: Handlers<typeof custom> = {
  list: ({ db }) => ({
    services: listCustomServices(db),
    responsibilities: listCustomResponsibilities(db),
    controls: Object.fromEntries(listOwnControls(db)),
  }),

  addService({ db, catalogue, describe }, input) {
    const id = idFor(input.name, (slug) => catalogue.service(slug) !== undefined);
    writeCustomService(db, { id, ...input });
    describe(`Added the custom service ${input.name}`);
    return serviceOf(db, id);
  },

  updateService({ db, describe }, { id, ...input }) {
    const { name, model, category, notes } = serviceOf(db, id);
    const after = { name, model, category, notes, ...given(input) };
    writeCustomService(db, { id, ...after });
    describe(`Changed the custom service ${after.name}`);
    return serviceOf(db, id);
  },

  addResponsibility({ db, catalogue, describe }, input) {
    checkPlaces(catalogue, input);
    const id = idFor(input.name, (slug) => catalogue.responsibility(slug) !== undefined);
    writeCustomResponsibility(db, { id, ...input });
    describe(`Added the custom responsibility ${input.name}`);
    return dutyOf(db, id);
  },

  updateResponsibility({ db, catalogue, describe }, { id, ...input }) {
    const before = dutyAsGiven(db, id);
    const after = { ...before, ...given(input) };
    checkPlaces(catalogue, { domain: input.domain, controls: input.controls });
    if (after.scope !== before.scope && countCustomUses(db, id) > 0)
      throw ruleViolation(
        `"${before.name}" is answered already, so where it is asked cannot change. Add another duty for the other place.`,
      );
    writeCustomResponsibility(db, after);
    describe(`Changed the custom responsibility ${after.name}`);
    return dutyOf(db, id);
  },

  remove({ db, describe }, { id }) {
    const uses = countCustomUses(db, id);
    if (uses > 0)
      throw ruleViolation(
        `"${id}" is used ${counted(uses, 'time')} in this workbook. Remove or clear those first.`,
      );
    const giver = listEditions(db).find(({ rows }) => rows.some(({ duty }) => duty === id));
    if (giver)
      throw ruleViolation(
        `"${id}" is inherited from ${editionWords(giver.facts)}. Remove that provider first, or have its workbook answer the duty no more.`,
      );
    deleteCadencesOf(db, { responsibility: id });
    deletePlacesOf(db, { responsibility: id });
    if (deleteCustom(db, id) === 0) throw notFound(`custom entry "${id}"`, 'List them under Services.');
    describe(`Removed the custom entry ${id}`);
    return null;
  },
};

/** The fields of an input that were given. */
const given = <T extends object>(input: T) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

function serviceOf(db: ReadDb, id: string): CatalogueService {
  const found = listCustomServices(db).find((service) => service.id === id);
  if (!found) throw notFound(`service of this workbook's own "${id}"`, 'List them under Services.');
  return found;
}
function dutyOf(db: ReadDb, id: string): Responsibility {
  const found = listCustomResponsibilities(db).find((duty) => duty.id === id);
  if (!found) throw notFound(`duty of this workbook's own "${id}"`, 'List them under Scope.');
  return found;
}
/** The duty as it was written down. */
function dutyAsGiven(db: ReadDb, id: string): CustomResponsibility {
  const { name, domain, scope, question, duties, defaults, evidenceSuggestions } = dutyOf(db, id);
  const { owner, why } = defaults.iaas;
  return {
    id,
    name,
    domain,
    // The table holds no others.
    scope: scope === 'organisation' ? scope : 'service',
    question,
    owner: owner === 'na' ? 'customer' : owner,
    why,
    provider: duties.provider,
    customer: duties.customer,
    evidenceSuggestions,
    controls: listOwnControls(db).get(id) ?? [],
  };
}

/** INVALID_INPUT for a domain or a control that the catalogue does not have. */
function checkPlaces(
  catalogue: CatalogueIndex,
  {
    domain,
    controls = [],
  }: { readonly domain?: string | undefined; readonly controls?: readonly string[] | undefined },
): void {
  if (domain !== undefined && !catalogue.domain(domain))
    throw invalidInput(
      `There is no domain "${domain}". Use one of ${catalogue.domains.map(({ id }) => id).join(', ')}.`,
    );
  for (const ref of controls) {
    const slash = ref.indexOf('/');
    const framework = catalogue.framework(ref.slice(0, slash));
    if (!framework)
      throw invalidInput(
        `"${ref}" names no framework. Write framework/control, such as iso-27001-2022/A.8.9; there are ${catalogue.catalogue.frameworks.map(({ id }) => id).join(', ')}.`,
      );
    const control = ref.slice(slash + 1);
    if (framework.controls.some(({ id }) => id === control)) continue;
    const close = nearest(
      control,
      framework.controls.map(({ id }) => id),
    );
    throw invalidInput(
      `${framework.name} has no control "${control}". ${close ? `Did you mean "${close}"?` : 'Write its id as the framework does.'}`,
    );
  }
}
