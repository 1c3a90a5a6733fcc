import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';
import fc, { runs } from '../support/property.ts';
import { readOrRefuse } from './findings-support.ts';
import { readSourceOrRefuse } from './support.ts';

// Real files, damaged: cut off, bytes changed, pieces taken out, doubled or put elsewhere. Each is read or refused by name.
// They are looked for in the folder that DEMARC_REAL_FILES names, else beside the checkout.
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const root = process.env.DEMARC_REAL_FILES ?? join(checkout, '..', 'shared', 'data');
const LARGEST = 40_000;
const filesOf = (folder: string) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .map((name) => `${folder}/${name}`)
        .filter((file) => statSync(join(root, file)).isFile() && statSync(join(root, file)).size < LARGEST)
    : [];
const findings = filesOf('findings');
const sources = ['cloudformation', 'terraform', 'inventory'].flatMap(filesOf);
if (findings.length === 0)
  console.warn(`The real files are not at ${root}; the tests over them are skipped.`);

/** What happens to files on their way: each mutation at a place given as a part of the length. */
const mutation = fc.record({
  kind: fc.constantFrom('cut', 'byte', 'remove', 'double', 'insert', 'swap'),
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  length: fc.integer({ min: 1, max: 400 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer M> ? M : never;

function mutate(bytes: Uint8Array, { kind, at, length, bytes: other }: Mutation): Uint8Array {
  const place = Math.floor(at * bytes.length);
  const end = Math.min(bytes.length, place + length);
  const [before, piece, after] = [bytes.subarray(0, place), bytes.subarray(place, end), bytes.subarray(end)];
  switch (kind) {
    case 'cut':
      return before;
    case 'byte':
      return Buffer.concat([before, other, bytes.subarray(Math.min(bytes.length, place + other.length))]);
    case 'remove':
      return Buffer.concat([before, after]);
    case 'double':
      return Buffer.concat([before, piece, piece, after]);
    case 'insert':
      return Buffer.concat([before, other, piece, after]);
    default:
      return Buffer.concat([before, after.subarray(0, length), piece, after.subarray(length)]);
  }
}
const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });

describe.skipIf(findings.length === 0)('real findings, damaged', () => {
  it.each(findings)('%s', async (file) => {
    const whole = readFileSync(join(root, file));
    await fc.assert(
      fc.asyncProperty(mutations, (list) => readOrRefuse(file, list.reduce<Uint8Array>(mutate, whole), 5000)),
      { numRuns: runs(60) },
    );
  });
});

describe.skipIf(sources.length === 0)('real templates, plans and exports, damaged', () => {
  it.each(sources)('%s', (file) => {
    const whole = readFileSync(join(root, file));
    fc.assert(
      fc.property(mutations, (list) => readSourceOrRefuse(file, list.reduce<Uint8Array>(mutate, whole))),
      { numRuns: runs(25) },
    );
  });
});
