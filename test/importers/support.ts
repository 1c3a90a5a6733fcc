import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import { DemarcError } from '../../main/contract/errors.ts';
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

/** Reads it, or is refused in words that name the file; anything else is a bug. */
export function readSourceOrRefuse(name: string, bytes: Uint8Array): void {
  try {
    readSource(name, bytes);
  } catch (error) {
    // Deep recursion in a parser ends its stack; discoverFiles turns that into a refusal.
    if (error instanceof RangeError) return;
    if (!(error instanceof DemarcError)) throw error;
    expect(error.code).toBe('INVALID_INPUT');
    expect(error.message).toContain(name);
  }
}
