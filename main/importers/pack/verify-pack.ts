import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import type { PackReport } from '../../contract/packs.ts';
import type { KeySignature } from '../../contract/review.ts';
import { type Manifest, PACK_FILES, parseManifest, TIMESTAMP_FILE } from '../../domain/pack/manifest.ts';
import { parseSums } from '../../domain/pack/sums.ts';
import { numeral } from '../../domain/words/counted.ts';
import { type ByteFile, openBytes } from '../../platform/byte-file.ts';
import { piecesOf, writeFully } from '../../platform/file-pieces.ts';
import { isNoRoom } from '../../platform/no-room.ts';
import { throughWindow } from '../../platform/read-window.ts';
import { type ZipEntry, ZipReader } from '../../platform/zip-reader.ts';
import { checkSeal, type Sealed } from '../../platform/zip-seal.ts';
import { type Content, checkOrder, checkPlaces, compareFiles } from './compare.ts';
import { checkLayout, headerLength } from './layout.ts';
import { sameFolded, unsafeName } from './names.ts';
import { checkSignature, isSignatureFile } from './signature.ts';
import { checkTimestamp } from './timestamp.ts';

export interface VerifyControl {
  readonly signal: AbortSignal;
  progress(done: number, total: number | null, label: string): void;
}
export interface VerifyOptions {
  /** What messages call the file. */
  readonly name: string;
  readonly password?: string | undefined;
  /** A folder of the caller's for what is decrypted. */
  readonly scratch: string;
}
export interface Verified {
  readonly report: Omit<PackReport, 'against' | 'known'>;
  readonly manifest: Manifest | null;
}

const MAX_ENTRIES = 100_000;
const MAX_UNPACKED = 1024 ** 4;
/** Above this many bytes, what would unpack to so many times the size of the file is not read. */
const BOMB_BYTES = 1024 ** 3;
const BOMB_RATIO = 300;
/** The manifest, SHA256SUMS and a signature are held in memory. */
const MAX_TEXT = 128 * 1024 ** 2;
const TOO_LARGE = 'is too large to be read';
/** A bit of the record alone has the same effect as one of the content: neither is said of the other. */
const UNFIT = 'or its record in the archive was altered: the two do not fit each other any more';

const SEAL_SENTENCES: Readonly<Record<Sealed['seal'], readonly string[]>> = {
  intact: [],
  broken: [
    'The seal at the end of the file does not match: the file was changed after it was written, in what is named here or in what no program shows.',
  ],
  none: [
    'There is no seal at the end of the file: the archive was packed anew by another program, or its end was cut off or altered.',
  ],
};

/**
 * Reads a whole pack and names what was altered, is missing or was added; nothing of it is written to disk but, decrypted, the pack
 * itself. INVALID_INPUT for an encrypted pack without its password.
 */
export async function verifyPack(
  path: string,
  options: VerifyOptions,
  control: VerifyControl,
): Promise<Verified> {
  const sealed = await checkSeal(path, {
    signal: control.signal,
    progress: (done) => control.progress(done, null, 'bytes of the pack read'),
  });
  const seal = SEAL_SENTENCES[sealed.seal];
  let zip: ZipReader;
  try {
    zip = await ZipReader.open(path, { entries: MAX_ENTRIES, unpacked: MAX_UNPACKED });
  } catch (error) {
    return refused(sealed, [...seal, `The archive cannot be read: ${messageOf(error)}.`]);
  }
  try {
    const [first] = zip.entries;
    if (first?.encrypted && zip.entries.length === 1)
      return await verifyEncrypted(path, sealed, seal, options, control);
    return await verifyOpen(zip, path, sealed, seal, control);
  } finally {
    await zip.close();
  }
}

