import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { basename, dirname } from 'node:path';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { formatManifest, type Manifest, PACK_FILES } from '../../main/domain/pack/manifest.ts';
import { formatSums } from '../../main/domain/pack/sums.ts';
import { verifyPack } from '../../main/importers/pack/verify-pack.ts';
import { ZipWriter } from '../../main/platform/zip-writer.ts';

export const sha256 = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');
const control = { signal: new AbortController().signal, progress: () => undefined };

/** Name -> content as a ZIP reader that is not ours finds them, at its strictest. */
export async function unpack(path: string, password?: string): Promise<Map<string, Buffer>> {
  const zip = new ZipReader(new BlobReader(await openAsBlob(path)), {
    useWebWorkers: false,
    strictness: 'strict',
    checkSignature: true,
    checkOverlappingEntry: true,
  });
  const files = new Map<string, Buffer>();
  for (const entry of await zip.getEntries()) {
    if (entry.directory) throw new Error(`${entry.filename} is a folder`);
    const bytes = await entry.getData(new Uint8ArrayWriter(), password === undefined ? {} : { password });
    files.set(entry.filename, Buffer.from(bytes));
  }
  await zip.close();
  return files;
}

/** Writes these contents as a pack's own ZIP file, seal and all: what somebody would who wants to hide a change. */
export async function repack(
  path: string,
  files: Iterable<readonly [string, string | Uint8Array]>,
  compress = true,
): Promise<void> {
  const zip = await ZipWriter.create(path, '2026-11-25T10:00:00.000Z');
  for (const [name, content] of files) {
    const bytes = Buffer.from(content);
    await zip.add(name, () => [bytes], { size: bytes.length, compress, control });
  }
  await zip.finish(control);
}

export const MANIFEST: Manifest = {
  schema: 'demarc-evidence-pack',
  schemaVersion: 1,
  writtenBy: 'Demarc test',
  workbook: {
    id: 'w',
    title: 'Acme',
    organisation: 'Acme',
    revision: 1,
    changeLogHead: '0'.repeat(64),
    lastChange: '2026-11-25T10:00:00.000Z',
    catalogue: 'c',
  },
  counts: {
    services: 0,
    rows: 0,
    answered: 0,
    notes: 0,
    evidence: 0,
    gaps: 0,
    people: 0,
    evidenceFiles: 0,
    evidenceAbsent: 0,
  },
  files: [],
  evidence: [],
};

/** The smallest pack of these files: with a manifest and sums that agree. */
export function smallPack(files: Readonly<Record<string, string>>): Map<string, string> {
  const entries = Object.entries(files).map(([path, text]) => ({
    path,
    bytes: Buffer.byteLength(text),
    sha256: sha256(text),
  }));
  const manifest = formatManifest({ ...MANIFEST, files: entries });
  return new Map([
    ...Object.entries(files),
    [PACK_FILES.manifest, manifest],
    [PACK_FILES.sums, formatSums([...entries, { path: PACK_FILES.manifest, sha256: sha256(manifest) }])],
  ]);
}

/** The verdict on a file, by our own reader; `scratch` is for what is decrypted. */
export async function verify(path: string, options: { password?: string; scratch?: string } = {}) {
  const { password, scratch = dirname(path) } = options;
  const { report } = await verifyPack(path, { name: basename(path), password, scratch }, control);
  return report;
}
