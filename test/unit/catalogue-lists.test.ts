import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findDataFolder } from '../../main/catalogue/data-folder.ts';
import { readCatalogue } from '../../main/catalogue/load.ts';
import type { Catalogue, CatalogueService } from '../../main/contract/catalogue.ts';
import { suggestedOwner } from '../../main/domain/duties/suggestion.ts';

// AWS says in lists of its own what can be shared with other accounts, and whose content it may use unless one opts out. A guide
// of one service is silent about either; so each entry is held against them.

interface Listed<T> {
  readonly source: string;
  /** As AWS names it -> the entries meant. */
  readonly entries: Readonly<Record<string, T>>;
}
const lists = JSON.parse(readFileSync(new URL('catalogue-lists.json', import.meta.url), 'utf8')) as {
  readonly shared: Listed<readonly string[]>;
  readonly admitted: Listed<readonly string[]>;
  /** Entry -> why nothing of it is opened to others all the same. */
  readonly except: Readonly<Record<string, string>>;
  readonly 'opt-out': Listed<string>;
};
const shipped = readCatalogue(findDataFolder());
const sharing = [
  ...new Set([lists.shared, lists.admitted].flatMap(({ entries }) => Object.values(entries).flat())),
];
const optOut = [...new Set(Object.values(lists['opt-out'].entries))];

const entry = ({ services }: Catalogue, id: string): CatalogueService => {
  const found = services.find((service) => service.id === id);
  if (!found) throw new Error(`A list of AWS's leads to ${id}, which is no entry.`);
  return found;
};
const closed = (catalogue: Catalogue) =>
  sharing.filter((id) => !entry(catalogue, id).traits.includes('can-be-public'));
function unaskedAbout(duty: string, catalogue: Catalogue): readonly string[] {
  const responsibility = catalogue.responsibilities.find(({ id }) => id === duty);
  if (!responsibility) throw new Error(`There is no ${duty}.`);
  return optOut.filter((id) => suggestedOwner(responsibility, entry(catalogue, id)) === 'na');
}
const changed = (id: string, change: (service: CatalogueService) => CatalogueService): Catalogue => ({
  ...shipped,
  services: shipped.services.map((service) => (service.id === id ? change(service) : service)),
});

describe('what AWS lets one share with other accounts', () => {
  it('is known of every entry, or the list of exceptions says why it is nothing', () => {
    expect(closed(shipped).filter((id) => !(id in lists.except))).toEqual([]);
  });
  it('excuses no entry that needs no excuse', () => {
    expect(Object.keys(lists.except).filter((id) => !closed(shipped).includes(id))).toEqual([]);
  });
  it('is missed where an entry says nothing of it', () => {
    expect(closed(changed('waf', (service) => ({ ...service, traits: [] })))).toContain('waf');
  });
});

describe('whose content AWS may use unless one opts out', () => {
  it('is asked of every entry on the list', () => {
    expect(unaskedAbout('ai-data-use', shipped)).toEqual([]);
  });
  it('is missed where an entry does not ask', () => {
    const silent = changed('polly', (service) => ({ ...service, overrides: [] }));
    expect(unaskedAbout('ai-data-use', silent)).toEqual(['polly']);
  });
});