async function verifyEncrypted(
  path: string,
  sealed: Sealed,
  seal: readonly string[],
  { name, password, scratch }: VerifyOptions,
  control: VerifyControl,
): Promise<Verified> {
  if (password === undefined || password === '') {
    if (seal.length > 0) return refused(sealed, seal, true);
    throw invalidInput(`${name} is encrypted. Give the password that it was written with.`, {
      password: 'needed',
    });
  }
  const inner = join(scratch, 'decrypted.zip');
  const { decryptPack } = await import('./decrypt.ts');
  try {
    const file = await openBytes(inner, 'wx', 0o600);
    try {
      await decryptPack(path, name, password, (bytes, at) => writeFully(file, bytes, at), control);
    } finally {
      await file.close();
    }
  } catch (error) {
    // Altered bytes can look like a wrong password; the seal, which needs none, tells the two apart.
    if (control.signal.aborted || isNoRoom(error)) throw error;
    if (error instanceof DemarcError && seal.length === 0) throw error;
    return refused(sealed, [...seal, `The content cannot be decrypted: ${messageOf(error)}`], true);
  }
  const { report, manifest } = await verifyPack(inner, { name, scratch }, control);
  const archive = [...seal, ...report.archive];
  const { bytes, sha256 } = sealed;
  const sound = seal.length === 0;
  const signature = onlyIfSound(report.signature, sound);
  const timestamp = stampedIfSound(report.timestamp, sound);
  return {
    report: {
      ...report,
      ok: report.ok && sound,
      bytes,
      sha256,
      encrypted: true,
      archive,
      signature,
      timestamp,
    },
    manifest,
  };
}

async function verifyOpen(
  zip: ZipReader,
  path: string,
  sealed: Sealed,
  seal: readonly string[],
  control: VerifyControl,
): Promise<Verified> {
  const { entries } = zip;
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > BOMB_BYTES && total > sealed.bytes * BOMB_RATIO)
    return refused(sealed, [
      ...seal,
      `Unpacked it would take ${numeral(Math.round(total / sealed.bytes))} times its size, as no pack of Demarc does. Its files were not read.`,
    ]);
  const archive = [
    ...seal,
    ...checkFolders(entries),
    ...checkNames(zip.names),
    ...(await checkLayout(path, entries, sealed.seal !== 'none', control.signal)),
  ];
  const contents = new Map<string, Content>();
  const texts = new Map<string, Buffer>();
  let done = 0;
  const file = throughWindow(await openBytes(path, 'r'));
  try {
    for (const entry of entries) {
      const { name } = entry;
      if (isFolder(entry)) continue;
      const keep =
        name === PACK_FILES.manifest ||
        name === PACK_FILES.sums ||
        name === TIMESTAMP_FILE ||
        isSignatureFile(name);
      const read = await readEntry(zip, entry, file, keep, (within) => {
        control.signal.throwIfAborted();
        control.progress(done + within, total, 'bytes of the files checked');
      });
      done += entry.size;
      contents.set(name, read.content);
      if (read.text !== null) texts.set(name, read.text);
    }
  } finally {
    await file.close();
  }
  const manifest = parseManifest(texts.get(PACK_FILES.manifest)?.toString('utf8') ?? '');
  const sumsText = texts.get(PACK_FILES.sums)?.toString('utf8') ?? '';
  const sums = texts.has(PACK_FILES.sums) ? parseSums(sumsText) : null;
  const { signature, ...unfit } = checkSignature(texts, manifest, hashOf(contents.get(PACK_FILES.sums)));
  const timestamp = checkTimestamp(texts);
  const listed = new Map(
    [...contents].filter(
      ([name]) =>
        (!isSignatureFile(name) && name !== TIMESTAMP_FILE) || 'unreadable' in (contents.get(name) ?? {}),
    ),
  );
  const { altered, ...found } = compareFiles(listed, manifest, sums, sumsText);
  const missing = [...found.missing, ...unfit.missing];
  const extra = [...found.extra, ...unfit.extra];
  const whole = [
    ...archive,
    ...(manifest ? [...checkPlaces(manifest), ...checkOrder(manifest, zip.names)] : []),
  ];
  const problems = altered.length + missing.length + extra.length + whole.length;
  const claimed = onlyIfSound(signature, problems === 0);
  const stamped = stampedIfSound(timestamp, problems === 0);
  return {
    manifest,
    report: {
      ok: problems === 0 && !claimed?.problem && !stamped?.problem,
      bytes: sealed.bytes,
      sha256: sealed.sha256,
      encrypted: false,
      workbook: manifest && workbookOf(manifest),
      files: contents.size,
      altered,
      missing,
      extra,
      archive: whole,
      signature: claimed,
      timestamp: stamped,
      absent: (manifest?.evidence ?? []).flatMap(({ number, title, absent }) =>
        absent === null ? [] : [{ number, title, why: absent }],
      ),
    },
  };
}

