import { closeSync, constants, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import { numeral } from '../domain/words/counted.ts';

/** "DMRC" in the application-id field marks a SQLite file as ours (https://sqlite.org/fileformat.html, offset 68). */
export const APPLICATION_ID = 0x44_4d_52_43;

const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;

export interface Header {
  readonly userVersion: number;
  readonly pageSize: number;
  readonly pageCount: number;
  readonly bytes: number;
  /** A write-ahead log or a rollback journal of its own lies beside it: the last writer did not close it. */
  readonly unfinished: boolean;
  /** It was being written with a log beside it, which closing it folds in: nobody did. */
  readonly openWhenWritten: boolean;
  /** Whether that log, and the shared memory of its readers and writers, is there: then nothing is missing. */
  readonly hasLog: boolean;
  /** A rollback journal lies beside it. */
  readonly hasJournal: boolean;
  readonly hasSharedMemory: boolean;
  /** A log lies beside it, and it was closed: the log is that of another file, which this one took the place of. */
  readonly hasStrayLog: boolean;
}

/** Whether a file, reached by links too, begins as a workbook does, be it whole or damaged. False for none. */
export function isWorkbook(path: string): boolean {
  let file: number;
  try {
    if (!statSync(path).isFile()) return false;
    file = openForLook(path);
  } catch {
    return false;
  }
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    return (
      readSync(file, header, 0, HEADER_BYTES, 0) === HEADER_BYTES &&
      header.toString('latin1', 0, 16) === MAGIC &&
      header.readInt32BE(68) === APPLICATION_ID
    );
  } finally {
    closeSync(file);
  }
}

/** Opens for reading, and does not wait for the other end of a named pipe. */
const openForLook = (path: string): number =>
  openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
const saysItHasALog = (header: Buffer): boolean => header[18] === 2 || header[19] === 2;

/**
 * Whether a log lies beside a file that says it has none. SQLite would play it back all the same, page by page over what the file
 * holds (https://sqlite.org/wal.html, "the WAL file is part of the persistent state"): it never looks whose log it is. The file
 * says so before its own log is begun, and until that is gone.
 */
export function hasStrayLog(path: string): boolean {
  if (sizeOf(`${path}-wal`) === 0) return false;
  const file = openForLook(path);
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    if (readSync(file, header, 0, HEADER_BYTES, 0) < HEADER_BYTES || saysItHasALog(header)) return false;
  } finally {
    closeSync(file);
  }
  // Whoever closed it just now has taken the log away by now.
  return sizeOf(`${path}-wal`) > 0;
}

/**
 * Reads the first 100 bytes before SQLite sees the file, and changes nothing. Throws NOT_FOUND for no file,
 * WORKBOOK_DAMAGED for one that is empty, foreign, not a database, or shorter than its own header says, INVALID_INPUT where a folder
 * has the name of its log. `name` is what
 * the reader knows the file by, where that is not its path.
 */
