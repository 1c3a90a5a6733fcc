import { stat } from 'node:fs/promises';
import type { CatalogueService } from '../../contract/catalogue.ts';
import type {
  DiscoveredFile,
  DiscoveredService,
  DiscoverReport,
  TypeCount,
} from '../../contract/discover.ts';
import { DemarcError } from '../../contract/errors.ts';
import { uniqueSlug, WORKBOOK_SUBJECT } from '../../contract/ids.ts';
import type { Recogniser } from '../../domain/recognise.ts';
import { type FoundBefore, foundAgain } from '../../domain/services/found-again.ts';
import { numbered } from '../../domain/services/numbered-name.ts';
import { isZip, readHead } from '../files/head.ts';
import { readArchive } from './archive.ts';
import type { Found } from './found.ts';
import { filesByName, linkNotes, placeTemplates, wayOf } from './links.ts';
import { readFileOf } from './open-source.ts';
import { refusalOf } from './refusal.ts';
import { isUnknown, unknown } from './unknown.ts';

/** What this importer asks the catalogue; its index has it all. */
export interface ServiceLookup {
  readonly service: (id: string) => CatalogueService | undefined;
  readonly variantsOf: (id: string) => readonly CatalogueService[];
  readonly recognise: Recogniser;
}
export interface SourceFile {
  /** As shown to people. */
  readonly name: string;
  readonly path: string;
  /** Where it lies; without it, as of uploads, by its name beside all the others of which nobody knows. */
  readonly way?: string;
}
export interface InUse extends Partial<FoundBefore> {
  readonly ref: string;
  readonly catalogueId: string;
}
export interface DiscoverOptions {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((done: number, total: number | null, label: string) => void) | undefined;
}

type Outcome =
  | { readonly file: string; readonly way: string; readonly input: number; readonly found: Found }
  | {
      readonly file: string;
      readonly way: string;
      readonly input: number;
      readonly unknown: boolean;
      readonly refused: NonNullable<DiscoveredFile['refused']>;
      readonly found?: undefined;
    };

/**
 * Reads the files and says which services they show to be in use; changes nothing. A refused file is named with its
 * reason and never stops the others. Rejects with CANCELLED only.
 */
export async function discoverFiles(
  files: readonly SourceFile[],
  catalogue: ServiceLookup,
  existing: readonly InUse[],
  { signal, progress }: DiscoverOptions = {},
): Promise<DiscoverReport> {
  const outcomes: Outcome[] = [];
  for (const [at, source] of calledApart(files).entries()) {
    throwIfCancelled(signal);
    progress?.(at, files.length, source.name);
    outcomes.push(...(await readOne(source, at, catalogue, signal)));
  }
  throwIfCancelled(signal);
  progress?.(files.length, files.length, 'Done');
  return buildReport(placeTemplates(outcomes), catalogue, existing);
}

/** Files of the same name from several places get numbers: what is found is told, and remembered, by their names. */
function calledApart(files: readonly SourceFile[]): readonly Required<SourceFile>[] {
  const taken = new Set<string>();
  return files.map(({ name, path, way = name }) => {
    let own = name;
    for (let number = 2; taken.has(own); number += 1) own = numbered(name, number);
    taken.add(own);
    return { name: own, path, way };
  });
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new DemarcError('CANCELLED', 'Reading the files was cancelled. Nothing was added.');
}

/** A file is one outcome; an archive is one for itself and for each file in it. */
async function readOne(
  { name, path, way }: Required<SourceFile>,
  input: number,
  catalogue: ServiceLookup,
  signal: AbortSignal | undefined,
): Promise<readonly Outcome[]> {
  const refused = (file: string, error: unknown): Outcome => ({
    file,
    way: wayOf(way, file.slice(name.length)),
    input,
    unknown: isUnknown(error),
    refused: refusalOf(file, error),
  });
  try {
    if (await isZipFile(path))
      return (await readArchive(name, path, (found) => isFalseList(found, catalogue), signal)).map((part) =>
        'found' in part
          ? { ...part, way: wayOf(way, part.file.slice(name.length)), input }
          : refused(part.file, part.error),
      );
    const found = await readFileOf(name, path, signal);
    if (isFalseList(found, catalogue))
      throw unknown(
        `${name} has lines most of which name no service of AWS. If it is a list of services, put "Service" above it.`,
      );
    return [{ file: name, way: wayOf(way), input, found }];
  } catch (error) {
    throwIfCancelled(signal);
    return [refused(name, error)];
  }
}

