import type { ColumnMeaning, MappedColumn } from '../../contract/discover.ts';

/** Headings of inventories as people write them, in English and German, without marks between words. */
const HEADINGS: readonly (readonly [ColumnMeaning, RegExp])[] = [
  ['service', /^(aws)?(service|product|produkt|dienst|engine|technology|technologie|resourcetype)s?$/],
  ['label', /^(system|application|anwendung|app|component|komponente|workload|asset|name|label)$/],
  ['environment', /^(environment|env|stage|umgebung)$/],
  ['account', /^(aws)?(account|konto)(id|number|nummer)?$/],
  ['region', /^(aws)?region$/],
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
