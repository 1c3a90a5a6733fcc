import { type ByteFile, openBytes } from '../../platform/byte-file.ts';
import { throughWindow } from '../../platform/read-window.ts';
import type { ZipEntry } from '../../platform/zip-reader.ts';
import {
  type DosTime,
  directoryHeader,
  endRecords,
  localHeader,
  localHeaderLength,
} from '../../platform/zip-records.ts';
import { SEAL_BYTES } from '../../platform/zip-seal.ts';

const NAMED = 20;
/** Directory lines compared at a time. */
const BATCH = 1000;
const DIRECTORY = 46;
/** Place of the flags in a header, the one that says that a data descriptor follows, and its sizes (APPNOTE 4.3.9, 4.4.4). */
const FLAGS = 6;
const DESCRIBED_BEHIND = 0x08;
const DESCRIPTOR_BYTES: readonly number[] = [12, 16, 20, 24];

/**
 * Compares every byte of the archive that is no content with what Demarc would have written, and says what differs: entries that
 * overlap, hide bytes between them, or are described differently before and after their content; dates, flags, sizes. Of an archive
 * that is not `ours` only overlaps and hidden bytes are of interest.
 */
export async function checkLayout(
  path: string,
  entries: readonly ZipEntry[],
  ours: boolean,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const problems: string[] = [];
  let more = 0;
  const say = (sentence: string) => {
    if (problems.length < NAMED) problems.push(sentence);
    else more += 1;
  };
  const listed = () =>
    more > 0 ? [...problems, `And ${more} more differences in the archive's records.`] : problems;
  const file = throughWindow(await openBytes(path, 'r'));
  try {
    const { size } = await file.stat();
    let at = 0;
    const modified = await readTime(file, entries);
    let described = false;
    for (const entry of entries) {
      signal.throwIfAborted();
      // Other programs describe a file behind its content, in 12 to 24 bytes that are no secret.
      const descriptor = !ours && described && DESCRIPTOR_BYTES.includes(entry.offset - at);
      if (entry.offset !== at && !descriptor)
        say(
          entry.offset < at
            ? `${entry.name} overlaps the file before it in the archive.`
            : `There are ${entry.offset - at} bytes before ${entry.name} that belong to no file.`,
        );
      const expected = localHeader(entry, modified);
      if (ours && !(await readAt(file, entry.offset, expected.length)).equals(expected))
        say(`The header before ${entry.name} does not say what the directory says of it.`);
      at = entry.offset + (await headerLength(file, entry.offset)) + entry.packed;
      described = (((await readAt(file, entry.offset + FLAGS, 1))[0] ?? 0) & DESCRIBED_BEHIND) !== 0;
    }
    if (!ours) return listed();
    const start = at;
    for (let first = 0; first < entries.length; first += BATCH) {
      const batch = entries.slice(first, first + BATCH);
      const lines = batch.map((entry) => directoryHeader(entry, modified));
      const found = await readAt(
        file,
        at,
        lines.reduce((sum, line) => sum + line.length, 0),
      );
      let within = 0;
      for (const [index, line] of lines.entries()) {
        if (!found.subarray(within, within + line.length).equals(line))
          say(`The directory's line for ${batch[index]?.name} is not as Demarc writes it.`);
        within += line.length;
      }
      at += within;
    }
    const end = endRecords(entries.length, start, at - start, SEAL_BYTES);
    if (!(await readAt(file, at, end.length)).equals(end) || at + end.length + SEAL_BYTES !== size)
      say('The records at the end of the archive are not as Demarc writes them.');
  } finally {
    await file.close();
  }
  return listed();
}

/** Bytes before the content of an entry, as its own header says; the directory's line for it may have other extra fields. */
export async function headerLength(file: ByteFile, offset: number): Promise<number> {
  const header = await readAt(file, offset, 30);
  return header.length < 30 ? 30 : 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** All entries carry one time: that of the first line of the directory, which follows the last content. */
async function readTime(file: ByteFile, entries: readonly ZipEntry[]): Promise<DosTime> {
  const last = entries.at(-1);
  const at = last ? last.offset + localHeaderLength(last) + last.packed : 0;
  const line = await readAt(file, at, DIRECTORY);
  if (line.length < DIRECTORY) return { date: 0, time: 0 };
  return { time: line.readUInt16LE(12), date: line.readUInt16LE(14) };
}

/** What is there, which at the end of the file is less than was asked for. */
async function readAt(file: ByteFile, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
