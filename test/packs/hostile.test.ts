import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import { sameFolded, unsafeName } from '../../main/importers/pack/names.ts';
import { directoryHeader, endRecords, localHeader, type ZipRecord } from '../../main/platform/zip-records.ts';
import { repack, smallPack, verify } from '../support/pack.ts';
import fc, { runs } from '../support/property.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder('pack-hostile');
const TIME = { date: 0x5b79, time: 0x5000 };

interface Part {
  readonly name: string;
  readonly content: Buffer;
  /** What its two headers claim, where that is not the truth. */
  readonly local?: Partial<ZipRecord>;
  readonly directory?: Partial<ZipRecord>;
}
const part = (name: string, text: string, lies: Omit<Part, 'name' | 'content'> = {}): Part => ({
  name,
  content: Buffer.from(text),
  ...lies,
});

/** A ZIP file whose headers may lie. */
function write(name: string, parts: readonly Part[]): string {
  const pieces: Buffer[] = [];
  const lines: Buffer[] = [];
  let at = 0;
  for (const { name: entry, content, local, directory } of parts) {
    const truth = {
      name: entry,
      method: 0,
      crc: crc32(content),
      packed: content.length,
      size: content.length,
    };
    const header = localHeader({ ...truth, offset: at, ...local }, TIME);
    pieces.push(header, content);
    lines.push(directoryHeader({ ...truth, offset: at, ...directory }, TIME));
    at += header.length + content.length;
  }
  const directory = Buffer.concat(lines);
  const path = join(folder, name);
  writeFileSync(
    path,
    Buffer.concat([...pieces, directory, endRecords(parts.length, at, directory.length, 0)]),
  );
  return path;
}

test.each([
  '../../etc/passwd',
  '/etc/passwd',
  'C:/Windows/win.ini',
  'evidence/../../x',
  'evidence\\..\\x',
  'evidence//x',
  './x',
  'x\u202etxt.exe',
  'x\u0000.txt',
  'e\u0301.txt',
  'report.pdf.',
  'evidence/aux/x.txt',
  'NUL.txt',
  'a/b/c/d/e/f/g/h/i',
  `${'n'.repeat(401)}`,
])('the name %j is not to be unpacked', async (name) => {
  expect(unsafeName(name)).not.toBeNull();
  const report = await verify(write('name.zip', [part(name, 'x')]));
  expect(report.ok).toBe(false);
  expect(report.archive.join('\n')).toContain('should not be unpacked');
});

test('names that differ in case alone would be one file', async () => {
  expect(sameFolded(['a.txt', 'b.txt', 'A.TXT'])).toEqual([['a.txt', 'A.TXT']]);
  const files = smallPack({ 'evidence/a.txt': 'one', 'evidence/A.txt': 'two' });
  const path = join(folder, 'case.zip');
  await repack(path, files);
  expect((await verify(path)).archive).toEqual([expect.stringContaining('would be one file')]);
});

test('a name that stands twice in the directory', async () => {
  const report = await verify(write('twice.zip', [part('a', 'one'), part('a', 'two')]));
  expect(report.archive.join()).toContain('names the part a twice');
});

test('entries that lie over each other', async () => {
  const path = write('overlap.zip', [part('a', 'one'), part('b', 'two', { directory: { offset: 0 } })]);
  expect((await verify(path)).archive.join()).toContain('b overlaps the file before it');
});

test('bytes that belong to no file', async () => {
  const hidden = write('hidden.zip', [part('a', 'one'), part('hidden', 'two'), part('b', 'three')]);
  const bytes = readFileSync(hidden);
  // The directory loses its line for the second entry, whose content stays.
  const lines = [part('a', 'one'), part('b', 'three')];
  const first = localHeader({ ...record(lines[0]), offset: 0 }, TIME).length + 3;
  const second = localHeader({ ...record(part('hidden', 'two')), offset: 0 }, TIME).length + 3;
  const start = bytes.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  const directory = Buffer.concat([
    directoryHeader({ ...record(lines[0]), offset: 0 }, TIME),
    directoryHeader({ ...record(lines[1]), offset: first + second }, TIME),
  ]);
  writeFileSync(
    hidden,
    Buffer.concat([bytes.subarray(0, start), directory, endRecords(2, start, directory.length, 0)]),
  );
  expect((await verify(hidden)).archive.join()).toContain(`${second} bytes before b that belong to no file`);
});
const record = (entry: Part | undefined): ZipRecord => ({
  name: entry?.name ?? '',
  method: 0,
  crc: crc32(entry?.content ?? ''),
  packed: entry?.content.length ?? 0,
  size: entry?.content.length ?? 0,
  offset: 0,
});

test('a bomb is not read', async () => {
  const zeros = deflateRawSync(Buffer.alloc(1_000_000));
  const claims = { method: 8, size: 4 * 1024 ** 3, packed: zeros.length, crc: 0 };
  const path = write('bomb.zip', [{ name: 'a', content: zeros, local: claims, directory: claims }]);
  const report = await verify(path);
  expect(report).toMatchObject({ ok: false, files: 0 });
  expect(report.archive.join()).toContain('Its files were not read');
});

test('an encrypted bomb is not decrypted', async () => {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  const options = { password: 'correct horse', encryptionStrength: 3 as const, level: 9 };
  await zip.add('evidence-pack.zip', new Uint8ArrayReader(new Uint8Array(20_000_000)), options);
  const path = join(folder, 'secret-bomb.zip');
  writeFileSync(path, await zip.close());
  const report = await verify(path, { password: 'correct horse' });
  expect(report).toMatchObject({ ok: false, encrypted: true, files: 0 });
  expect(report.archive.join()).toContain('would grow');
});

test('more than was promised is not unpacked', async () => {
  const zeros = deflateRawSync(Buffer.alloc(50_000_000));
  const claims = { method: 8, size: 1000, packed: zeros.length };
  const path = write('more.zip', [{ name: 'a', content: zeros, local: claims, directory: claims }]);
  const report = await verify(path);
  expect(report.altered[0]).toMatchObject({ path: 'a' });
});

test('an unknown method of packing, and a size beyond the end of the file', async () => {
  const method = { method: 99 };
  expect((await verify(write('method.zip', [part('a', 'x', { local: method, directory: method })]))).ok).toBe(
    false,
  );
  const size = { packed: 10_000, size: 10_000 };
  expect(
    (await verify(write('size.zip', [part('a', 'x', { local: size, directory: size })]))).archive.join(),
  ).toContain('cannot be read');
});

test('no damage to a small pack is sound, crashes or hangs', async () => {
  const path = join(folder, 'small.zip');
  await repack(path, smallPack({ 'evidence/a.txt': 'some text '.repeat(30), 'evidence/b.txt': 'b' }));
  const bytes = readFileSync(path);
  const damaged = join(folder, 'damaged.zip');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })), {
        minLength: 1,
        maxLength: 12,
      }),
      async (changes) => {
        const copy = Buffer.from(bytes);
        // Twice the same place may turn a change back.
        for (const [at, by] of new Map(changes)) copy[at] = (copy[at] ?? 0) ^ by;
        writeFileSync(damaged, copy);
        const report = await verify(damaged);
        expect(report.ok).toBe(false);
      },
    ),
    { numRuns: runs(60) },
  );
});