/** An entry for a folder, as other programs write them: a name with a slash at its end, and no content. */
const isFolder = ({ name, size, packed }: ZipEntry): boolean =>
  name.endsWith('/') && size === 0 && packed === 0;

function checkFolders(entries: readonly ZipEntry[]): readonly string[] {
  const { length } = entries.filter(isFolder);
  return length === 0
    ? []
    : [
        `The archive has ${length === 1 ? 'an entry' : `${length} entries`} for folders, which Demarc does not write: it was packed anew by another program.`,
      ];
}

function checkNames(names: readonly string[]): readonly string[] {
  return [
    ...names.flatMap((name) => {
      const why = unsafeName(name.endsWith('/') ? name.slice(0, -1) : name);
      return why === null ? [] : [`"${shown(name)}" should not be unpacked: ${why}.`];
    }),
    ...sameFolded(names).map(
      ([one, other]) => `"${shown(one)}" and "${shown(other)}" would be one file where case does not count.`,
    ),
  ].slice(0, 50);
}

/** Most of a large pack is stored as it is, and read without taking memory for each piece. */
async function* contentOf(zip: ZipReader, entry: ZipEntry, file: ByteFile): AsyncGenerator<Buffer> {
  if (entry.method !== 0 || entry.encrypted) {
    yield* zip.read(entry.name);
    return;
  }
  let crc = 0;
  let size = 0;
  const start = entry.offset + (await headerLength(file, entry.offset));
  for await (const piece of piecesOf(file, start, entry.packed)) {
    crc = crc32(piece, crc);
    size += piece.length;
    yield piece;
  }
  if (crc !== entry.crc || size !== entry.size) throw new Error('its checksum is another');
}

async function readEntry(
  zip: ZipReader,
  entry: ZipEntry,
  file: ByteFile,
  keep: boolean,
  progress: (done: number) => void,
): Promise<{ content: Content; text: Buffer | null }> {
  const hash = createHash('sha256');
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of contentOf(zip, entry, file)) {
      hash.update(piece);
      bytes += piece.length;
      if (keep && bytes > MAX_TEXT) throw new Error(TOO_LARGE);
      if (keep) pieces.push(Buffer.from(piece));
      progress(bytes);
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    const unreadable = messageOf(error) === TOO_LARGE ? TOO_LARGE : UNFIT;
    return { content: { unreadable }, text: null };
  }
  const text = keep ? Buffer.concat(pieces) : null;
  return { content: { sha256: hash.digest('hex'), bytes }, text };
}

/** Of a pack in which anything is wrong, nobody is said to have signed it: the signature may be on what was there before. */
const onlyIfSound = (signature: KeySignature | null, sound: boolean): KeySignature | null =>
  signature === null || signature.problem !== null || sound
    ? signature
    : { ...signature, problem: 'the pack is not as it was signed' };

/** The same of a time: of what is not as it was written, none is attested. */
const stampedIfSound = (timestamp: PackReport['timestamp'], sound: boolean): PackReport['timestamp'] =>
  timestamp === null || timestamp.problem !== null || sound
    ? timestamp
    : { problem: 'the pack is not as it was written' };

const hashOf = (content: Content | undefined): string | null =>
  content && 'sha256' in content ? content.sha256 : null;

const workbookOf = ({ workbook }: Manifest): NonNullable<PackReport['workbook']> => ({
  title: workbook.title,
  organisation: workbook.organisation,
  revision: workbook.revision,
  changeLogHead: workbook.changeLogHead,
  lastChange: workbook.lastChange,
  judgedAsOf: workbook.judgedAsOf ?? null,
  state: workbook.state ?? null,
});

const refused = (sealed: Sealed, archive: readonly string[], encrypted = false): Verified => ({
  manifest: null,
  report: {
    ok: false,
    bytes: sealed.bytes,
    sha256: sealed.sha256,
    encrypted,
    workbook: null,
    files: 0,
    altered: [],
    missing: [],
    extra: [],
    archive,
    signature: null,
    timestamp: null,
    absent: [],
  },
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const shown = (name: string): string => name.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd').slice(0, 120);
