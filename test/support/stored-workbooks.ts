import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PROJECT } from './cli.ts';

const FOLDER = join(PROJECT, 'test', 'fixtures', 'workbooks');

/** Schemas of which a workbook is kept as the program of its day wrote it, oldest first. */
export const STORED_SCHEMAS: readonly number[] = readdirSync(FOLDER)
  .map((name) => /^schema-(\d+)\.demarc\.gz$/.exec(name)?.[1])
  .filter((schema) => schema !== undefined)
  .map(Number)
  .sort((a, b) => a - b);

/** Puts the stored workbook of a schema at `path`, byte for byte. */
export function unpackStored(schema: number, path: string): string {
  writeFileSync(path, gunzipSync(readFileSync(join(FOLDER, `schema-${schema}.demarc.gz`))));
  return path;
}
