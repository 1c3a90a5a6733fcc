import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatManifest, type Manifest } from '../../main/domain/pack/manifest.ts';
import { encryptPack } from '../../main/exporters/pack/encrypt.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { repack, sha256, smallPack, verify } from '../support/pack.ts';
import fc, { runs } from '../support/property.ts';
import { temporaryFolder } from '../support/temp.ts';
import { makeZip } from '../support/zip.ts';

const folder = temporaryFolder('pack-verify');
const path = join(folder, 'pack.zip');
const other = join(folder, 'other.zip');
const FILES = {
  'evidence/orders-db/backups/E-1 restore test.txt': 'The restore took nine minutes. '.repeat(20),
  'evidence/orders-db/backups/E-2 log.bin': 'x',
  'assessment.pdf': '%PDF-1.7 not a real one',
};
const A = 'evidence/orders-db/backups/E-1 restore test.txt';

beforeAll(() => repack(path, smallPack(FILES)));

const whole = () => [...smallPack(FILES)];
const SOUND = { ok: true, altered: [], missing: [], extra: [], archive: [], files: 5 };
const paths = (problems: readonly { readonly path: string }[]) => problems.map((each) => each.path);

test('a pack that nobody touched is sound', async () => {
  expect(await verify(path)).toMatchObject(SOUND);
});

test('any one bit of a pack that is flipped is named', async () => {
  const small = join(folder, 'small.zip');
  const flipped = join(folder, 'flipped.zip');
  await repack(small, smallPack({ 'evidence/a.txt': 'some text '.repeat(9) }));
  const bytes = readFileSync(small);
  const place = fc.record({ at: fc.nat({ max: bytes.length - 1 }), bit: fc.nat({ max: 7 }) });
  await fc.assert(
    fc.asyncProperty(place, async ({ at, bit }) => {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ (1 << bit);
      writeFileSync(flipped, copy);
      const { ok, altered, missing, extra, archive } = await verify(flipped);
      expect(ok).toBe(false);
      expect(altered.length + missing.length + extra.length + archive.length).toBeGreaterThan(0);
    }),
    { numRuns: runs(80) },
  );
});

test('a flipped bit in the content of a file names that file', async () => {
  const bytes = readFileSync(path);
  const at = bytes.indexOf('%PDF');
  bytes[at + 3] = (bytes[at + 3] ?? 0) ^ 1;
  writeFileSync(other, bytes);
  const report = await verify(other);
  expect(report.ok).toBe(false);
  expect(paths(report.altered)).toEqual(['assessment.pdf']);
  expect(report.archive).toEqual([expect.stringContaining('seal')]);
});

test('a flipped bit in the record of a file is not said of its content', async () => {
  const bytes = readFileSync(path);
  const directory = bytes.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  for (const field of [10, 16, 20, 24]) {
    const copy = Buffer.from(bytes);
    copy[directory + field] = (copy[directory + field] ?? 0) ^ 1;
    writeFileSync(other, copy);
    const report = await verify(other);
    expect(report.ok).toBe(false);
    for (const { sentence } of report.altered)
      expect(sentence).toBe(
        `${A} or its record in the archive was altered: the two do not fit each other any more.`,
      );
    expect(report.archive.join()).toContain(A);
  }
});

test('bytes cut off, added, or put in between are named', () =>
  fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      fc.constantFrom('cut', 'add', 'between'),
      async (where, more, how) => {
        const bytes = readFileSync(path);
        const at = where % bytes.length;
        writeFileSync(
          other,
          how === 'cut'
            ? bytes.subarray(0, at)
            : how === 'add'
              ? Buffer.concat([bytes, more])
              : Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]),
        );
        const { ok, archive } = await verify(other);
        expect(ok).toBe(false);
        expect(archive.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: runs(20) },
  ));

