import { SCHEMA_VERSION } from './migrations/index.ts';

/**
 * The newest schema that each version of Demarc writes and reads. A schema that is newer than that of the version before makes
 * a version of its own, with a line of its own here; when a version is given out, the schema in its line becomes a number.
 */
export const RELEASES: readonly { readonly version: string; readonly schema: number }[] = [
  { version: '0.1.0', schema: 70 },
  { version: '0.2.0', schema: SCHEMA_VERSION },
];

/** The first version that reads a schema; null where only a later program than this one does. */
export const versionForSchema = (schema: number): string | null =>
  RELEASES.find((release) => release.schema >= schema)?.version ?? null;
