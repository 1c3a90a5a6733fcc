import type { ColumnMeaning, MappedColumn } from '../../contract/discover.ts';

/** What services of AWS are called above a column of them, in every language that matrices are read in. */
const SERVICES =
  /^(aws|amazon|cloud)?(services?(names?)?|products?|produkte?|dienst(e|en)?|servi(ci|ç)os?|servizi(o|i)?|prestations?|usług[ai])((d|da|de|di|von|van)?aws)?(inuse|imeinsatz|utilisés|enuso|inuso|emuso|ingebruik|wużyciu)?$/;
/** Headings of inventories as people write them, without marks between words: where something runs in every language that matrices are read in. */
const HEADINGS: readonly (readonly [ColumnMeaning, RegExp])[] = [
  ['service', SERVICES],
  [
    'service',
    /^(aws|amazon|cloud)?(engine|technology|technologie|resourcetype|(used|inferred)service|services?used)s?$/,
  ],
  ['label', /^(system|application|anwendung|app|component|komponente|workload|asset|name|label)$/],
  [
    'environment',
    /^(environment|env|stage|umgebung|environnement|entorno|ambiente|omgeving|środowisko)(name|type|typ)?$/,
  ],
  [
    'account',
    /^(aws|linked|member|verknüpfte[sn]?|verbundene[sn]?)*(accounts?|konto|konten|comptes?|cuentas?|conto|conti|contas?|rekening(en)?|konta)(liés?|vinculadas?|aws)*(ids?|numbers?|nummern?|names?)?((confirmed)?(inuse|used))?$/,
  ],
  [
    'region',
    /^(aws)?(regions?|regionen|régions?|regi[oó]n(es)?|regioni?|regione|regiões|região|regio|regio['’]?s|regiony)(aws)?(codes?|ids?|names?)?((confirmed)?(inuse|used))?$/,
  ],
  [
    'owner',
    /^(system|service|product|app|application|business|technical)?(owner|lead|contact)$|^verantwortlich/,
  ],
  ['tags', /^(tag|label|schlagwort)s?$/],
];

const plainOf = (heading: string): string =>
  heading
    .slice(0, 60)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** What columns most likely hold, by their headings; each meaning at most once. A person says in the end what they do. */
export function guessColumns(headings: readonly string[]): readonly MappedColumn[] {
  const plain = headings.map(plainOf);
  const taken = new Set<number>();
  const found = new Map<ColumnMeaning, number>();
  for (const [means, pattern] of HEADINGS) {
    if (found.has(means)) continue;
    const column = plain.findIndex((heading, at) => !taken.has(at) && pattern.test(heading));
    if (column < 0) continue;
    taken.add(column);
    found.set(means, column);
  }
  return [...found].map(([means, column]) => ({ column, means }));
}

const WHERE: ReadonlySet<ColumnMeaning> = new Set(['environment', 'account', 'region']);
/** Whether headings say where something runs, as those of inventories do. */
export const saysWhere = (headings: readonly string[]): boolean =>
  guessColumns(headings).some(({ means }) => WHERE.has(means));

/** Whether a heading is that of services, in every language that matrices are read in. */
export const namesServices = (heading: string): boolean =>
  guessColumns([heading]).some(({ means }) => means === 'service');
/** Whether a heading is that of services and of nothing else that runs, such as engines. */
export const isOfServices = (heading: string): boolean => SERVICES.test(plainOf(heading));
