import { crc32, deflateRawSync } from 'node:zlib';

// Record signatures and field offsets: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const UNKNOWN32 = 0xffffffff;
const UNKNOWN16 = 0xffff;
/** Set where the sizes stand behind the content instead of before it. */
const SIZES_BEHIND = 0x0008;
const ENCRYPTED = 0x0001;
const DEFLATED = 8;
const LEVEL = 6;

interface Entry {
  readonly name: string;
  /** Its line in the directory, as it stands in the file. */
  readonly line: Buffer;
  readonly offset: number;
  readonly packed: number;
}

/**
 * A ZIP file in which some entries hold something else: `contents` by name. Every other entry keeps its bytes, its place among
 * the others and its line in the directory but for its offset; what lies before the first entry and the comment stay too. Throws a
 * plain sentence part for a file that is damaged or of the large form, and for a name that is not in it.
 */
export function patchZip(file: Buffer, contents: ReadonlyMap<string, Buffer>): Buffer {
  const { entries, byPlace, start, end } = readDirectory(file);
  const names = new Set(entries.map(({ name }) => name));
  for (const name of contents.keys()) if (!names.has(name)) throw new Error(`the part ${name} is missing`);
  const pieces: Buffer[] = [file.subarray(0, byPlace[0]?.offset ?? start)];
  let at = pieces[0]?.length ?? 0;
  const lines = new Map<Entry, Buffer>();
  for (const [index, entry] of byPlace.entries()) {
    const until = byPlace[index + 1]?.offset ?? start;
    const header = localHeaderOf(file, entry);
    if (entry.offset + header.length + entry.packed > until) throw new Error('its parts overlap');
    const content = contents.get(entry.name);
    const line = Buffer.from(entry.line);
    line.writeUInt32LE(at, 42);
    const written =
      content === undefined ? [file.subarray(entry.offset, until)] : renewed(header, line, content);
    lines.set(entry, line);
    pieces.push(...written);
    at += written.reduce((sum, piece) => sum + piece.length, 0);
  }
  const directory = Buffer.concat(entries.flatMap((entry) => lines.get(entry) ?? []));
  const last = Buffer.from(file.subarray(end));
  last.writeUInt32LE(directory.length, 12);
  last.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, directory, last]);
}

/** The bytes of each entry as they lie in the file, up to the next one, header and all, by name. */
export function rawEntries(file: Buffer): ReadonlyMap<string, Buffer> {
  const { byPlace, start } = readDirectory(file);
  return new Map(
    byPlace.map(({ name, offset }, index) => [
      name,
      file.subarray(offset, byPlace[index + 1]?.offset ?? start),
    ]),
  );
}

/** Header and content of an entry that holds something else; the same is written into its line of the directory. */
function renewed(header: Buffer, line: Buffer, content: Buffer): readonly Buffer[] {
  const packed = deflateRawSync(content, { level: LEVEL });
  const name = 30 + header.readUInt16LE(26);
  // What stands behind the name says things about the former content.
  const local = Buffer.from(header.subarray(0, name));
  local.writeUInt16LE(0, 28);
  for (const [record, shift] of [
    [local, 0],
    [line, 2],
  ] as const) {
    record.writeUInt16LE(record.readUInt16LE(6 + shift) & ~SIZES_BEHIND, 6 + shift);
    record.writeUInt16LE(DEFLATED, 8 + shift);
    record.writeUInt32LE(crc32(content), 14 + shift);
    record.writeUInt32LE(packed.length, 18 + shift);
    record.writeUInt32LE(content.length, 22 + shift);
  }
  return [local, packed];
}

/** The entries in the order of the directory and as they lie in the file; where the directory begins, and where the end record does. */
function readDirectory(file: Buffer) {
  const end = endOf(file);
  const start = file.readUInt32LE(end + 16);
  const entries = readEntries(file, start, file.readUInt16LE(end + 10));
  return { entries, byPlace: [...entries].sort((a, b) => a.offset - b.offset), start, end };
}

function endOf(file: Buffer): number {
  const least = Math.max(0, file.length - 65_557);
  for (let at = file.length - 22; at >= least; at -= 1)
    if (file.readUInt32LE(at) === END && at + 22 + file.readUInt16LE(at + 20) === file.length) {
      if (file.readUInt32LE(at + 16) === UNKNOWN32 || file.readUInt16LE(at + 10) === UNKNOWN16)
        throw new Error('it is a ZIP file of the large form, which no form needs');
      return at;
    }
  throw new Error('it is no ZIP file, or its end is missing');
}

function readEntries(file: Buffer, start: number, count: number): readonly Entry[] {
  const entries: Entry[] = [];
  const names = new Set<string>();
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== CENTRAL)
      throw new Error('its directory is damaged');
    const nameLength = file.readUInt16LE(at + 28);
    const next = at + 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    if (next > file.length) throw new Error('its directory is damaged');
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const packed = file.readUInt32LE(at + 20);
    const offset = file.readUInt32LE(at + 42);
    if ([packed, offset, file.readUInt32LE(at + 24)].includes(UNKNOWN32))
      throw new Error('it is a ZIP file of the large form, which no form needs');
    if ((file.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw new Error(`the part ${name} is encrypted`);
    if (names.has(name)) throw new Error(`it names the part ${name} twice`);
    names.add(name);
    entries.push({ name, line: file.subarray(at, next), offset, packed });
    at = next;
  }
  return entries;
}

/** The header before the content of an entry, with all that stands behind its name. */
function localHeaderOf(file: Buffer, { name, offset }: Entry): Buffer {
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== LOCAL)
    throw new Error(`the part ${name} has no header`);
  return file.subarray(offset, offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28));
}
