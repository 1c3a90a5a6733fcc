import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import { unpackPage } from '../../main/importers/discover/parquet/codecs.ts';
import { Hybrid, readDeltas } from '../../main/importers/discover/parquet/encodings.ts';
import { readThrift } from '../../main/importers/discover/parquet/thrift.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import fc, { runs } from '../support/property.ts';
import { temporaryFolder } from '../support/temp.ts';
import { fixture, index } from './support.ts';

// The files were written by DuckDB 1.5 from the CSV files beside them (cur-many-groups: 20,000 lines of seven accounts, in ten groups).

const folder = temporaryFolder();
const written = (name: string, bytes: Uint8Array) => {
  const path = join(folder, basename(name));
  writeFileSync(path, bytes);
  return { name, path };
};
const bytesOf = (name: string) => readFileSync(fixture(name).path);
const discovered = async (file: { name: string; path: string }) => {
  const { files, services } = await discoverFiles([file], index, []);
  return { files, services: services.map(({ files: _, ...service }) => service) };
};

describe('bills as Parquet', () => {
  it.each([
    ['cur-2.snappy.parquet', 'cur-2.csv'],
    ['cur-legacy.gzip.parquet', 'cur-legacy.csv'],
    ['focus.zstd.parquet', 'focus.csv'],
  ])('%s says what %s says', async (parquet, csv) => {
    const [one, other] = await Promise.all([discovered(fixture(parquet)), discovered(fixture(csv))]);
    expect(one.files).toEqual([{ ...other.files[0], file: parquet }]);
    expect(one.services).toEqual(other.services);
    expect(one.services.length).toBeGreaterThan(1);
  });

  it('of many groups of rows, with pages of version 2, lists of values and values that are missing', async () => {
    const { files, services } = await discovered(fixture('cur-many-groups.brotli.parquet'));
    // Of the lines, every 50th is a tax, every 11th names no resource; resources are those of number % 3001, services of number % 3.
    const lines = Array.from({ length: 20_000 }, (_, n) => n).filter((n) => n % 50 !== 0);
    const resources = [0, 1, 2].map(
      (part) => new Set(lines.filter((n) => n % 3 === part && n % 11 !== 0).map((n) => n % 3001)).size,
    );
    expect(files[0]?.notes.join(' ')).toMatch(
      /^20,000 lines .*2026-10-01 to 2026-10-31\..*400 lines of taxes/,
    );
    expect(
      services.map(({ catalogueId, accounts, resources: [of] }) => [catalogueId, accounts.length, of?.count]),
    ).toEqual([
      ['lambda', 7, resources[2]],
      ['ec2', 7, resources[0]],
      ['s3', 7, resources[1]],
    ]);
  });

  it('is known by its content, whatever it is called and however it is packed', async () => {
    const bytes = bytesOf('cur-2.snappy.parquet');
    const plain = await discovered(fixture('cur-2.csv'));
    for (const file of [written('part-0001', bytes), written('bill.parquet.gz', gzipSync(bytes))])
      expect((await discovered(file)).services).toEqual(plain.services);
    const { path, name } = fixture('cur-2.snappy.parquet');
    expect(await recogniseFile(path, name)).toMatchObject({ kind: 'templates' });
  });

  it('a table that is no bill is read as it is in CSV: by its ARNs, or as somebody says', async () => {
    const { files, services } = await discovered(fixture('cloudquery.parquet'));
    expect(files[0]).toMatchObject({ format: 'arns', resources: 2 });
    expect(services.map(({ catalogueId, accounts }) => [catalogueId, ...accounts])).toEqual([
      ['lambda', '444455556666'],
      ['sqs', '444455556666'],
    ]);
    const [other] = (await discovered(fixture('no-bill.parquet'))).files;
    expect(other).toMatchObject({ unknown: true, table: { headings: ['a', 'b'], samples: [['1', 'x']] } });
    expect(other?.refused?.message).toMatch(/no-bill\.parquet .*\(a, b\)\./);
    const said = { named: [{ at: 'b', means: 'service' as const }], tables: new Map(), saved: new Map() };
    const mapped = await discoverFiles([fixture('no-bill.parquet')], index, [], { said });
    expect(mapped.files[0]?.notes.at(-1)).toBe('No service that is known here: “x” in row 1.');
  });
});

