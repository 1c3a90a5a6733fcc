import { fileURLToPath } from 'node:url';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import type { Found } from '../../main/importers/discover/found.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';

export const index = indexCatalogue(loadCatalogue());

/** A fixture as a source file, under its own name. */
export const fixture = (name: string) => ({
  name,
  path: fileURLToPath(new URL(`../fixtures/importers/${name}`, import.meta.url)),
});

/** Reads text, or any value as JSON, as if it were a file of that name. */
export const read = (name: string, content: unknown): Found =>
  readSource(name, new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)));

export const typesOf = (found: Found) => Object.fromEntries(found.types);
