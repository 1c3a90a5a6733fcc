// The one layout in which Demarc writes a ZIP file, as bytes: no data descriptors, no comments but the one at the end, sizes
// of 64 bits only where they are needed. Record layouts: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16, 4.5.3.

/** An entry with everything that its records say. */
export interface ZipRecord {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
  /** A program. */
  readonly executable?: boolean;
}
/** Date and time as MS-DOS packed them, without a zone. */
export interface DosTime {
  readonly date: number;
  readonly time: number;
}

const LIMIT32 = 0xffffffff;
const LIMIT16 = 0xffff;
const UTF8_NAMES = 0x0800;
/** A regular file that its owner writes and everybody reads, as Unix says it. */
const UNIX_FILE = 0o100644 * 0x10000;
const UNIX_PROGRAM = 0o100755 * 0x10000;

/** An ISO instant in UTC, to two seconds; years outside 1980 to 2107 become the nearest that fits. */
export function dosTime(instant: string): DosTime {
  const date = new Date(instant);
  const year = date.getUTCFullYear();
  if (!(year >= 1980)) return { date: (1 << 5) | 1, time: 0 };
  if (year > 2107) return { date: (127 << 9) | (12 << 5) | 31, time: (23 << 11) | (59 << 5) | 29 };
  return {
    date: ((year - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(),
    time: (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1),
  };
}

const isLarge = ({ size }: Pick<ZipRecord, 'size'>): boolean => size >= LIMIT32;

/** Bytes of the header before the content of an entry. */
export const localHeaderLength = (entry: Pick<ZipRecord, 'name' | 'size'>): number =>
  30 + Buffer.byteLength(entry.name) + (isLarge(entry) ? 20 : 0);

/** The header before the content of an entry. */
export function localHeader(entry: ZipRecord, modified: DosTime): Buffer {
  const name = Buffer.from(entry.name);
  const large = isLarge(entry);
  const extra = large ? extra64([entry.size, entry.packed]) : Buffer.alloc(0);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(large ? 45 : 20, 4);
  common(header, 6, entry, modified);
  header.writeUInt32LE(large ? LIMIT32 : entry.packed, 18);
  header.writeUInt32LE(large ? LIMIT32 : entry.size, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

/** An entry's line in the directory at the end. */
export function directoryHeader(entry: ZipRecord, modified: DosTime): Buffer {
  const name = Buffer.from(entry.name);
  const wide = [entry.size, entry.packed, entry.offset].filter((value) => value >= LIMIT32);
  const extra = wide.length > 0 ? extra64(wide) : Buffer.alloc(0);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  // Written on Unix, so that the permissions count.
  header.writeUInt16LE((3 << 8) | 45, 4);
  header.writeUInt16LE(wide.length > 0 ? 45 : 20, 6);
  common(header, 8, entry, modified);
  header.writeUInt32LE(Math.min(entry.packed, LIMIT32), 20);
  header.writeUInt32LE(Math.min(entry.size, LIMIT32), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(entry.executable === true ? UNIX_PROGRAM : UNIX_FILE, 38);
  header.writeUInt32LE(Math.min(entry.offset, LIMIT32), 42);
  return Buffer.concat([header, name, extra]);
}

/** Everything after the directory, but for the comment itself. */
export function endRecords(entries: number, offset: number, size: number, comment: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries, LIMIT16), 8);
  end.writeUInt16LE(Math.min(entries, LIMIT16), 10);
  end.writeUInt32LE(Math.min(size, LIMIT32), 12);
  end.writeUInt32LE(Math.min(offset, LIMIT32), 16);
  end.writeUInt16LE(comment, 20);
  if (entries < LIMIT16 && offset < LIMIT32 && size < LIMIT32) return end;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE((3 << 8) | 45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(entries), 24);
  record.writeBigUInt64LE(BigInt(entries), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end]);
}

/** Flags, method, time and CRC stand in both headers in this order. */
function common(header: Buffer, at: number, entry: ZipRecord, modified: DosTime): void {
  header.writeUInt16LE(UTF8_NAMES, at);
  header.writeUInt16LE(entry.method, at + 2);
  header.writeUInt16LE(modified.time, at + 4);
  header.writeUInt16LE(modified.date, at + 6);
  header.writeUInt32LE(entry.crc, at + 8);
}

function extra64(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
  return extra;
}
