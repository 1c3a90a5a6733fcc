import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { CatalogueNames } from '../domain/merge/words.ts';

/** What the sentences about rows call the catalogue's entries. */
export const namesOf = (catalogue: CatalogueIndex): CatalogueNames => ({
  service: (id) => catalogue.service(id)?.name ?? null,
  duty: (id) => catalogue.responsibility(id)?.name ?? null,
  domain: (id) => catalogue.domain(id)?.name ?? null,
  framework: (id) => {
    const framework = catalogue.framework(id);
    return framework ? `${framework.name} ${framework.version}` : null;
  },
});
