import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Catalogue,
  CatalogueService,
  Contested,
  Domain,
  Framework,
  Matching,
  Partition,
  Responsibility,
  RetiredResponsibility,
} from '../contract/catalogue.ts';
import { findDataFolder } from './data-folder.ts';
import type { Manifest } from './schema.ts';

let loaded: Catalogue | undefined;

/**
 * The shipped catalogue, frozen and cached. Throws an Error that names the file when one is missing or is not the file
 * that the manifest lists.
 *
 * The types are asserted, not parsed: the test suite puts exactly these hashes through schema.ts and check.ts, and a file
 * with another hash is refused here, so parsing again would only cost the start-up time that it saves.
 */
export function loadCatalogue(): Catalogue {
  loaded ??= deepFreeze(readCatalogue(findDataFolder()));
  return loaded;
}

/** Reads and verifies the files of one folder; neither cached nor frozen. */
export function readCatalogue(folder: string): Catalogue {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const read = (name: string): unknown => {
    const bytes = readFileSync(join(folder, name));
    if (createHash('sha256').update(bytes).digest('hex') !== manifest.files[name])
      throw new Error(
        `The catalogue file ${name} is not the one that this version shipped. Install Demarc again, or, after editing it, run "node main/catalogue/hash-data.ts".`,
      );
    return JSON.parse(bytes.toString('utf8'));
  };
  const under = (prefix: string) => Object.keys(manifest.files).filter((name) => name.startsWith(prefix));
  const model = read('responsibilities.json') as {
    domains: readonly Domain[];
    responsibilities: readonly Responsibility[];
    retired: readonly RetiredResponsibility[];
  };
  return {
    version: manifest.version,
    asOf: manifest.asOf,
    domains: model.domains,
    responsibilities: model.responsibilities,
    retired: model.retired,
    services: under('services/').flatMap((name) => read(name) as readonly CatalogueService[]),
    contested: read('contested.json') as readonly Contested[],
    partitions: read('partitions.json') as readonly Partition[],
    frameworks: withInherited(under('frameworks/').map((name) => read(name) as Framework)),
    matching: read('matching.json') as Matching,
  };
}

/** A framework that selects controls of another says of them what that one says; its own file holds their ids and titles. */
function withInherited(frameworks: readonly Framework[]): readonly Framework[] {
  return frameworks.map((framework) => {
    const parent = frameworks.find(({ id }) => id === framework.subsetOf);
    if (!parent) return framework;
    const controls = new Map(parent.controls.map((control) => [control.id, control]));
    return {
      ...framework,
      bases: parent.bases,
      controls: framework.controls.map((control) => ({ ...controls.get(control.id), ...control })),
    };
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const key in value) deepFreeze(value[key]);
  }
  return value;
}
