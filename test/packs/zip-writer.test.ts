import {
  closeSync,
  ftruncateSync,
  openAsBlob,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { BlobReader, ZipReader as OtherReader, Uint8ArrayWriter } from '@zip.js/zip.js';
import { describe, expect, test } from 'vitest';
import { FileSource } from '../../main/importers/pack/file-source.ts';
import { ZipReader } from '../../main/platform/zip-reader.ts';
import { directoryHeader, dosTime, endRecords, localHeader } from '../../main/platform/zip-records.ts';
import { ZipWriter } from '../../main/platform/zip-writer.ts';
import { repack, unpack } from '../support/pack.ts';
import fc, { runs } from '../support/property.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder('zip-writer');
let number = 0;
const next = () => {
  number += 1;
  return join(folder, `${number}.zip`);
};
const control = { signal: new AbortController().signal, progress: () => undefined };

test('another reader, at its strictest, finds what was written', () =>
  fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(
        fc.record({
          name: fc.stringMatching(/^[a-z0-9ß]{1,12}(\/[a-zé ]{0,6}[a-z])?$/),
          bytes: fc.uint8Array({ maxLength: 3000 }),
        }),
        { selector: ({ name }) => name, maxLength: 8 },
      ),
      fc.boolean(),
      async (entries, compress) => {
        const path = next();
        await repack(
          path,
          entries.map(({ name, bytes }) => [name, bytes]),
          compress,
        );
        const found = await unpack(path);
        expect([...found]).toEqual(entries.map(({ name, bytes }) => [name, Buffer.from(bytes)]));
      },
    ),
    { numRuns: runs(15) },
  ));

test('the same content gives the same bytes', async () => {
  const [one, two] = [next(), next()];
  const files = [['a.txt', 'text '.repeat(500)]] as const;
  await repack(one, files);
  await repack(two, files);
  expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
});

test('what does not shrink is stored, and what was taken back leaves no trace', async () => {
  const [one, two] = [next(), next()];
  const zip = await ZipWriter.create(one, '2026-11-25T10:00:00.000Z');
  const add = (name: string, text: string) =>
    zip.add(name, () => [Buffer.from(text)], { size: text.length, compress: true, control });
  await add('a', 'x');
  await add('b', 'b'.repeat(100_000));
  zip.drop();
  expect(await add('c', 'c'.repeat(5000))).toMatchObject({ bytes: 5000 });
  await zip.finish(control);
  await repack(two, [
    ['a', 'x'],
    ['c', 'c'.repeat(5000)],
  ]);
  expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
  const reader = await ZipReader.open(one);
  expect(reader.entries.map(({ name, method }) => [name, method])).toEqual([
    ['a', 0],
    ['c', 8],
  ]);
  await reader.close();
});

test('a cancelled entry ends the work', async () => {
  const zip = await ZipWriter.create(next(), '2026-11-25T10:00:00.000Z');
  const abort = new AbortController();
  const pieces = function* () {
    yield Buffer.alloc(10);
    abort.abort();
    yield Buffer.alloc(10);
  };
  await expect(
    zip.add('a', pieces, { size: 20, compress: true, control: { ...control, signal: abort.signal } }),
  ).rejects.toThrow(/abort/i);
  await zip.abandon();
});

describe('beyond 4 GiB', () => {
  const MODIFIED = dosTime('2026-11-25T10:00:00.000Z');
  const START = 5 * 1024 ** 3;
  const content = Buffer.from('behind five gibibytes');
  const entry = {
    name: 'far.txt',
    method: 0,
    crc: crc32(content),
    packed: content.length,
    size: content.length,
    offset: START,
  };

  /** A file with a hole before its only entry: no more than a few kilobytes on the disk. */
  function sparse(): string {
    const path = next();
    const file = openSync(path, 'w');
    ftruncateSync(file, START);
    const directory = directoryHeader(entry, MODIFIED);
    const local = localHeader(entry, MODIFIED);
    const end = endRecords(1, START + local.length + content.length, directory.length, 0);
    const bytes = Buffer.concat([local, content, directory, end]);
    writeSync(file, bytes, 0, bytes.length, START);
    closeSync(file);
    return path;
  }

  test('places that need 64 bits are found by another reader and by ours', async () => {
    const path = sparse();
    const file = await open(path);
    const { size } = await file.stat();
    const other = new OtherReader(new FileSource(file, size), { useWebWorkers: false });
    const [found] = await other.getEntries();
    if (!found || found.directory) throw new Error('nothing was found');
    expect(Buffer.from(await found.getData(new Uint8ArrayWriter())).equals(content)).toBe(true);
    expect(found).toMatchObject({ zip64: true, offset: START });
    await file.close();
    const ours = await ZipReader.open(path);
    expect(await ours.text('far.txt')).toBe(content.toString());
    await ours.close();
  });

  test('sizes that need 64 bits stand in both headers', () => {
    const large = { ...entry, size: START, packed: START, offset: 7 };
    const local = localHeader(large, MODIFIED);
    expect(local.readUInt32LE(18)).toBe(0xffffffff);
    expect(local.readUInt32LE(22)).toBe(0xffffffff);
    expect(local.readBigUInt64LE(local.length - 16)).toBe(BigInt(START));
    const line = directoryHeader(large, MODIFIED);
    expect(line.readUInt32LE(24)).toBe(0xffffffff);
    expect(line.readUInt32LE(42)).toBe(7);
    expect(line.readBigUInt64LE(line.length - 16)).toBe(BigInt(START));
  });

  test('more than 65,535 entries are counted in 64 bits', { tags: 'long' }, async () => {
    const path = next();
    const records = Array.from({ length: 66_000 }, (_, at) => ({
      ...entry,
      name: `f${String(at).padStart(5, '0')}`,
      crc: 0,
      packed: 0,
      size: 0,
      offset: at * 36,
    }));
    // What stands at each entry's own place is not looked at for the list of all.
    const locals = Buffer.alloc(records.length * 36);
    const directory = Buffer.concat(records.map((each) => directoryHeader(each, MODIFIED)));
    const end = endRecords(records.length, locals.length, directory.length, 0);
    writeFileSync(path, Buffer.concat([locals, directory, end]));
    const other = new OtherReader(new BlobReader(await openAsBlob(path)), { useWebWorkers: false });
    const entries = await other.getEntries();
    expect(entries.length).toBe(66_000);
    expect(entries.at(-1)?.filename).toBe('f65999');
  });
});

test.each([
  ['1970-01-01T00:00:00.000Z', '1980-01-01T00:00:00.000Z'],
  ['not a date', '1980-01-01T00:00:00.000Z'],
  ['2107-12-31T23:59:58.000Z', '2107-12-31T23:59:58.000Z'],
  ['2300-01-01T00:00:00.000Z', '2107-12-31T23:59:58.000Z'],
])('the time %s is written as %s', (given, written) => {
  expect(dosTime(given)).toEqual(dosTime(written));
});
