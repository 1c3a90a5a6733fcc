import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { formatManifest, type Manifest, PACK_FILES } from '../../main/domain/pack/manifest.ts';
import { formatSums } from '../../main/domain/pack/sums.ts';
import type { Edition } from '../../main/domain/providers/edition.ts';
import { as, LANDING, openChain, TEAMS } from '../support/chain-of-workbooks.ts';
import { ONE_FRAMEWORK } from '../support/core.ts';
import { repack, sha256, unpack } from '../support/pack.ts';

/** The files of a pack with another edition in it, and everything that vouches for them made anew. */
function withText(files: ReadonlyMap<string, Buffer>, text: string) {
  const manifest = JSON.parse(files.get(PACK_FILES.manifest)?.toString() ?? '') as Manifest;
  const entries = manifest.files.map((entry) =>
    entry.path === PACK_FILES.provider
      ? { ...entry, bytes: Buffer.byteLength(text), sha256: sha256(text) }
      : entry,
  );
  const told = formatManifest({ ...manifest, files: entries });
  return new Map<string, string | Buffer>([
    ...files,
    [PACK_FILES.provider, text],
    [PACK_FILES.manifest, told],
    [PACK_FILES.sums, formatSums([...entries, { path: PACK_FILES.manifest, sha256: sha256(told) }])],
  ]);
}

test('a pack for internal use is a provider as its workbook is, until a byte of it differs; a pack for an auditor is none', {
  tags: 'long',
}, async () => {
  const [landing, team, other] = await openChain(LANDING, TEAMS[0], TEAMS[1]);
  await landing.call('workbook.update', { frameworks: ONE_FRAMEWORK });
  const packed = async (name: string, more: object = {}) => {
    const path = join(dirname(landing.path), name);
    await landing.run('packs.write', { target: landing.core.files.registerTarget(path).handle, ...more });
    return { path };
  };
  const pack = await packed('landing.zip');
  const taken = await team.take(pack, as('Landing zone'));
  expect(taken.difference.added.map(({ duty }) => duty)).toEqual(['encryption-at-rest', 'restore-testing']);
  // The pack and the workbook are one edition.
  expect((await team.look(landing)).difference).toMatchObject({ added: [], changed: [], gone: [], same: 2 });
  expect((await team.look(landing)).edition).toEqual(taken.edition);
  expect((await unpack(pack.path)).get(PACK_FILES.indexHtml)?.toString()).toContain(PACK_FILES.provider);
  const refused = (path: string, words: RegExp) =>
    expect(other.take({ path }, as('Landing zone'))).rejects.toThrow(words);
  const bytes = readFileSync(pack.path);
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(`${pack.path}.altered.zip`, bytes);
  await refused(`${pack.path}.altered.zip`, /is not as it was written, so nothing was taken from it/);
  // Anybody can write a pack that is as it was written.
  const files = await unpack(pack.path);
  const given = files.get(PACK_FILES.provider)?.toString() ?? '';
  const { facts, rows } = JSON.parse(given) as Edition;
  const forged = {
    twice: JSON.stringify({ facts, rows: [...rows, ...rows] }),
    ownerless: JSON.stringify({ facts, rows: rows.map((row) => ({ ...row, shares: [] })) }),
    huge: given.padEnd(17 * 1024 * 1024),
    deep: '['.repeat(1_000_000),
  };
  for (const [name, text] of Object.entries(forged)) {
    const path = `${pack.path}.${name}.zip`;
    await repack(path, withText(files, text));
    await refused(path, /provider\.json in .* cannot be read, so nothing was taken/);
  }
  const auditor = await packed('auditor.zip', { audience: 'auditor' });
  expect((await unpack(auditor.path)).has(PACK_FILES.provider)).toBe(false);
  await refused(auditor.path, /has nothing for those who inherit/);
  expect(await other.call('providers.list', {})).toEqual([]);
});
