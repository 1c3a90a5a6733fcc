import { Readable } from 'node:stream';
import { type DemarcError, invalidInput } from '../../contract/errors.ts';
import { mayHoldFindings, mayPackFindings, saysNothingMore } from '../../domain/evidence/scan-files.ts';
import { type ZipEntry, ZipReader } from '../../platform/zip-reader.ts';
import { clip } from '../discover/found.ts';
import { gunzip, isGzip } from '../files/gzip.ts';
import { isZip, readHead } from '../files/head.ts';
import { FORM_BYTES, unreadablePackage } from '../files/unreadable.ts';
import { oscalBegun } from '../oscal/read-document.ts';
import { encodingOf } from '../text/encoding.ts';
import { HEAD } from './limits.ts';
import { findingsBegun } from './marks.ts';

const MAX_ENTRIES = 50_000;

/** An opened ZIP file; INVALID_INPUT with what is wrong with it, and for a document of another program. */
export async function openArchive(name: string, path: string): Promise<ZipReader> {
  let zip: ZipReader;
  try {
    zip = await ZipReader.open(path, { entries: MAX_ENTRIES, unpacked: Number.MAX_SAFE_INTEGER });
  } catch (error) {
    throw damaged(name, error);
  }
  const other = unreadablePackage(zip.names, await readHead(path, FORM_BYTES));
  if (other === null) return zip;
  await zip.close();
  throw invalidInput(`${name} is ${other.what}. ${other.instead}`);
}
/** Why it, or a file in it, cannot be unpacked. */
export const damaged = (name: string, error: unknown): DemarcError =>
  invalidInput(
    `${name} cannot be unpacked: ${clip(error instanceof Error ? error.message : String(error), 200)}. Pack the findings again, or give the files by themselves.`,
  );

/** The beginning of a file in an archive as text, unpacked where it is packed with gzip. */
export async function headOf(zip: ZipReader, entry: ZipEntry): Promise<string> {
  let length = 0;
  const pieces: Buffer[] = [];
  for await (const piece of unpacked(zip.read(entry.name), entry.name)) {
    pieces.push(piece);
    length += piece.length;
    if (length >= HEAD) break;
  }
  const bytes = Buffer.concat(pieces).subarray(0, HEAD);
  return isZip(bytes) ? '' : new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** Whether a text begins like findings that are read. */
export const beginsLikeFindings = (head: string): boolean =>
  oscalBegun(head) === undefined ? findingsBegun(head) !== null : oscalBegun(head)?.holdsFindings === true;

/** The files of an archive that may hold findings, those that would have to be unpacked once more, and how many others it has. */
export function filesIn(zip: ZipReader): Inside {
  const files = zip.entries.filter(({ name }) => !/[\\/]$/.test(name));
  const wanted = files.filter(({ name }) => mayHoldFindings(name));
  const packed = files.flatMap(({ name }) => (mayPackFindings(name) ? [name] : []));
  const names = files.map(({ name }) => name);
  const others = names.filter((name) => !mayHoldFindings(name) && !mayPackFindings(name));
  const telling = others.filter((name) => !saysNothingMore(name, names));
  return { wanted, packed, others: others.length, telling };
}
export interface Inside {
  readonly wanted: readonly ZipEntry[];
  readonly packed: readonly string[];
  readonly others: number;
  /** Those of the others that may say more than what is read. */
  readonly telling: readonly string[];
}

/** What a file in an archive holds, packed with gzip once more or not. */
export async function* unpacked(
  pieces: AsyncGenerator<Buffer>,
  name: string,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const first = await pieces.next();
  if (first.done) return;
  const all = (async function* () {
    yield first.value;
    yield* pieces;
  })();
  if (isGzip(first.value)) yield* gunzip(Readable.from(all), name, Number.MAX_SAFE_INTEGER, signal);
  else yield* all;
}