export function readHeader(path: string, name = basename(path)): Header {
  const damaged = (what: string, remedy: string) =>
    new DemarcError('WORKBOOK_DAMAGED', `${name} ${what} It was left untouched. ${remedy}`);
  let file: number;
  try {
    file = openForLook(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT')
      throw new DemarcError(
        'NOT_FOUND',
        `There is no workbook at ${path}. Check the path, or make one with "demarc new".`,
      );
    // What a socket and a device without a driver say.
    if (code === 'ENXIO' || code === 'ENODEV' || code === 'EOPNOTSUPP')
      throw damaged('is not a file.', 'Choose a file that ends in .demarc.');
    if (code === 'EISDIR')
      throw damaged('is a folder, not a workbook.', 'Choose a file that ends in .demarc.');
    throw new DemarcError(
      'WORKBOOK_DAMAGED',
      `${name} cannot be read (${code ?? 'unknown error'}). Check its permissions.`,
    );
  }
  try {
    if (!fstatSync(file).isFile()) throw damaged('is not a file.', 'Choose a file that ends in .demarc.');
    const header = Buffer.alloc(HEADER_BYTES);
    const read = readSync(file, header, 0, HEADER_BYTES, 0);
    if (read === 0) throw damaged('is empty.', 'Open a backup, or delete it and make a new workbook.');
    if (header.toString('latin1', 0, 16) !== MAGIC)
      throw damaged(
        'is not a Demarc workbook.',
        'Choose a file that Demarc wrote, or restore it from a backup.',
      );
    if (read < HEADER_BYTES) throw damaged('is cut off in its header.', 'Restore it from a backup.');
    if (header.readInt32BE(68) !== APPLICATION_ID)
      throw damaged(
        'is a SQLite database of another program, not a Demarc workbook.',
        'Choose a file that Demarc wrote.',
      );
    const strange = strangeField(header);
    if (strange !== null) throw damaged(`is damaged in its header: ${strange}.`, 'Restore it from a backup.');
    refuseNoFileBeside(path, name);
    const rawPageSize = header.readUInt16BE(16);
    const pageSize = rawPageSize === 1 ? 65_536 : rawPageSize;
    const pageCount = header.readUInt32BE(28);
    const stray = hasStrayLog(path);
    const hasJournal = sizeOf(`${path}-journal`) > 0;
    const unfinished = (!stray && sizeOf(`${path}-wal`) > 0) || hasJournal;
    // After the header, which may just be growing under another program's hands.
    const stat = fstatSync(file);
    // After a crash the log beside the file holds the rest, so only a cleanly closed file can be called cut off.
    if (!unfinished && stat.size < pageCount * pageSize)
      throw damaged(
        `is cut off: it holds ${numeral(stat.size)} of ${numeral(pageCount * pageSize)} bytes.`,
        'Fetch it again, or restore it from a backup.',
      );
    return {
      userVersion: header.readInt32BE(60),
      pageSize,
      pageCount,
      bytes: stat.size,
      unfinished,
      openWhenWritten: saysItHasALog(header),
      hasLog: !stray && existsSync(`${path}-wal`),
      hasJournal,
      hasSharedMemory: existsSync(`${path}-shm`),
      hasStrayLog: stray,
    };
  } finally {
    closeSync(file);
  }
}

/** SQLite keeps files of these names beside its own, and says of anything else there that the disk does not work. */
function refuseNoFileBeside(path: string, name: string): void {
  for (const end of ['-wal', '-journal', '-shm'])
    if (statSync(`${path}${end}`, { throwIfNoEntry: false })?.isFile() === false)
      throw new DemarcError(
        'INVALID_INPUT',
        `${name} cannot be opened: what is called ${name}${end} beside it is no file, and has the name of one that belongs to a workbook. ${name} was left untouched. Move the other away, then open it again.`,
      );
}

/** Fields of the first page that every workbook has alike (https://sqlite.org/fileformat.html, 1.3); null where all are in order. */
function strangeField(header: Buffer): string | null {
  const rawPageSize = header.readUInt16BE(16);
  const powerOfTwo = (rawPageSize & (rawPageSize - 1)) === 0;
  if (rawPageSize !== 1 && (rawPageSize < 512 || !powerOfTwo))
    return `its pages cannot have ${rawPageSize} bytes`;
  for (const at of [18, 19])
    if (header[at] !== 1 && header[at] !== 2) return 'it names a way of writing that SQLite does not have';
  if (header[21] !== 64 || header[22] !== 32 || header[23] !== 32)
    return 'its pages are not laid out as SQLite lays them out';
  const format = header.readUInt32BE(44);
  if (format !== 4) return `its schema is of format ${format}, not 4`;
  const encoding = header.readUInt32BE(56);
  if (encoding !== 1) return 'its texts are not in UTF-8';
  if (header.readUInt32BE(52) !== 0 || header.readUInt32BE(64) !== 0)
    return 'it asks for automatic vacuuming, which Demarc never uses';
  return null;
}
