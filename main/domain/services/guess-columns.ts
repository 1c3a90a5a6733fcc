import type { ColumnMeaning, MappedColumn } from '../../contract/discover.ts';

/** Headings of inventories as people write them, without marks between words: where something runs in every language that matrices are read in. */
const HEADINGS: readonly (readonly [ColumnMeaning, RegExp])[] = [
  [
    'service',
    /^(aws|amazon|cloud)?(services?(name)?|products?|produkte?|dienste?|servi(ci|ç)os?|servizi(o|i)?|prestations?|usług[ai]|engine|technology|technologie|resourcetype)s?((d|da|de|di|von|van)?aws)?$/,
  ],
  ['label', /^(system|application|anwendung|app|component|komponente|workload|asset|name|label)$/],
  [
    'environment',
    /^(environment|env|stage|umgebung|environnement|entorno|ambiente|omgeving|środowisko)(name|type|typ)?$/,
  ],
  ['account', /^(aws)?(account|konto|compte|cuenta|conto|conta)(aws)?(id|number|nummer|name)?$/],
  ['region', /^(aws)?(region|regionen|région|región|regione|região|regio)(aws)?$/],
  [
    'owner',
    /^(system|service|product|app|application|business|technical)?(owner|lead|contact)$|^verantwortlich/,
  ],
  ['tags', /^(tag|label|schlagwort)s?$/],
];

/** What columns most likely hold, by their headings; each meaning at most once. A person says in the end what they do. */
export function guessColumns(headings: readonly string[]): readonly MappedColumn[] {
  const plain = headings.map((heading) =>
    heading
      .slice(0, 60)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  );
  const taken = new Set<number>();
  return HEADINGS.flatMap(([means, pattern]) => {
    const column = plain.findIndex((heading, at) => !taken.has(at) && pattern.test(heading));
    taken.add(column);
    return column < 0 ? [] : [{ column, means }];
  });
}

const WHERE: ReadonlySet<ColumnMeaning> = new Set(['environment', 'account', 'region']);
/** Whether headings say where something runs, as those of inventories do. */
export const saysWhere = (headings: readonly string[]): boolean =>
  guessColumns(headings).some(({ means }) => WHERE.has(means));

/** Whether a heading is that of services, in every language that matrices are read in. */
export const namesServices = (heading: string): boolean =>
  guessColumns([heading]).some(({ means }) => means === 'service');
