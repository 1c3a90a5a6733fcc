import { readingOf } from '../../catalogue/house-rules/reading.ts';
import type { CatalogueIndex } from '../../catalogue/lookup.ts';
import type { CatalogueEntry, CatalogueService } from '../../contract/catalogue.ts';
import { notFound } from '../../contract/errors.ts';
import type { catalogue } from '../../contract/methods/catalogue.ts';
import { askedResponsibilities, isAsked, suggest } from '../../domain/duties/suggestion.ts';
import { nearest } from '../../domain/words/near-miss.ts';
import type { Handlers } from '../context.ts';

const entryOf = (service: CatalogueService, index: CatalogueIndex): CatalogueEntry => ({
  id: service.id,
  name: service.name,
  aliases: service.aliases,
  category: service.category,
  model: service.model,
  lifecycle: service.lifecycle,
  notes: service.notes,
  questions: askedResponsibilities(index.responsibilities, service).length,
  ...(service.variantOf === undefined ? {} : { variantOf: service.variantOf }),
  ...(service.variantWhen === undefined ? {} : { variantWhen: service.variantWhen }),
  ...(service.custom ? { custom: true } : {}),
});

/** By catalogue: each entry counts the duties asked, for which each duty is judged. */
const listed = new WeakMap<CatalogueIndex, readonly CatalogueEntry[]>();
function entriesOf(index: CatalogueIndex): readonly CatalogueEntry[] {
  const known = listed.get(index);
  if (known) return known;
  const entries = index.services.map((service) => entryOf(service, index));
  listed.set(index, entries);
  return entries;
}

export const catalogueHandlers: Handlers<typeof catalogue> = {
  services: ({ catalogue: index }) => entriesOf(index),

  service({ catalogue: index }, { id }) {
    const service = index.service(id);
    if (!service) {
      const close = nearest(
        id,
        index.services.map((entry) => entry.id),
      );
      throw notFound(
        `service "${id}" in the catalogue`,
        close ? `Did you mean "${close}"?` : 'List all with "demarc catalogue".',
      );
    }
    return {
      service,
      variants: index.variantsOf(id).map((variant) => entryOf(variant, index)),
      duties: index.responsibilities.flatMap((duty) => {
        // What is answered once says nothing about a single service, unless the service has its own word on it.
        const asked = isAsked(duty, service);
        if (!asked && duty.scope !== 'service') return [];
        const { owner, why, basis, duties, guidance, cautions } = suggest(
          duty,
          service,
          null,
          index.contested,
        );
        return [
          {
            responsibility: duty.id,
            name: duty.name,
            domain: duty.domain,
            question: duty.question,
            asked,
            owner,
            why,
            basis: basis === 'service' ? ('service' as const) : ('model' as const),
            duties,
            guidance,
            cautions: cautions.map((caution) => caution.text),
          },
        ];
      }),
    };
  },

  responsibilities: ({ catalogue: index }) => ({
    domains: index.domains,
    responsibilities: index.responsibilities,
  }),

  check: ({ catalogue: { shipped } }, { text }) => readingOf(text, shipped.catalogue).reading,

  frameworks: ({ catalogue: { catalogue: data } }) =>
    data.frameworks.map(({ id, name, version, publisher, controls }) => ({
      id,
      name,
      version,
      publisher,
      controls: controls.length,
      linked: controls.filter(({ duties }) => duties.length > 0).length,
    })),
};
