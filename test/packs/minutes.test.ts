import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { PackReport } from '../../main/contract/packs.ts';
import { formatManifest, parseManifest } from '../../main/domain/pack/manifest.ts';
import { formatSums, parseSums } from '../../main/domain/pack/sums.ts';
import { MANIFEST, repack, sha256, unpack, verify } from '../support/pack.ts';
import { temporaryFolder } from '../support/temp.ts';
import { workshopDay } from '../support/workshop-day.ts';

/** The characters of the title that no file system takes are others in the name of the file. */
const NAMED = /^minutes\/M-1 Kick-off [^<>:"|?*]+\.(pdf|docx)$/;

test('the minutes of every meeting are files of a pack: indexed, summed and checked', async () => {
  const { core, folder, call, run } = await workshopDay();
  // Its services are done with: a long register takes long to print.
  await call('services.remove', { ref: 'files' });
  const password = 'correct horse battery staple';
  const sealed = join(folder, 'sealed.zip');
  await run('packs.write', { target: core.files.registerTarget(sealed).handle, password });
  // The pack itself lies in it, so that it is not written a second time.
  const pack = join(folder, 'pack.zip');
  writeFileSync(pack, (await unpack(sealed, password)).get('evidence-pack.zip') ?? '');
  const files = await unpack(pack);
  const manifest = parseManifest(files.get('manifest.json')?.toString() ?? '');
  const [meeting, ...others] = manifest?.minutes ?? [];
  expect(others).toEqual([]);
  expect(meeting).toMatchObject({ meeting: 1, heldOn: '2026-11-25' });
  const paths = meeting?.files ?? [];
  expect(paths.map((path) => NAMED.exec(path)?.[1])).toEqual(['pdf', 'docx']);

  const sums = parseSums(files.get('SHA256SUMS')?.toString() ?? '');
  const index = files.get('index.html')?.toString() ?? '';
  const csv = parse(files.get('index.csv') ?? '', { bom: true, columns: true }) as Record<string, string>[];
  for (const path of paths) {
    const content = files.get(path);
    expect(content?.length, path).toBeGreaterThan(1000);
    const sum = sha256(content ?? '');
    expect(sums?.get(path)).toBe(sum);
    expect(index).toContain(`href="minutes/${encodeURIComponent(path.slice('minutes/'.length))}"`);
    expect(csv.find((line) => line['File in this pack'] === path)).toMatchObject({
      Evidence: 'M-1',
      Kind: 'minutes',
      'SHA-256': sum,
    });
  }

  // An altered one is named, and so is one that is not there any more.
  const [pdf = '', docx = ''] = paths;
  await repack(
    join(folder, 'altered.zip'),
    [...files].flatMap(([name, bytes]) =>
      name === docx ? [] : [[name, name === pdf ? `${bytes.toString('latin1')}x` : bytes] as const],
    ),
  );
  const report = await verify(join(folder, 'altered.zip'));
  expect(report.ok).toBe(false);
  expect(report.altered.map(({ path }) => path)).toEqual([pdf]);
  expect(report.missing.map(({ path }) => path)).toEqual([docx]);

  const whole = (await run('packs.verify', {
    file: core.files.registerSource(sealed).handle,
    password,
  })) as PackReport;
  expect(whole).toMatchObject({ ok: true, altered: [], missing: [], extra: [] });
  expect(readdirSync(folder).filter((name) => name.startsWith('.demarc-pack'))).toEqual([]);
});

test('a manifest that places minutes where no file lies is not believed', async () => {
  const path = join(temporaryFolder('pack-minutes'), 'pack.zip');
  const text = formatManifest({
    ...MANIFEST,
    minutes: [{ meeting: 3, title: 'Kick-off', heldOn: '2026-11-25', files: ['minutes/M-3 Kick-off.pdf'] }],
  });
  await repack(path, [
    ['manifest.json', text],
    ['SHA256SUMS', formatSums([{ path: 'manifest.json', sha256: sha256(text) }])],
  ]);
  const { ok, archive } = await verify(path);
  expect(ok).toBe(false);
  expect(archive.join('\n')).toContain(
    'places the minutes M-3 at minutes/M-3 Kick-off.pdf, where no file lies',
  );
});
