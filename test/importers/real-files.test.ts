import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { DiscoveredFile } from '../../main/contract/discover.ts';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import { index } from './support.ts';

// Real templates, plans and exports from public repositories, too many and too large to keep here. Their manifest says
// what a correct import finds. They are looked for in the folder that DEMARC_REAL_FILES names, else beside the checkout.
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const root = process.env.DEMARC_REAL_FILES ?? join(checkout, '..', 'shared', 'data');
const manifest = join(root, 'MANIFEST.tsv');
const rows = existsSync(manifest)
  ? readFileSync(manifest, 'utf8')
      .split(/\r?\n/)
      .map((line) => line.split('\t'))
      .filter(([file]) => /^(cloudformation|terraform|inventory)\//.test(file ?? ''))
      .map((cells) => ({ file: cells[0] ?? '', expected: cells[4] ?? '' }))
  : [];
if (rows.length === 0) console.warn(`The real files are not at ${root}; the tests over them are skipped.`);

/** `types: A=1, B=2; …` -> counts; null when the manifest does not give that list. */
function counts(expected: string, label: string): Record<string, number> | null {
  const list = new RegExp(`(?:^|; )${label}: ([^;]*)`).exec(expected)?.[1];
  if (list === undefined) return null;
  if (list.trim() === '(none)') return {};
  return Object.fromEntries(
    list.split(', ').map((entry) => {
      const at = entry.lastIndexOf('=');
      return [entry.slice(0, at).trim(), Number(entry.slice(at + 1))];
    }),
  );
}
const number = (expected: string, label: string) => {
  const found = new RegExp(`(?:^|; )${label}=(\\d+)`).exec(expected)?.[1];
  return found === undefined ? null : Number(found);
};
const sums = (file: DiscoveredFile, key: (type: string) => string) => {
  const result: Record<string, number> = {};
  for (const { type, count } of file.types) result[key(type)] = (result[key(type)] ?? 0) + count;
  return result;
};

describe.skipIf(rows.length === 0)('real files', () => {
  const reading = discoverFiles(
    rows.map(({ file }) => ({ name: file, path: join(root, file) })),
    index,
    [],
  );

  it('are all there', async () => {
    expect(rows.length).toBeGreaterThanOrEqual(43);
    expect((await reading).files).toHaveLength(rows.length);
  });

  it.each(rows)('$file', async ({ file, expected }) => {
    const found = (await reading).files.find((entry) => entry.file === file);
    if (!found) throw new Error('not in the report');
    if (expected.startsWith('must be refused')) {
      expect(found.refused?.code).toBe('INVALID_INPUT');
      expect(found.refused?.message).toContain(file);
      return;
    }
    expect(found.refused).toBeNull();
    let checked = 0;
    const compare = (actual: unknown, wanted: unknown) => {
      if (wanted === null) return;
      checked += 1;
      expect(actual).toEqual(wanted);
    };
    // Instances are what a stored state counts; elsewhere they are not given.
    const resources =
      number(expected, 'instances') ??
      ['managed resources', 'distinct resources', 'rows', 'groups', 'service columns', 'resources']
        .map((label) => number(expected, label))
        .find((value) => value !== null) ??
      null;
    compare(found.resources, resources);
    const types =
      counts(expected, 'types \\(by instance\\)') ??
      counts(expected, 'resource types') ??
      counts(expected, 'types');
    compare(
      sums(found, (type) => type),
      types,
    );
    if (file.startsWith('cloudformation/'))
      compare(
        sums(found, (type) => type.split('::').slice(0, 2).join('::')),
        counts(expected, 'services'),
      );
    else if (/^inventory\/(resource|tagging)/.test(file))
      compare(
        sums(found, (type) => type.split(':')[0] ?? ''),
        counts(expected, 'services'),
      );
    const loops = number(expected, 'Fn::ForEach blocks') ?? 0;
    expect(found.notes.filter((note) => note.includes('Fn::ForEach'))).toHaveLength(loops);
    const untyped = number(expected, 'entries without a Type');
    if (untyped !== null) expect(found.notes.join()).toContain(`${untyped} entries without a plain Type`);
    expect(checked).toBeGreaterThan(0);
  });

  it('name the bill lines that are no service', async () => {
    const bill = (await reading).files.find((entry) => entry.file.endsWith('monthly-by-service.csv'));
    expect(bill?.unmapped.map((entry) => entry.type)).toEqual(['Support (Developer)', 'Tax']);
  });
});
