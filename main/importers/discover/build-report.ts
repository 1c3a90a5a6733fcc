import type { CatalogueService } from '../../contract/catalogue.ts';
import type {
  DiscoveredAccount,
  DiscoveredFile,
  DiscoveredService,
  DiscoverReport,
  InventoryTable,
  SaidOfService,
  TypeCount,
} from '../../contract/discover.ts';
import { slugify, uniqueSlug, WORKBOOK_SUBJECT } from '../../contract/ids.ts';
import type { Recogniser } from '../../domain/recognise.ts';
import { shortenedWords } from '../../domain/services/account-number.ts';
import { type FoundBefore, foundAgain } from '../../domain/services/found-again.ts';
import { numeral } from '../../domain/words/counted.ts';
import { rowWords } from '../../domain/words/row-words.ts';
import { type Found, listNames, type Said } from './found.ts';
import { MAX_NAMED } from './limits.ts';
import { filesByName, linkNotes } from './links.ts';
import { recogniseAsWritten, recogniseSeveral, unreadInBrackets } from './lists/as-people-write.ts';

/** What this importer asks the catalogue; its index has it all. */
export interface ServiceLookup {
  readonly service: (id: string) => CatalogueService | undefined;
  readonly variantsOf: (id: string) => readonly CatalogueService[];
  readonly recognise: Recogniser;
}
export interface InUse extends Partial<FoundBefore> {
  readonly ref: string;
  readonly catalogueId: string;
}
/** What became of one file. */
export type Outcome =
  | { readonly file: string; readonly way: string; readonly input: number; readonly found: Found }
  | {
      readonly file: string;
      readonly way: string;
      readonly input: number;
      readonly unknown: boolean;
      readonly refused: NonNullable<DiscoveredFile['refused']>;
      readonly table: InventoryTable | null;
      readonly found?: undefined;
    };

/** What the files show of one service. */
interface Gathered {
  readonly id: string;
  readonly types: Map<string, number>;
  readonly files: Set<string>;
  readonly accounts: Set<string>;
  readonly regions: Set<string>;
  said: SaidOfService | null;
}

/** Puts what was found in the files together, by service, and by the name that an inventory has for one. Pure. */
export function buildReport(
  outcomes: readonly Outcome[],
  catalogue: ServiceLookup,
  existing: readonly InUse[],
): DiscoverReport {
  const given = filesByName(outcomes.map((outcome) => outcome.file));
  const gathered = new Map<string, Gathered>();
  const files = outcomes.map((outcome): DiscoveredFile => {
    if ('refused' in outcome) {
      const { file, input, unknown, refused, table } = outcome;
      return { ...NOTHING, file, input, unknown, refused, table };
    }
    const { file, input, found } = outcome;
    const unmapped = gather(file, found, catalogue, gathered);
    const types = typeCounts(found.types);
    return {
      file,
      input,
      unknown: false,
      format: found.format,
      resources: types.reduce((sum, { count }) => sum + count, 0),
      types,
      unmapped: typeCounts(unmapped),
      notes: [
        ...found.notes,
        ...shortenedAccounts(found),
        ...unmappedRows(found, unmapped),
        ...inBrackets(found, catalogue),
        ...linkNotes(file, found.links ?? [], given),
      ],
      refused: null,
      table: found.table ?? null,
    };
  });
  const before = existing.map(({ ref, label = ref, foundIn = [] }) => ({ ref, label, foundIn }));
  return {
    files,
    services: toServices([...gathered.values()], catalogue, existing),
    accounts: accountsOf(outcomes),
    ...foundAgain(before, files),
  };
}
/** Each account once, however many lists have it. */
function accountsOf(outcomes: readonly Outcome[]): DiscoveredAccount[] {
  const listed = outcomes.flatMap(({ found }) => found?.accounts ?? []);
  const byId = new Map(listed.map((entry) => [entry.account, entry]));
  return [...byId.values()].map(({ account, name }) => ({ account, name, environment: null }));
}

function shortenedAccounts({ places }: Found): readonly string[] {
  const written = new Set([...(places?.values() ?? [])].flatMap(({ shortened }) => [...shortened]));
  return written.size === 0 ? [] : [shortenedWords(listNames([...written]))];
}

const NOTHING = { format: null, resources: 0, types: [], unmapped: [], notes: [] } as const;

/** Adds what one file shows to what the others do, and gives back what no service claims. */
function gather(
  file: string,
  found: Found,
  catalogue: ServiceLookup,
  gathered: Map<string, Gathered>,
): ReadonlyMap<string, number> {
  const unmapped = new Map<string, number>();
  const belongs = (id: string, type: string, count: number) => {
    const said = found.said?.get(type);
    const key = said === undefined || said.label === '' ? id : `${id}\n${said.label.toLowerCase()}`;
    const entry = gathered.get(key) ?? {
      id,
      types: new Map(),
      files: new Set(),
      accounts: new Set(),
      regions: new Set(),
      said: null,
    };
    const places = found.places?.get(type);
    for (const account of places?.accounts ?? []) entry.accounts.add(account);
    for (const region of places?.regions ?? []) entry.regions.add(region);
    entry.types.set(type, (entry.types.get(type) ?? 0) + count);
    entry.files.add(file);
    if (said !== undefined) entry.said = together(entry.said, said, catalogue.service(id)?.name ?? id);
    gathered.set(key, entry);
  };
  for (const [type, total] of found.types) {
    const parts = (found.parts?.get(type) ?? []).flatMap((part) => {
      const other = catalogue.recognise('cloudformation', part.as) ?? catalogue.recognise('billing', part.as);
      return other === null ? [] : [{ other, count: part.count }];
    });
    const count = parts.reduce((left, part) => left - part.count, total);
    const id = recognised(found, type, catalogue);
    const several =
      id === null && BY_HAND.has(found.format)
        ? recogniseSeveral(nameOf(found, type), catalogue.recognise)
        : [];
    if (several.length > 0) {
      if (!found.notInUse?.has(type) && count > 0) for (const each of several) belongs(each, type, count);
    } else if (id === null) unmapped.set(type, count);
    else if (!found.notInUse?.has(type) && count > 0) belongs(id, type, count);
    for (const part of parts) belongs(part.other, type, part.count);
  }
  return unmapped;
}