/** Lines by themselves are a list of services where half of them name one: robots.txt and requirements.txt have lines as well. */
function isFalseList(found: Found, catalogue: ServiceLookup): boolean {
  const names = [...found.types.keys()];
  const known = names.filter((name) => catalogue.recognise(found.kind, name) !== null);
  return found.isGuess === true && known.length * 2 < names.length;
}

const isZipFile = async (path: string): Promise<boolean> =>
  (await stat(path)).isFile() && isZip(await readHead(path, 2));

/** What the files show of one service. */
interface Gathered {
  readonly types: Map<string, number>;
  readonly files: Set<string>;
  readonly accounts: Set<string>;
  readonly regions: Set<string>;
}
const nothingGathered = (): Gathered => ({
  types: new Map(),
  files: new Set(),
  accounts: new Set(),
  regions: new Set(),
});

/** Puts what was found in the files together, by service. Pure. */
export function buildReport(
  outcomes: readonly Outcome[],
  catalogue: ServiceLookup,
  existing: readonly InUse[],
): DiscoverReport {
  const given = filesByName(outcomes.map((outcome) => outcome.file));
  const byService = new Map<string, Gathered>();
  const files = outcomes.map((outcome): DiscoveredFile => {
    if ('refused' in outcome) {
      const { file, input, unknown, refused } = outcome;
      return {
        file,
        input,
        unknown,
        format: null,
        resources: 0,
        types: [],
        unmapped: [],
        notes: [],
        refused,
      };
    }
    const { file, input, found } = outcome;
    const unmapped = new Map<string, number>();
    const belongs = (id: string, type: string, count: number) => {
      const entry = byService.get(id) ?? nothingGathered();
      const places = found.places?.get(type);
      for (const account of places?.accounts ?? []) entry.accounts.add(account);
      for (const region of places?.regions ?? []) entry.regions.add(region);
      entry.types.set(type, (entry.types.get(type) ?? 0) + count);
      entry.files.add(file);
      byService.set(id, entry);
    };
    for (const [type, total] of found.types) {
      const parts = (found.parts?.get(type) ?? []).flatMap((part) => {
        const other = catalogue.recognise('cloudformation', part.as);
        return other === null ? [] : [{ other, count: part.count }];
      });
      const count = parts.reduce((left, part) => left - part.count, total);
      const id = catalogue.recognise(found.kind, found.otherNames?.get(type) ?? type);
      if (id === null) unmapped.set(type, count);
      else if (!found.notInUse?.has(type) && count > 0) belongs(id, type, count);
      for (const part of parts) belongs(part.other, type, part.count);
    }
    const types = typeCounts(found.types);
    return {
      file,
      input,
      unknown: false,
      format: found.format,
      resources: types.reduce((sum, { count }) => sum + count, 0),
      types,
      unmapped: typeCounts(unmapped),
      notes: [...found.notes, ...linkNotes(file, found.links ?? [], given)],
      refused: null,
    };
  });
  const before = existing.map(({ ref, label = ref, foundIn = [] }) => ({ ref, label, foundIn }));
  return { files, services: toServices(byService, catalogue, existing), ...foundAgain(before, files) };
}

function toServices(
  byService: ReadonlyMap<string, Gathered>,
  catalogue: ServiceLookup,
  existing: readonly InUse[],
): DiscoveredService[] {
  const taken = new Set([WORKBOOK_SUBJECT, ...existing.map((entry) => entry.ref)]);
  const services: DiscoveredService[] = [];
  for (const [id, { types, files, accounts, regions }] of byService) {
    const service = catalogue.service(id);
    if (!service) continue;
    const variants = catalogue.variantsOf(id);
    const inUse = findInUse(id, variants, existing);
    const ref = inUse?.ref ?? uniqueSlug(id, (slug) => taken.has(slug));
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
    });
  }
  return services.sort((a, b) => compare(a.name, b.name));
}

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
