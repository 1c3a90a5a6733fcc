import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findDataFolder } from '../../main/catalogue/data-folder.ts';
import { readCatalogue } from '../../main/catalogue/load.ts';
import type { Catalogue } from '../../main/contract/catalogue.ts';

// AWS lists what takes no new customers, what will end and what has ended. An entry that keeps silent about its row, or gives
// another day without the one on the list, leads an assessment to a service that is going away.

interface Row {
  readonly row: string;
  /** On the list of maintenance the day of the announcement, on the other two the end. */
  readonly day: string;
  readonly entry: string;
  /** Whether the row is the service itself, not a part of it. */
  readonly whole?: true;
}
type List = 'maintenance' | 'sunset' | 'full-shutdown';
const { lists, offTheLists } = JSON.parse(
  readFileSync(new URL('catalogue-lifecycle.json', import.meta.url), 'utf8'),
) as {
  lists: Readonly<Record<List, readonly Row[]>>;
  /** Entries that have ended or take no new customers though no list says so -> what does. */
  offTheLists: Readonly<Record<string, string>>;
};
const STATES: Readonly<Record<List, readonly string[]>> = {
  maintenance: ['closed-to-new', 'end-of-support'],
  sunset: ['end-of-support'],
  'full-shutdown': ['end-of-support'],
};

function findBreaches({ services }: Catalogue): readonly string[] {
  const rows = (Object.keys(STATES) as List[]).flatMap((list) =>
    lists[list].map((row) => ({ list, ...row })),
  );
  const listed = new Set(rows.flatMap(({ entry, whole }) => (whole ? [entry] : [])));
  return [
    ...rows.flatMap(({ list, row, day, entry, whole }) => {
      const lifecycle = services.find(({ id }) => id === entry)?.lifecycle;
      if (!lifecycle) return [`${entry} is not in the catalogue, for ${row}`];
      return [
        ...(JSON.stringify(lifecycle).includes(day) ? [] : [`${entry} does not name ${day}, for ${row}`]),
        ...(!whole || STATES[list].includes(lifecycle.state)
          ? []
          : [`${entry} is ${lifecycle.state}, and on the list ${list}`]),
      ];
    }),
    ...services
      .filter(
        ({ id, lifecycle }) =>
          lifecycle.state !== 'active' && !listed.has(id) && !Object.hasOwn(offTheLists, id),
      )
      .map(({ id, lifecycle }) => `${id} is ${lifecycle.state}, and on no list`),
  ];
}

const shipped = readCatalogue(findDataFolder());
const withLifecycle = (id: string, lifecycle: Catalogue['services'][number]['lifecycle']) => ({
  ...shipped,
  services: shipped.services.map((service) => (service.id === id ? { ...service, lifecycle } : service)),
});

describe('lifecycle, beside AWS’s own lists', () => {
  it('is told as they say, for services and for parts of them', () => {
    expect(findBreaches(shipped)).toEqual([]);
  });

  it('is missed where an entry keeps silent or says that nothing ends', () => {
    expect(findBreaches(withLifecycle('kendra', { state: 'active' }))).toEqual([
      'kendra does not name 2026-06-30, for Amazon Kendra',
      'kendra is active, and on the list maintenance',
    ]);
    expect(findBreaches(withLifecycle('lake-formation', { state: 'active' }))).toEqual([
      'lake-formation does not name 2024-12-31, for Governed Tables in AWS Lake Formation',
    ]);
    const { lifecycle } = shipped.services.find(({ id }) => id === 'monitron') ?? {};
    expect(lifecycle && findBreaches(withLifecycle('ec2', lifecycle))).toEqual([
      'ec2 is closed-to-new, and on no list',
    ]);
  });
});