function recognised(found: Found, type: string, { recognise }: ServiceLookup): string | null {
  const name = nameOf(found, type);
  // What something costs stands in tables that people keep as well, beside taxes and fees, of which types know more than is meant.
  if (found.format === 'cost-explorer')
    return recogniseAsWritten(name, (kind, each) => (kind === 'billing' ? recognise(kind, each) : null));
  return BY_HAND.has(found.format) ? recogniseAsWritten(name, recognise) : recognise(found.kind, name);
}
const nameOf = (found: Found, type: string): string => found.otherNames?.get(type) ?? type;
/** Kinds of files in which people write services as they call them. */
const BY_HAND: ReadonlySet<Found['format']> = new Set(['inventory', 'service-list']);

/** What names of services that are proposed have in brackets behind them, and is not known to say which service it is. */
function inBrackets(found: Found, catalogue: ServiceLookup): readonly string[] {
  if (!BY_HAND.has(found.format) && found.format !== 'cost-explorer') return [];
  const told = [...found.types.keys()].flatMap((type) => {
    const id = found.notInUse?.has(type) ? null : recognised(found, type, catalogue);
    const name = nameOf(found, type);
    const unread = id === null ? null : unreadInBrackets(name, id, catalogue.recognise);
    return id === null || unread === null ? [] : [`“${name}” as ${catalogue.service(id)?.name ?? id}`];
  });
  if (told.length === 0) return [];
  return [
    `What stands in brackets behind services is not read: ${listNames([...new Set(told)])}. Choose another where it says so.`,
  ];
}

/** What rows of one service say, in one file or in several: whoever was named first is its owner. */
function together(before: SaidOfService | null, said: Said, name: string): SaidOfService {
  const environments = new Map(
    (before?.environments ?? []).map((entry) => [entry.name.toLowerCase(), entry]),
  );
  for (const called of said.environments)
    if (!environments.has(called.toLowerCase()))
      environments.set(called.toLowerCase(), { name: called, id: null });
  return {
    label: before?.label ?? (said.label === '' ? name : said.label),
    environments: [...environments.values()],
    owner: before?.owner ?? (said.owner === '' ? null : { name: said.owner, person: null }),
    tags: [...new Set([...(before?.tags ?? []), ...said.tags])],
  };
}

/** Rows of an inventory whose product no service of the catalogue claims. */
function unmappedRows({ said }: Found, unmapped: ReadonlyMap<string, number>): readonly string[] {
  const rows = new Map<string, number[]>();
  for (const type of unmapped.keys()) {
    const saying = said?.get(type);
    if (saying) rows.set(saying.product, [...(rows.get(saying.product) ?? []), ...saying.rows]);
  }
  if (rows.size === 0) return [];
  const told = [...rows].slice(0, MAX_NAMED).map(([product, at]) => `“${product}” in ${rowWords(at)}`);
  const more = rows.size > told.length ? [`${numeral(rows.size - told.length)} more`] : [];
  return [`No service that is known here: ${[...told, ...more].join('; ')}.`];
}

function toServices(
  gathered: readonly Gathered[],
  catalogue: ServiceLookup,
  existing: readonly InUse[],
): DiscoveredService[] {
  const taken = new Set([WORKBOOK_SUBJECT, ...existing.map((entry) => entry.ref)]);
  const services: DiscoveredService[] = [];
  for (const { id, types, files, accounts, regions, said } of gathered) {
    const service = catalogue.service(id);
    if (!service) continue;
    const variants = catalogue.variantsOf(id);
    const named = said === null || said.label === service.name ? null : said.label;
    const inUse = findInUse(id, variants, named === null ? existing : existing.filter(isCalled(named)));
    const ref = inUse?.ref ?? uniqueSlug(named === null ? id : slugify(named, id), (slug) => taken.has(slug));
    taken.add(ref);
    services.push({
      ref,
      catalogueId: id,
      name: service.name,
      resources: typeCounts(types),
      files: [...files],
      accounts: [...accounts].sort(),
      regions: [...regions].sort(),
      alreadyInUse: inUse !== undefined,
      variants: variants.map((variant) => ({
        id: variant.id,
        name: variant.name,
        when: variant.variantWhen ?? 'None of the other ways holds.',
      })),
      newAccounts: [],
      said,
    });
  }
  return services.sort(
    (a, b) => compare(a.name, b.name) || compare(a.said?.label ?? '', b.said?.label ?? ''),
  );
}

const isCalled =
  (name: string) =>
  ({ ref, label = ref }: InUse): boolean =>
    label.localeCompare(name, undefined, { sensitivity: 'base' }) === 0;

/** In use as itself, or switched to a variant that no resource type tells apart from it. */
const findInUse = (id: string, variants: readonly CatalogueService[], existing: readonly InUse[]) =>
  existing.find((entry) => entry.catalogueId === id) ??
  existing.find((entry) =>
    variants.some(
      (variant) =>
        variant.id === entry.catalogueId &&
        variant.variantOf === id &&
        variant.cfnNamespaces.length + variant.terraformPrefixes.length === 0,
    ),
  );

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const typeCounts = (types: ReadonlyMap<string, number>): TypeCount[] =>
  [...types].map(([type, count]) => ({ type, count })).sort((a, b) => compare(a.type, b.type));
