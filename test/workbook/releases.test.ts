import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SCHEMA_VERSION } from '../../main/workbook/migrations/index.ts';
import { RELEASES, versionForSchema } from '../../main/workbook/releases.ts';
import { PROJECT } from '../support/cli.ts';
import { STORED_SCHEMAS } from '../support/stored-workbooks.ts';

const parts = (version: string) => version.split('.').map(Number);
const isNewer = (a: string, b: string): boolean => {
  const [x, y] = [parts(a), parts(b)];
  const at = x.findIndex((part, index) => part !== y[index]);
  return at !== -1 && (x[at] ?? 0) > (y[at] ?? 0);
};

test('each version of Demarc has one line with its schema, and the last line is this program', () => {
  const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
  expect(RELEASES.at(-1)).toEqual({ version, schema: SCHEMA_VERSION });
  for (const [index, release] of RELEASES.entries()) {
    const before = RELEASES[index - 1];
    expect(release.version).toMatch(/^\d+\.\d+\.\d+$/);
    if (before) {
      expect(isNewer(release.version, before.version), release.version).toBe(true);
      expect(release.schema, release.version).toBeGreaterThanOrEqual(before.schema);
    }
  }
});

test('a schema that was given out keeps its version, and a newer one has a newer version', () => {
  const lock = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8'));
  expect(lock.version).toBe(RELEASES.at(-1)?.version);
  for (const schema of STORED_SCHEMAS) {
    const version = versionForSchema(schema);
    expect(version, `schema ${schema}`).not.toBeNull();
    // Stored workbooks are of versions that are out; only this one's may be of the program at hand.
    if (schema < SCHEMA_VERSION && schema === STORED_SCHEMAS.at(-1))
      expect(isNewer(versionForSchema(SCHEMA_VERSION) ?? '', version ?? '')).toBe(true);
  }
  expect(versionForSchema(70)).toBe('0.1.0');
  expect(versionForSchema(SCHEMA_VERSION + 10)).toBeNull();
});

test('the schema of every version that is out lies in the tests as a workbook of its day', () => {
  for (const { version, schema } of RELEASES.slice(0, -1)) expect(STORED_SCHEMAS, version).toContain(schema);
});
