import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { isBuiltZip, isWorthReading } from '../../domain/services/worth-reading.ts';
import { counted, numeral } from '../../domain/words/counted.ts';
import { type ZipEntry, ZipReader } from '../../platform/zip-reader.ts';
import { gunzip, isGzip, nameInside } from '../files/gzip.ts';
import { isZip, readHead } from '../files/head.ts';
import { FORM_BYTES, unreadablePackage } from '../files/unreadable.ts';
import { isOfficePackage } from '../sheets/open-sheets.ts';
import { clip, type Found, listNames, type Part, partsOfFile } from './found.ts';
import type { Given } from './given.ts';
import { MAX_YAML_BYTES } from './limits.ts';
import { readWorkbook } from './lists/workbook.ts';
import { readBytes } from './open-source.ts';
import { looksLikeTemplate } from './read-source.ts';
import { isUnknown, KNOWN, unknown } from './unknown.ts';

const MB = 1024 ** 2;
const MAX_ENTRIES = 50_000;
/** Files of an archive that are looked into. */
const MAX_FILES = 500;
/** Bytes of them together, by the size of the archive: what is packed much tighter is no folder of templates. */
const mostBytes = (packed: number): number => Math.min(64 * MB, 16 * MB + 4 * packed);

/**
 * Reads a ZIP file: a spreadsheet sheet by sheet, any other as the files in it. `isOther` tells what only looks like something that is
 * read. INVALID_INPUT for what is neither.
 */
export async function readArchive(
  name: string,
  path: string,
  isOther: (found: Found) => boolean,
  given: Given,
  signal?: AbortSignal,
): Promise<readonly Part[]> {
  let zip: ZipReader;
  try {
    zip = await ZipReader.open(path, { entries: MAX_ENTRIES, unpacked: Number.MAX_SAFE_INTEGER });
  } catch (error) {
    throw unpackable(name, error);
  }
  try {
    if (zip.has('tfplan') && zip.has('tfstate'))
      throw invalidInput(
        `${name} is a plan of Terraform in its own form. Run "terraform show -json ${name} > plan.json" and give that file.`,
      );
    const other = unreadablePackage(zip.names, await readHead(path, FORM_BYTES));
    if (other) throw invalidInput(`${name} is ${other.what}. ${other.instead}`);
    if (isOfficePackage(zip.names)) return await readWorkbook(name, path, given, signal);
    return await readFiles(name, zip, (await stat(path)).size, isOther, given, signal);
  } finally {
    await zip.close();
  }
}

const unpackable = (name: string, error: unknown): DemarcError =>
  invalidInput(
    `${name} cannot be unpacked: ${clip(error instanceof Error ? error.message : String(error), 200)}. Pack again what services could be found in, or give those files by themselves.`,
  );

async function readFiles(
  name: string,
  zip: ZipReader,
  size: number,
  isOther: (found: Found) => boolean,
  given: Given,
  signal: AbortSignal | undefined,
): Promise<readonly Part[]> {
  const parts: Part[] = [];
  const others: string[] = [];
  const packed = zip.entries.map((entry) => entry.name).filter(isBuiltZip);
  const wanted = zip.entries.filter((entry) => isWorthReading(entry.name));
  const budget: Budget = { left: mostBytes(size) };
  let yaml = MAX_YAML_BYTES;
  for (const entry of wanted.slice(0, MAX_FILES)) {
    signal?.throwIfAborted();
    const file = `${name}/${entry.name}`;
    try {
      const bytes = await unpack(zip, entry, file, budget, signal);
      if (bytes === null) {
        packed.push(entry.name);
        continue;
      }
      const inside = nameInside(file);
      if (/\.(ya?ml|template)$/i.test(inside)) {
        if (!looksLikeTemplate(bytes)) {
          others.push(entry.name);
          continue;
        }
        yaml -= bytes.length;
        if (yaml < 0) throw tooMuch(file);
      }
      const all = partsOfFile(inside, await readBytes(inside, bytes, given, signal));
      const read = all.filter((part) => !('found' in part && isOther(part.found)));
      if (read.length === 0) others.push(entry.name);
      parts.push(...read.map((part) => ({ ...part, file: file + part.file.slice(inside.length) })));
    } catch (error) {
      if (signal?.aborted) throw error;
      if (isUnknown(error)) others.push(entry.name);
      else
        parts.push({
          file,
          error:
            error instanceof DemarcError || error instanceof RangeError ? error : unpackable(file, error),
        });
    }
  }
  const unopened =
    packed.length > 0
      ? [
          `${counted(packed.length, 'spreadsheet or archive', 'spreadsheets or archives')} in it not opened: ${listNames(packed)}. Give ${packed.length === 1 ? 'it' : 'them'} by ${packed.length === 1 ? 'itself' : 'themselves'}.`,
        ]
      : [];
  if (parts.length === 0) {
    const none = `${name} holds ${counted(zip.entries.length, 'file')}, and none in which services can be found. Give ${KNOWN}.`;
    // What was not opened may be what was looked for.
    throw packed.length > 0 ? invalidInput([none, ...unopened].join(' ')) : unknown(none);
  }
  const found = summary(parts.length, others, zip.entries.length, wanted.length);
  return [{ file: name, found: { ...found, notes: [...found.notes, ...unopened] } }, ...parts];
}

function summary(read: number, others: readonly string[], all: number, wanted: number): Found {
  const notes = [`${counted(read, 'file')} of ${numeral(all)} in it looked into.`];
  if (others.length > 0)
    notes.push(`${counted(others.length, 'file')} in which nothing was recognised: ${listNames(others)}.`);
  if (wanted > MAX_FILES)
    notes.push(
      `It holds ${numeral(wanted)} files of kinds that are read; the first ${MAX_FILES} were looked at. Give the others by themselves.`,
    );
  return { format: 'archive', kind: 'cloudformation', types: new Map(), notes };
}

const tooMuch = (file: string): DemarcError =>
  invalidInput(`${file} goes beyond what is unpacked of one archive. Unpack it and give the file by itself.`);

/** Bytes that may still be unpacked of an archive: what was is spent, whatever came of it. */
interface Budget {
  left: number;
}

/** What a file in an archive holds, packed with gzip once more or not; null for another archive. */
async function unpack(
  zip: ZipReader,
  entry: ZipEntry,
  file: string,
  budget: Budget,
  signal: AbortSignal | undefined,
): Promise<Buffer | null> {
  const bytes = await spend(zip.read(entry.name), entry.size, file, budget);
  if (bytes === null || !isGzip(bytes)) return bytes;
  // RFC 1952: the length of what is inside stands in the last four bytes. One that is honest costs nothing where it is too much.
  const inside = bytes.length < 18 ? 0 : bytes.readUInt32LE(bytes.length - 4);
  const pieces = gunzip(Readable.from([bytes]), file, Number.MAX_SAFE_INTEGER, signal);
  return await spend(pieces, inside, file, budget);
}

/** The pieces together; null for an archive, which is told by its first bytes and costs no more than the first piece. */
async function spend(
  pieces: AsyncIterable<Buffer>,
  size: number,
  file: string,
  budget: Budget,
): Promise<Buffer | null> {
  const all: Buffer[] = [];
  for await (const piece of pieces) {
    if (all.length === 0) {
      if (isZip(piece)) {
        budget.left -= piece.length;
        return null;
      }
      if (size > budget.left) throw tooMuch(file);
    }
    budget.left -= piece.length;
    if (budget.left < 0) throw tooMuch(file);
    all.push(piece);
  }
  return Buffer.concat(all);
}
