import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import { fillFrom } from '../../main/jobs/form-task.ts';
import { ZipReader } from '../../main/platform/zip-reader.ts';
import { temporaryFolder } from '../support/core.ts';
import { appendixJ, poam, writeForm } from '../support/form-files.ts';
import { withLawReport } from '../support/law-workbooks.ts';
import fc, { runs } from '../support/property.ts';
import { makeZip } from '../support/zip.ts';

const controls = { signal: new AbortController().signal, progress: () => undefined };

async function partsOf(path: string): Promise<readonly (readonly [string, Buffer])[]> {
  const zip = await ZipReader.open(path);
  const parts: (readonly [string, Buffer])[] = [];
  for (const name of zip.names) {
    const pieces: Buffer[] = [];
    for await (const piece of zip.read(name)) pieces.push(Buffer.from(piece));
    parts.push([name, Buffer.concat(pieces)]);
  }
  await zip.close();
  return parts;
}

const PIECES = [
  '<',
  '>',
  '"',
  '/',
  '&',
  '<c r="A1">',
  ' r="A0"',
  '<row r="1"/>',
  '</row>',
  '<!DOCTYPE a>',
  '<f/>',
  '\u0000',
  '99999999',
  'B2:XFD9999999',
  'INDIRECT(A1)',
];

it('a form that was altered anywhere is filled in and read back, or refused in words', async () => {
  const folder = temporaryFolder();
  const seeds = [
    await writeForm(folder, 'j.xlsx', appendixJ(['AC-2(a)', 'PE-3(a)', 'AU-8(a)'])),
    await writeForm(folder, 'p.xlsx', poam()),
  ];
  const parts = await Promise.all(seeds.map(partsOf));
  const wholes = seeds.map((path) => readFileSync(path));
  let [filled, refused] = [0, 0];
  await withLawReport('example', async (report, catalogue) => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1),
        fc.option(fc.nat(), { nil: null }),
        fc.nat(),
        fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3 })),
        fc.nat(30),
        async (which, part, place, piece, gone) => {
          const path = join(folder, 'altered.xlsx');
          const alter = (bytes: Buffer) => {
            const at = place % (bytes.length + 1);
            return Buffer.concat([bytes.subarray(0, at), Buffer.from(piece), bytes.subarray(at + gone)]);
          };
          const entries = parts[which] ?? [];
          writeFileSync(
            path,
            part === null
              ? alter(wholes[which] ?? Buffer.alloc(0))
              : await makeZip(
                  Object.fromEntries(
                    entries.map(([name, bytes], index) => [
                      name,
                      index === part % entries.length ? alter(bytes) : bytes,
                    ]),
                  ),
                ),
          );
          const target = join(folder, 'ours.xlsx');
          rmSync(target, { force: true });
          const task = {
            path: target,
            form: { name: basename(path), path },
            overwrite: place % 2 === 0,
            asOf: '2026-11-28',
            appVersion: '1',
          };
          try {
            await fillFrom(() => report, catalogue, task, controls);
            filled += 1;
          } catch (error) {
            expect(error, error instanceof Error ? error.stack : '').toBeInstanceOf(DemarcError);
            // A form that came out otherwise than it should would be a fault of ours.
            expect((error as DemarcError).code, (error as DemarcError).message).not.toBe('UNEXPECTED');
            refused += 1;
          }
        },
      ),
      { numRuns: runs(60) },
    );
  });
  expect(filled).toBeGreaterThan(runs(10));
  expect(refused).toBeGreaterThan(runs(10));
});