describe('a damaged Parquet file', () => {
  const whole = bytesOf('cur-2.snappy.parquet');
  const refusalOf = async (bytes: Uint8Array) =>
    (await discovered(written('bill.parquet', bytes))).files[0]?.refused?.message ?? '';

  it('says what is wrong where, and what to do', async () => {
    expect(await refusalOf(whole.subarray(0, 2000))).toMatch(
      /bill\.parquet .*cut off \(its end is missing\)\. Get it/,
    );
    expect(await refusalOf(Buffer.from('PAR1'))).toMatch(/it ends after its beginning/);
    const longer = Buffer.from(whole);
    longer.writeUInt32LE(0x7fffffff, whole.length - 8);
    expect(await refusalOf(longer)).toMatch(/its footer is longer than the file/);
    // A page of the first column that is read has no head any more.
    const page = Buffer.from(whole).fill(0xff, 4, 600);
    expect(await refusalOf(page)).toMatch(/column \w+, group 1 of its rows: /);
  });

  it.each([
    ['cur-2.snappy', 60],
    ['cur-legacy.gzip', 60],
    ['focus.zstd', 60],
    // It takes longer to read than all others, for what these damage as well.
    ['cur-many-groups.brotli', 20],
  ])('is read or refused by name, wherever %s is damaged', async (name, times) => {
    const bytes = bytesOf(`${name}.parquet`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (changes, atEnd) => {
          const other = Buffer.from(bytes);
          // The heads lie at the end; what is changed there is seldom but matters.
          for (const [at, byte] of changes)
            other[atEnd ? bytes.length - 1 - (at % Math.min(bytes.length, 1500)) : at] = byte;
          const [file] = (await discovered(written(`${name}.parquet`, other))).files;
          if (file?.refused) {
            expect(file.refused.code).toBe('INVALID_INPUT');
            expect(file.refused.message).toContain(`${name}.parquet`);
          }
        },
      ),
      { numRuns: runs(times) },
    );
  });
});

describe('what a stranger may write', () => {
  it('numbers without an end, and structures in structures without an end', () => {
    expect(() => readThrift(Buffer.alloc(1_000_000, 0xff), 0)).toThrow();
    expect(() => readThrift(Buffer.alloc(1_000_000, 0x1c), 0)).toThrow('nested too deep');
    // A list of 2^31 structures.
    expect(() => readThrift(Buffer.from([0x19, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07]), 0)).toThrow('cut off');
  });

  it('runs and blocks that are longer than what is there', () => {
    const run = new Hybrid(Buffer.from([0xfe, 0xff, 0xff, 0xff, 0x0f, 1]), 0, 6, 1);
    expect([run.next(), run.next()]).toEqual([1, 1]);
    const packed = new Hybrid(Buffer.from([0x03, 0b10100101]), 0, 2, 1);
    expect(Array.from({ length: 8 }, () => packed.next())).toEqual([1, 0, 1, 0, 0, 1, 0, 1]);
    expect(() => packed.next()).toThrow('ends too early');
    expect(() => readDeltas(Buffer.from([0x80, 0x01, 0x00, 0x02, 0x02]), 0, 2)).toThrow('damaged');
    expect(() => readDeltas(Buffer.from([0x80, 0x01, 0x04, 0x02, 0x02]), 0, 2)).toThrow('too early');
  });

  it('pages that unpack to more or less than they say', () => {
    // Snappy: 4 bytes, of which one is written out and the others are repeated from it.
    const packed = Buffer.from([4, 0, 0x61, 0b000_000_10 | (2 << 2), 1, 0]);
    expect(unpackPage(1, packed, 4).toString()).toBe('aaaa');
    expect(() => unpackPage(1, packed, 3)).toThrow('damaged');
    expect(() => unpackPage(1, packed, 5)).toThrow('another length');
    expect(() => unpackPage(2, gzipSync(Buffer.alloc(100_000)), 10)).toThrow();
    expect(() => unpackPage(5, packed, 4)).toThrow('packed with LZ4');
  });
});
