import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DemarcError } from '../../contract/errors.ts';
import { commitTemporary, writeFileAtomically } from '../../platform/atomic-write.ts';
import { openBytesSync } from '../../platform/byte-file.ts';
import { noteTemporary } from '../../platform/temporaries.ts';

/**
 * How a backup lies on the disk. A workbook is one file, evidence and all, and dozens of its copies are kept: one of gigabytes would
 * fill the disk with the same evidence over and over. From this size on a backup is a list of the blocks of the file, and a block that
 * several backups have lies once, under its SHA-256. A smaller one stays a workbook that opens by itself.
 */
export const SHARED_FROM_BYTES = 32 * 1024 ** 2;
/** Pages keep their place from one copy to the next, so that whole blocks stay as they are. */
const BLOCK_BYTES = 1024 ** 2;

const WHOLE = '.demarc';
const LISTED = '.demarc.blocks.txt';
/** The name of a backup's file without its ending. */
export const idOf = (name: string): string => basename(name, isListed(name) ? LISTED : WHOLE);
/** The folder of blocks beside the lists. */
export const BLOCKS = 'blocks';
/** A block that no list names may belong to a backup that another program is making at this moment. */
const UNNAMED_MS = 60 * 60 * 1000;

const FIRST_LINE = '# A backup of a Demarc workbook, in blocks that backups share';
const HASH = /^[0-9a-f]{64}$/;
/** A program that carries text from machine to machine may have made them its own. */
const LINE_END = /\r?\n/;

/** Whether a backup is a list of blocks, and no workbook by itself. */
export const isListed = (path: string): boolean => path.endsWith(LISTED);
/** Whether a backup of this file is stored in blocks. */
const isShared = (file: string): boolean => statSync(file).size >= SHARED_FROM_BYTES;

/** A name under which a copy grows, taken away at the next start if the program is killed meanwhile. */
export function partialOf(target: string): string {
  const partial = `${target}.${randomBytes(4).toString('hex')}.part`;
  noteTemporary(partial);
  return partial;
}

/**
 * Stores the finished file `from` as the backup `name` (without its ending) of `folder`, durably and whole or not at all, and returns the
 * path. `from` stays. Yields the bytes done from time to time; whoever stops asking has stopped it, and nothing stays.
 */
export function* storeCopy(from: string, folder: string, name: string): Generator<number, string> {
  if (!isShared(from)) return storeWhole(from, join(folder, name + WHOLE));
  const made: string[] = [];
  let stored = false;
  const source = openBytesSync(from, 'r');
  try {
    const size = source.size();
    const block = Buffer.alloc(BLOCK_BYTES);
    const hashes: string[] = [];
    for (let at = 0; at < size; ) {
      const length = source.read(block, at);
      hashes.push(keepBlock(folder, block.subarray(0, length), made));
      at += length;
      yield at;
    }
    const list = join(folder, name + LISTED);
    made.push(list);
    writeFileAtomically(list, listText(name, size, hashes));
    // While nothing named them yet, an erasure that another program made may have taken some for what it left behind.
    for (const [index, hash] of hashes.entries()) {
      if (existsSync(join(folder, BLOCKS, hash))) continue;
      const length = source.read(block, index * BLOCK_BYTES);
      keepBlock(folder, block.subarray(0, length), made);
    }
    stored = true;
    return list;
  } finally {
    source.close();
    if (!stored) takeBack(folder, made);
  }
}

/** The list goes first; a block that another backup names by now stays. */
function takeBack(folder: string, made: readonly string[]): void {
  for (const path of made.filter(isListed)) rmSync(path, { force: true });
  const named = namedIn(folder);
  for (const path of made) if (!named.names.has(basename(path))) rmSync(path, { force: true });
}

/** Stores it in one go. */
export function storeCopyNow(from: string, folder: string, name: string): string {
  const storing = storeCopy(from, folder, name);
  for (;;) {
    const step = storing.next();
    if (step.done) return step.value;
  }
}

