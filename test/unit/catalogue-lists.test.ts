import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findDataFolder } from '../../main/catalogue/data-folder.ts';
import { readCatalogue } from '../../main/catalogue/load.ts';
import type { Catalogue, CatalogueService } from '../../main/contract/catalogue.ts';
import { suggestedOwner } from '../../main/domain/duties/suggestion.ts';

// AWS says in lists of its own what can be shared with other accounts, where one names a certificate, and whose content it may use
// unless one opts out. A guide of one service is silent about it; so each entry is held against them.

interface Listed<T> {
  readonly source: string;
  /** As AWS names it -> the entries meant. */
  readonly entries: Readonly<Record<string, T>>;
}
const lists = JSON.parse(readFileSync(new URL('catalogue-lists.json', import.meta.url), 'utf8')) as {
  readonly shared: Listed<readonly string[]>;
  readonly admitted: Listed<readonly string[]>;
  /** Entry -> why nothing of it is opened to others all the same. */
  readonly 'not-shared': Readonly<Record<string, string>>;
  readonly certificates: Listed<readonly string[]> & {
    /** Entry -> why the certificate is no duty of it. */
    readonly except: Readonly<Record<string, string>>;
  };
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
const ownerOf = (duty: string, catalogue: Catalogue, id: string) => {
  const responsibility = catalogue.responsibilities.find((each) => each.id === duty);
  if (!responsibility) throw new Error(`There is no ${duty}.`);
  return suggestedOwner(responsibility, entry(catalogue, id));
};
const unasked = (catalogue: Catalogue) =>
  optOut.filter((id) => ownerOf('ai-data-use', catalogue, id) === 'na');
const certified = [...new Set(Object.values(lists.certificates.entries).flat())];
const uncertified = (catalogue: Catalogue) =>
  certified.filter((id) => ['aws', 'na'].includes(ownerOf('certificate-lifecycle', catalogue, id)));
const changed = (id: string, change: (service: CatalogueService) => CatalogueService): Catalogue => ({
  ...shipped,
  services: shipped.services.map((service) => (service.id === id ? change(service) : service)),
});

describe('what AWS lets one share with other accounts', () => {
  it('is known of every entry, or the list of exceptions says why it is nothing', () => {
    expect(closed(shipped).filter((id) => !(id in lists['not-shared']))).toEqual([]);
  });
  it('excuses no entry that needs no excuse', () => {
    expect(Object.keys(lists['not-shared']).filter((id) => !closed(shipped).includes(id))).toEqual([]);
  });
  it('is missed where an entry says nothing of it', () => {
    expect(closed(changed('waf', (service) => ({ ...service, traits: [] })))).toContain('waf');
  });
});

describe('where a certificate of the customer can be named', () => {
  it('is known of every entry, or the list of exceptions says why it is nothing', () => {
    expect(uncertified(shipped)).toEqual(Object.keys(lists.certificates.except));
  });
  it('is missed where an entry says nothing of it', () => {
    const silent = changed('redshift-serverless', (service) => ({ ...service, overrides: [] }));
    expect(uncertified(silent)).toContain('redshift-serverless');
  });
});

describe('whose content AWS may use unless one opts out', () => {
  it('is asked of every entry on the list', () => {
    expect(unasked(shipped)).toEqual([]);
  });
  it('is missed where an entry does not ask', () => {
    const silent = changed('polly', (service) => ({ ...service, overrides: [] }));
    expect(unasked(silent)).toEqual(['polly']);
  });
});
