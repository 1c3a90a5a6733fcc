import type { FindingsSummary } from '../../contract/findings.ts';
import { sameRun } from '../../domain/evidence/scan-files.ts';
import type { ZipReader } from '../../platform/zip-reader.ts';
import { nameInside } from '../files/gzip.ts';
import { filesIn, unpacked } from './archive-files.ts';
import { ArchiveSum, MAX_FILES } from './archive-sum.ts';
import { MAX_BYTES, MAX_FINDINGS } from './limits.ts';
import { type RecordBudget, TooMuch } from './tally.ts';

const MB = 1024 ** 2;
/** Bytes of them together, by the size of the archive: findings repeat themselves, and pack well. */
const mostBytes = (packed: number): number => Math.min(MAX_BYTES, 64 * MB + 60 * packed);

/** Reads the findings of one file in an archive; nothing of a file that is refused counts. */
export type ReadEntry = (
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  budget: RecordBudget,
) => Promise<FindingsSummary>;

/**
 * Reads the findings of all files in a ZIP file as those of one: each is named with what came of it. INVALID_INPUT where none holds any, or
 * nothing was found and something else lies beside.
 */
export async function readFindingsArchive(
  name: string,
  zip: ZipReader,
  size: number,
  readEntry: ReadEntry,
  signal: AbortSignal,
): Promise<FindingsSummary> {
  const inside = filesIn(zip);
  const { wanted } = inside;
  const sum = new ArchiveSum(name);
  const budget = { left: mostBytes(size) };
  // Of files that are refused as well, which took as long.
  const records: RecordBudget = { left: MAX_FINDINGS };
  const files = wanted.slice(0, MAX_FILES);
  // The same run in another form comes after those that say more, and is read where none of them could be.
  const isMore = (than: string) => (name: string) => sameRun(than, [name]) !== null;
  const ordered = files
    .map((entry) => ({ entry, more: files.filter(({ name }) => isMore(entry.name)(name)).length }))
    .toSorted((a, b) => a.more - b.more);
  for (const [at, { entry }] of ordered.entries()) {
    signal.throwIfAborted();
    if ([...sum.read].some(isMore(entry.name))) {
      sum.twins.push(entry.name);
      continue;
    }
    try {
      const pieces = spent(unpacked(zip.read(entry.name), entry.name, signal), entry.name, budget);
      sum.add(entry.name, await readEntry(nameInside(entry.name), pieces, records));
    } catch (error) {
      if (signal.aborted || error instanceof TooMuch) throw error;
      await sum.refuse(at + 1, entry, zip, error);
    }
  }
  return sum.finish(inside);
}

async function* spent(
  pieces: AsyncIterable<Buffer>,
  name: string,
  budget: { left: number },
): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    budget.left -= piece.length;
    if (budget.left < 0)
      throw new TooMuch(
        `${name} goes beyond what is unpacked of one archive. Unpack it and give the files by themselves.`,
      );
    yield piece;
  }
}
