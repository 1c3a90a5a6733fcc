import { stat } from 'node:fs/promises';
import type { DiscoverReport } from '../../contract/discover.ts';
import { DemarcError } from '../../contract/errors.ts';
import { numbered } from '../../domain/services/numbered-name.ts';
import { isZip, readHead } from '../files/head.ts';
import { readArchive } from './archive.ts';
import { buildReport, type InUse, type Outcome, type ServiceLookup } from './build-report.ts';
import { type Found, partsOfFile } from './found.ts';
import { type Given, NOTHING_GIVEN } from './given.ts';
import { placeTemplates, wayOf } from './links.ts';
import { recogniseAsWritten, recogniseSeveral } from './lists/as-people-write.ts';
import { tableOf } from './lists/inventory-columns.ts';
import { readFileOf } from './open-source.ts';
import { refusalOf } from './refusal.ts';
import { isUnknown, unknown } from './unknown.ts';

export interface SourceFile {
  /** As shown to people. */
  readonly name: string;
  readonly path: string;
  /** Where it lies; without it, as of uploads, by its name beside all the others of which nobody knows. */
  readonly way?: string;
}
export interface DiscoverOptions extends Partial<Pick<Given, 'said' | 'asOf'>> {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((done: number, total: number | null, label: string) => void) | undefined;
}

/**
 * Reads the files and says which services they show to be in use; changes nothing. A refused file is named with its
 * reason and never stops the others. Rejects with CANCELLED only.
 */
export async function discoverFiles(
  files: readonly SourceFile[],
  catalogue: ServiceLookup,
  existing: readonly InUse[],
  { signal, progress, ...given }: DiscoverOptions = {},
): Promise<DiscoverReport> {
  const outcomes: Outcome[] = [];
  const all: Given = {
    ...NOTHING_GIVEN,
    ...given,
    // Some that AWS has closed are in no catalogue.
    namesService: (name) => NOTHING_GIVEN.namesService(name) || namesService(name, catalogue),
  };
  for (const [at, source] of calledApart(files).entries()) {
    throwIfCancelled(signal);
    progress?.(at, files.length, source.name);
    outcomes.push(...(await readOne(source, at, catalogue, all, signal)));
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
  given: Given,
  signal: AbortSignal | undefined,
): Promise<readonly Outcome[]> {
  const refused = (file: string, error: unknown): Outcome => ({
    file,
    way: wayOf(way, file.slice(name.length)),
    input,
    unknown: isUnknown(error),
    refused: refusalOf(file, error),
    table: tableOf(error),
  });
  try {
    if (await isZipFile(path))
      return (await readArchive(name, path, (found) => isFalseList(found, catalogue), given, signal)).map(
        (part) =>
          'found' in part
            ? { ...part, way: wayOf(way, part.file.slice(name.length)), input }
            : refused(part.file, part.error),
      );
    return partsOfFile(name, await readFileOf(name, path, given, signal)).map((part) => {
      if (!('found' in part)) return refused(part.file, part.error);
      if (isFalseList(part.found, catalogue)) return refused(part.file, noList(part.file));
      return { ...part, way: wayOf(way, part.file.slice(name.length)), input };
    });
  } catch (error) {
    throwIfCancelled(signal);
    return [refused(name, error)];
  }
}

const noList = (file: string): Error =>
  unknown(
    `${file} has lines most of which name no service of AWS. If it is a list of services, put "Service" above it and each name in a line of its own.`,
  );

/** Lines by themselves are a list of services where half of them name one: robots.txt and requirements.txt have lines as well. */
function isFalseList(found: Found, catalogue: ServiceLookup): boolean {
  const names = [...found.types.keys()];
  const known = names.filter((name) => namesService(name, catalogue));
  return found.isGuess === true && known.length * 2 < names.length;
}

const namesService = (name: string, { recognise }: ServiceLookup): boolean =>
  recogniseAsWritten(name, recognise) !== null || recogniseSeveral(name, recognise).length > 0;

const isZipFile = async (path: string): Promise<boolean> =>
  (await stat(path)).isFile() && isZip(await readHead(path, 2));