describe('somebody wrote the ZIP file anew, seal and all', () => {
  const changed = async (change: (files: Map<string, string>) => void) => {
    const files = smallPack(FILES);
    change(files);
    const target = join(folder, 'changed.zip');
    rmSync(target, { force: true });
    await repack(target, files);
    return verify(target);
  };

  test('an altered file', async () => {
    const report = await changed((files) => files.set(A, 'The restore took one minute.'));
    expect(report).toMatchObject({ ok: false, archive: [], missing: [], extra: [] });
    expect(report.altered).toEqual([{ path: A, sentence: `${A} was altered: its SHA-256 is another.` }]);
  });

  test('a missing file', async () => {
    const report = await changed((files) => files.delete(A));
    expect(report).toMatchObject({ ok: false, altered: [], extra: [] });
    expect(paths(report.missing)).toEqual([A]);
  });

  test('an added file', async () => {
    const report = await changed((files) => files.set('evidence/new.txt', 'new'));
    expect(report).toMatchObject({ ok: false, altered: [], missing: [] });
    expect(paths(report.extra)).toEqual(['evidence/new.txt']);
  });

  test.each(['manifest.json', 'SHA256SUMS'])('%s is missing', async (name) => {
    const report = await changed((files) => files.delete(name));
    expect(report.ok).toBe(false);
    expect(paths(report.missing)).toEqual([name]);
  });

  test('an altered manifest: its hash is not the one in SHA256SUMS', async () => {
    const report = await changed((files) =>
      files.set(
        'manifest.json',
        (files.get('manifest.json') ?? '').replace('"revision": 1', '"revision": 2'),
      ),
    );
    expect(report.ok).toBe(false);
    expect(paths(report.altered)).toEqual(['manifest.json']);
  });

  test('an altered line of SHA256SUMS: manifest and content agree against it', async () => {
    const report = await changed((files) =>
      files.set(
        'SHA256SUMS',
        (files.get('SHA256SUMS') ?? '').replace(/^./, (sign) => (sign === '0' ? '1' : '0')),
      ),
    );
    expect(report.ok).toBe(false);
    expect(paths(report.altered)).toEqual(['SHA256SUMS']);
    expect(report.altered[0]?.sentence).toContain(A);
  });

  test.each<readonly [string, (sums: string) => string]>([
    ['another order', (sums) => sums.trimEnd().split('\n').reverse().join('\n').concat('\n')],
    ['a line for a file that is not there', (sums) => `${'a'.repeat(64)}  nothing.txt\n${sums}`],
    ['a line twice', (sums) => sums + sums],
    ['a line that is none', (sums) => `hello\n${sums}`],
    ['no line for a file', (sums) => sums.split('\n').slice(1).join('\n')],
  ])('SHA256SUMS with %s', async (_, change) => {
    const report = await changed((files) => files.set('SHA256SUMS', change(files.get('SHA256SUMS') ?? '')));
    expect(report.ok).toBe(false);
    expect([...paths(report.altered), ...paths(report.missing)].length).toBeGreaterThan(0);
  });

  test('a file altered together with its entry in the manifest: SHA256SUMS bears witness', async () => {
    const text = 'The restore took one minute.';
    const report = await changed((files) => {
      const manifest = JSON.parse(files.get('manifest.json') ?? '') as Manifest;
      const entries = manifest.files.map((entry) =>
        entry.path === A ? { ...entry, bytes: text.length, sha256: sha256(text) } : entry,
      );
      files.set(A, text).set('manifest.json', formatManifest({ ...manifest, files: entries }));
    });
    expect(paths(report.altered)).toEqual([A, 'manifest.json']);
    expect(report.altered[0]?.sentence).toBe(
      `${A} was altered together with manifest.json, or SHA256SUMS was: it says another SHA-256 of both.`,
    );
  });

  test('a file altered together with its line in SHA256SUMS: the manifest bears witness', async () => {
    const report = await changed((files) => {
      files.set(A, 'The restore took one minute.');
      const hash = sha256('The restore took one minute.');
      files.set('SHA256SUMS', (files.get('SHA256SUMS') ?? '').replace(/^[0-9a-f]{64}/, hash));
    });
    expect(report.ok).toBe(false);
    expect(report.altered).toEqual([
      {
        path: A,
        sentence: `${A} or manifest.json was altered, together with SHA256SUMS: they do not fit each other.`,
      },
    ]);
  });

  test.each([
    ['a newer version', (json: string) => json.replace('"schemaVersion": 1', '"schemaVersion": 2')],
    ['another document', () => '{"name":"left-pad"}'],
    ['no JSON', () => 'hello'],
    ['nesting without end', () => '['.repeat(200_000)],
  ])('a manifest that is %s', async (_, change) => {
    const report = await changed((files) =>
      files.set('manifest.json', change(files.get('manifest.json') ?? '')),
    );
    expect(report).toMatchObject({ ok: false, workbook: null });
    expect(paths(report.altered)).toContain('manifest.json');
  });

  test('the files in another order', async () => {
    await repack(join(folder, 'order.zip'), whole().reverse());
    expect((await verify(join(folder, 'order.zip'))).ok).toBe(false);
  });
});

test('a pack packed anew by another program is told apart from altered files', async () => {
  writeFileSync(other, await makeZip(Object.fromEntries(smallPack(FILES))));
  const report = await verify(other);
  expect(report).toMatchObject({ ok: false, altered: [], missing: [], extra: [], files: 5 });
  expect(report.archive[0]).toContain('packed anew by another program');
});

test('folders of a pack packed anew are told in one sentence, and are no files', async () => {
  writeFileSync(
    other,
    await makeZip({ 'evidence/': '', 'evidence/orders-db/': '', ...Object.fromEntries(smallPack(FILES)) }),
  );
  const report = await verify(other);
  expect(report).toMatchObject({ ok: false, altered: [], missing: [], extra: [], files: 5 });
  expect(report.archive).toEqual([
    expect.stringContaining('packed anew by another program'),
    'The archive has 2 entries for folders, which Demarc does not write: it was packed anew by another program.',
  ]);
});

test('a ZIP file that is no pack, and a file that is no ZIP file', async () => {
  writeFileSync(other, await makeZip({ 'readme.txt': 'hello' }));
  const report = await verify(other);
  expect(report.ok).toBe(false);
  expect(paths(report.missing)).toEqual(['manifest.json', 'SHA256SUMS']);
  writeFileSync(other, 'hello');
  expect((await verify(other)).archive.join()).toContain('it is no ZIP file');
  writeFileSync(other, '');
  expect((await verify(other)).ok).toBe(false);
});

test('a pack is recognised by its content, also when it is damaged, encrypted or packed anew', async () => {
  const kindOf = async (bytes: Uint8Array) => {
    writeFileSync(other, bytes);
    return (await recogniseFile(other, 'any name')).kind;
  };
  const bytes = readFileSync(path);
  expect(await kindOf(bytes)).toBe('pack');
  expect(await kindOf(bytes.subarray(0, bytes.length / 2))).toBe('pack');
  expect(await kindOf(await makeZip(Object.fromEntries(smallPack(FILES))))).toBe('pack');
  const secret = join(folder, 'secret.zip');
  await encryptPack(path, secret, {
    password: 'correct horse',
    modified: '2026-11-25T10:00:00.000Z',
    control: { signal: new AbortController().signal, progress: () => undefined },
  });
  expect(await kindOf(readFileSync(secret))).toBe('pack');
});
