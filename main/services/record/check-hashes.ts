import { statSync } from 'node:fs';
import { DemarcError } from '../../contract/errors.ts';
import type { EvidenceCheck } from '../../contract/evidence.ts';
import type { evidence } from '../../contract/methods/evidence.ts';
import { hashFile, verifyBlobs } from '../../workbook/blobs.ts';
import { listReferences } from '../../workbook/tables/evidence.ts';
import type { Handlers } from '../context.ts';

/**
 * Reads every file of the register again. Files outside the workbook are looked for where they lay: one that is gone
 * may merely be out of reach from this machine, so the sentence says where it was.
 */
export const checkHashes: Handlers<typeof evidence>['checkHashes'] = async ({ db, signal, progress }) => {
  const references = listReferences(db).map((entry) => ({ ...entry, size: sizeOf(entry.path) }));
  const outside = references.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const inside = await verifyBlobs(db, {
    signal,
    progress: (done, total) => progress(done, total + outside, 'bytes read'),
  });
  const problems: EvidenceCheck['problems'][number][] = [...inside.problems];
  let bytes = inside.bytes;
  for (const { number, title, path, sha256, size } of references) {
    const say = (what: string) =>
      problems.push({ number, sentence: `Evidence E-${number} "${title}": ${what}` });
    if (size === null) {
      say(`there is no file at ${path} any more, or not within reach of this machine.`);
      continue;
    }
    const before = bytes;
    try {
      const found = await hashFile(path, {
        signal,
        progress: (done) => progress(before + done, inside.bytes + outside, 'bytes read'),
      });
      bytes += found.size;
      if (found.sha256 !== sha256) say(`the file at ${path} was altered; its SHA-256 no longer matches.`);
    } catch (error) {
      if (error instanceof DemarcError) throw error;
      say(`the file at ${path} could not be read.`);
    }
  }
  return { files: inside.files, references: references.length, bytes, problems };
};

/** Bytes; null where there is no such file. */
function sizeOf(path: string): number | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? stats.size : null;
}