/** Writes the workbook that a backup holds to `to`, which must not exist. WORKBOOK_DAMAGED where a block is gone or altered. */
export function takeOut(backup: string, to: string): void {
  if (!isListed(backup)) {
    copyFileSync(backup, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    chmodSync(to, 0o600);
    return;
  }
  writeBlocks(to, readList(backup).hashes, (hash) => {
    const bytes = readBlock(join(dirname(backup), BLOCKS, hash));
    if (bytes !== null && sha256(bytes) === hash) return bytes;
    throw new DemarcError(
      'WORKBOOK_DAMAGED',
      `The backup ${idOf(backup)} is not whole: the block ${hash.slice(0, 12)} of it is ${bytes === null ? 'gone' : 'altered'}. Choose another backup.`,
    );
  });
}

/** Writes what is left of a damaged backup to `to`, which must not exist: nothing in the place of blocks that are gone, and altered ones as they are. */
export function takeOutRest(backup: string, to: string): void {
  if (!isListed(backup)) takeOut(backup, to);
  else
    writeBlocks(
      to,
      hashesLeft(backup),
      (hash) => readBlock(join(dirname(backup), BLOCKS, hash)) ?? Buffer.alloc(BLOCK_BYTES),
    );
}

function writeBlocks(to: string, hashes: readonly string[], bytesOf: (hash: string) => Uint8Array): void {
  const target = openSync(to, 'wx', 0o600);
  try {
    for (const hash of hashes) {
      const bytes = bytesOf(hash);
      for (let written = 0; written < bytes.length; ) written += writeSync(target, bytes, written);
    }
  } finally {
    closeSync(target);
  }
}

/** Whether a text stands in the first of the blocks of a backup, where the record that describes a workbook lies; null where that cannot be told. */
export function firstBlockHolds(backup: string, text: string): boolean | null {
  try {
    const [first = ''] = readList(backup).hashes;
    const bytes = readBlock(join(dirname(backup), BLOCKS, first));
    return bytes === null || sha256(bytes) !== first ? null : bytes.includes(text);
  } catch {
    return null;
  }
}

/** How its user gets at what a backup holds, as the end of a sentence. `workbook` is the path it was made of. */
export const wayBack = (backup: string, workbook: string): string =>
  isListed(backup)
    ? `restore it from the list of backups, or by: demarc backups restore "${workbook}" --at ${idOf(backup)} --out PATH`
    : `copy ${backup} and open the copy`;

/** Size in bytes of the workbook that a backup of so many bytes on the disk holds; 0 where its list does not say, or cannot be read. */
export function sizeOf(backup: string, fileBytes: number): number {
  if (!isListed(backup)) return fileBytes;
  try {
    return readBeginning(backup);
  } catch {
    return 0;
  }
}
function readBeginning(path: string): number {
  const list = openBytesSync(path, 'r');
  try {
    const beginning = Buffer.alloc(FIRST_LINE.length + 30);
    list.read(beginning, 0);
    return bytesIn(beginning.toString('latin1')) ?? 0;
  } finally {
    list.close();
  }
}

/**
 * Removes the blocks of a folder that no backup names any more and that are older than so many milliseconds; none where a list is damaged, which may
 * have named them. Returns whether nothing is left there but what is named.
 */
export function removeUnnamedBlocks(folder: string, olderThanMs = UNNAMED_MS, now = Date.now()): boolean {
  const blocks = join(folder, BLOCKS);
  if (!existsSync(blocks)) return true;
  const named = namedIn(folder);
  if (named.areAll)
    for (const name of readdirSync(blocks)) {
      const path = join(blocks, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      // What is carried from machine to machine brings the time of its making along.
      const age = now - Math.max(stat?.mtimeMs ?? 0, stat?.ctimeMs ?? 0);
      if (HASH.test(name) && !named.names.has(name) && (olderThanMs === 0 || age >= olderThanMs))
        moveIfThere(path, `${path}${ASIDE}`);
    }
  judgeAside(folder, blocks);
  const { names } = namedIn(folder);
  return readdirSync(blocks).every((name) => names.has(name) || isOfSystem(name));
}

/**
 * Another program may store a backup meanwhile. So blocks are set aside first and the lists read again: what they name by then is put back, and
 * whoever writes a list after that looks for its blocks and stores them once more. What a kill left aside is judged by the next one; what is
 * set aside after the lists were read is not, because a list of between may name it.
 */
function judgeAside(folder: string, blocks: string): void {
  const aside = readdirSync(blocks).filter((name) => name.endsWith(ASIDE));
  const named = namedIn(folder);
  for (const name of aside) {
    const hash = name.slice(0, -ASIDE.length);
    if (!HASH.test(hash)) continue;
    const path = join(blocks, hash);
    const mayBeNamed = !named.areAll || named.names.has(hash);
    if (mayBeNamed && !existsSync(path)) moveIfThere(join(blocks, name), path);
    else rmSync(join(blocks, name), { force: true });
  }
}
const ASIDE = '.aside';

/** Whoever sweeps the same folder at the same time may have moved it, or put it back. */
function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Files that a system puts into every folder it shows. */
export const isOfSystem = (name: string): boolean => ['.DS_Store', 'desktop.ini', 'Thumbs.db'].includes(name);

/** Whether anything lies among the blocks of a folder. */
export const hasBlocks = (folder: string): boolean =>
  existsSync(join(folder, BLOCKS)) && readdirSync(join(folder, BLOCKS)).length > 0;

/** Whether all of a backup is there, as far as it can be told without reading it. */
export function isComplete(backup: string): boolean {
  if (!isListed(backup)) return true;
  try {
    return readList(backup).hashes.every((hash) =>
      ['', ASIDE].some((end) => existsSync(join(dirname(backup), BLOCKS, `${hash}${end}`))),
    );
  } catch {
    return false;
  }
}

/** Also those that a damaged list still says, whatever stands around them. */
const hashesLeft = (list: string): readonly string[] =>
  readFileSync(list, 'utf8').match(/[0-9a-f]{64}/g) ?? [];

/** `areAll` is false where a list is damaged, or cannot be read, and may have named more. */
function namedIn(folder: string): { readonly names: ReadonlySet<string>; readonly areAll: boolean } {
  const names = new Set<string>();
  try {
    const lists = readdirSync(folder)
      // A program that carries files puts its own words before the last ending.
      .filter((name) => name.includes('.demarc.blocks') && !name.startsWith('.'))
      .map((name) => join(folder, name));
    for (const hash of lists.flatMap(hashesLeft)) names.add(hash);
    return { names, areAll: lists.every(isWholeList) };
  } catch {
    return { names, areAll: false };
  }
}
function isWholeList(path: string): boolean {
  try {
    readList(path);
    return true;
  } catch {
    return false;
  }
}

/** Copies a file to a name that is not taken, durably, for its owner alone. */
export function storeWhole(from: string, target: string): string {
  const partial = partialOf(target);
  try {
    copyFileSync(from, partial, constants.COPYFILE_FICLONE);
    chmodSync(partial, 0o600);
    commitTemporary(partial, target);
    return target;
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** A block that is there is read again: a backup that was just made holds, whatever became of the older ones on their disk. */
function keepBlock(folder: string, bytes: Uint8Array, made: string[]): string {
  const hash = sha256(bytes);
  const path = join(folder, BLOCKS, hash);
  const there = readIfThere(path);
  if (there !== null && sha256(there) === hash && isTouched(path)) return hash;
  writeFileAtomically(path, bytes);
  if (there === null) made.push(path);
  return hash;
}
/** Shows whoever sweeps that it is needed; false where somebody who swept took it just then. */
function isTouched(path: string): boolean {
  const now = new Date();
  try {
    utimesSync(path, now, now);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function listText(name: string, bytes: number, hashes: readonly string[]): string {
  return [
    FIRST_LINE,
    `bytes ${bytes}`,
    `# "demarc backups restore WORKBOOK --at ${name}" puts it together. Without the program: join the files of the folder "${BLOCKS}" in this order.`,
    ...hashes,
    '',
  ].join('\n');
}

function readList(path: string): { readonly bytes: number; readonly hashes: readonly string[] } {
  const text = readFileSync(path, 'utf8');
  const bytes = bytesIn(text);
  const hashes = text.split(LINE_END).slice(3, -1);
  if (
    bytes === null ||
    hashes.length !== Math.ceil(bytes / BLOCK_BYTES) ||
    !hashes.every((hash) => HASH.test(hash))
  )
    throw new DemarcError(
      'WORKBOOK_DAMAGED',
      `${path} is not the whole list of a backup any more. Choose another backup.`,
    );
  return { bytes, hashes };
}

function bytesIn(list: string): number | null {
  const [first, second = ''] = list.split(LINE_END, 3);
  const said = first === FIRST_LINE ? /^bytes (\d{1,16})$/.exec(second)?.[1] : undefined;
  return said === undefined ? null : Number(said);
}

/** Also one that is set aside at this moment: whoever does that puts back what is needed. */
function readBlock(path: string): Buffer | null {
  return readIfThere(path) ?? readIfThere(`${path}${ASIDE}`) ?? readIfThere(path);
}
function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
