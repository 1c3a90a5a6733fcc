import { Readable } from 'node:stream';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { FINDING_RESULTS, type FindingResult, type FindingsSummary } from '../../contract/findings.ts';
import { mayHoldFindings, sameRun } from '../../domain/evidence/scan-files.ts';
import { counted } from '../../domain/words/counted.ts';
import { type ZipEntry, ZipReader } from '../../platform/zip-reader.ts';
import { clip, listNames } from '../discover/found.ts';
import { refusalOf } from '../discover/refusal.ts';
import { gunzip, isGzip, nameInside } from '../files/gzip.ts';
import { isZip, readHead } from '../files/head.ts';
import { FORM_BYTES, unreadablePackage } from '../files/unreadable.ts';
import { oscalBegun } from '../oscal/read-document.ts';
import { encodingOf } from '../text/encoding.ts';
import { headings } from './csv-rows.ts';
import { HEAD, MAX_BYTES, MAX_FINDINGS, MAX_PROBLEMS } from './limits.ts';
import { findingsBegun } from './marks.ts';
import { tableIn, unreadAmong } from './tables.ts';

const MB = 1024 ** 2;
const MAX_ENTRIES = 50_000;
/** Files of an archive that are looked into. */
const MAX_FILES = 500;
/** Bytes of them together, by the size of the archive: findings repeat themselves, and pack well. */
const mostBytes = (packed: number): number => Math.min(MAX_BYTES, 128 * MB + 60 * packed);
/** What is said of the files in it, one by one. */
const MAX_NOTES = 100;

/** Reads the findings of one file in an archive; nothing of a file that is refused counts. */
export type ReadEntry = (name: string, bytes: AsyncIterable<Uint8Array>) => Promise<FindingsSummary>;

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
const damaged = (name: string, error: unknown): DemarcError =>
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

/** The files of an archive that may hold findings, and how many others it has. */
export function filesIn(zip: ZipReader): { readonly wanted: readonly ZipEntry[]; readonly others: number } {
  const files = zip.entries.filter(({ name }) => !/[\\/]$/.test(name));
  const wanted = files.filter(({ name }) => mayHoldFindings(name));
  return { wanted, others: files.length - wanted.length };
}

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
  const { wanted, others } = filesIn(zip);
  const sum = new Sum(name);
  const budget = { left: mostBytes(size) };
  const names = wanted.slice(0, MAX_FILES).map((entry) => entry.name);
  // The same run in another form comes after the one that says more, and is read where that could not be.
  const ordered = wanted
    .slice(0, MAX_FILES)
    .map((entry) => ({ entry, twin: sameRun(entry.name, names) }))
    .toSorted((a, b) => Number(a.twin !== null) - Number(b.twin !== null));
  for (const [at, { entry, twin }] of ordered.entries()) {
    signal.throwIfAborted();
    if (twin !== null && sum.read.has(twin)) {
      sum.twins.push(entry.name);
      continue;
    }
    try {
      const pieces = spent(unpacked(zip.read(entry.name), entry.name, signal), entry.name, budget);
      sum.add(entry.name, await readEntry(nameInside(entry.name), pieces));
    } catch (error) {
      if (signal.aborted || error instanceof TooMuch) throw error;
      await sum.refuse(at + 1, entry, zip, error);
    }
  }
  return sum.finish(wanted.length, others);
}

async function* unpacked(
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

/** More than is unpacked of one archive, which ends all of it. */
class TooMuch extends DemarcError {
  constructor(name: string) {
    super(
      'INVALID_INPUT',
      `${name} goes beyond what is unpacked of one archive. Unpack it and give the files by themselves.`,
    );
  }
}
async function* spent(
  pieces: AsyncIterable<Buffer>,
  name: string,
  budget: { left: number },
): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    budget.left -= piece.length;
    if (budget.left < 0) throw new TooMuch(name);
    yield piece;
  }
}

/** What the files of an archive come to. */
class Sum {
  readonly read = new Set<string>();
  readonly twins: string[] = [];
  private readonly name: string;
  private readonly unknown: string[] = [];
  /** Tables of findings that are not read, by what they are. */
  private readonly tables = new Map<string, string[]>();
  private readonly notes: string[] = [];
  private readonly problems: { record: number; why: string }[] = [];
  private readonly results = new Map<FindingResult, number>();
  private refused = 0;
  private readonly counts = { findings: 0, archived: 0, notApplicable: 0, unreadable: 0, withoutAccount: 0 };

  constructor(name: string) {
    this.name = name;
  }

  add(entry: string, summary: FindingsSummary): void {
    this.read.add(entry);
    const { counts } = this;
    counts.findings += summary.findings;
    counts.archived += summary.archived;
    counts.notApplicable += summary.notApplicable;
    counts.unreadable += summary.unreadable;
    counts.withoutAccount += summary.withoutAccount;
    for (const result of FINDING_RESULTS)
      this.results.set(result, (this.results.get(result) ?? 0) + summary.results[result]);
    if (counts.findings > MAX_FINDINGS)
      throw invalidInput(
        `${this.name} holds more than ${MAX_FINDINGS.toLocaleString('en')} findings. Give the files in it by themselves.`,
      );
    this.note(`${entry}: ${summary.format}, ${counted(summary.findings, 'finding')}.`);
    for (const note of summary.notes) this.note(`${entry}: ${note}`);
    for (const { record, why } of summary.problems) this.problem(record, `${entry}: ${why}`);
  }

  /** A file that could not be read: what looks like findings is a loss, what does not is only named. */
  async refuse(at: number, entry: ZipEntry, zip: ZipReader, error: unknown): Promise<void> {
    const { message } =
      error instanceof DemarcError ? error : refusalOf(entry.name, damaged(entry.name, error));
    // One that is damaged from its beginning on may have been anything.
    const head = await headOf(zip, entry).catch(() => null);
    const table =
      head === null || tableIn(head) !== undefined
        ? null
        : unreadAmong([...headings(head)].map(({ columns }) => columns));
    if (table !== null) {
      const alike = this.tables.get(table.what) ?? [];
      this.tables.set(table.what, alike);
      alike.push(entry.name);
      return;
    }
    if (head !== null && !beginsLikeFindings(head)) {
      this.unknown.push(entry.name);
      return;
    }
    this.refused += 1;
    this.counts.unreadable += 1;
    this.problem(at, message);
  }

  finish(wanted: number, others: number): FindingsSummary {
    const { name, twins, unknown, counts, results } = this;
    const [first] = this.problems;
    if (this.read.size === 0)
      throw invalidInput(
        `${name} holds ${counted(wanted + others, 'file')}, and none with findings that can be read${first ? ` (${clip(first.why, 300)})` : ''}. Give the CSV or JSON of a scanner, alone or with others in a ZIP file.`,
      );
    const beside = [
      ...unknown,
      ...[...this.tables.values()].flat(),
      ...(this.refused > 0 ? [`${this.refused} that could not be read`] : []),
    ];
    if (counts.findings + counts.archived + counts.notApplicable === 0 && beside.length + others > 0)
      throw invalidInput(
        `${name} holds no findings, and files that were not read (${beside.length > 0 ? listNames(beside) : counted(others, 'file')}): it is no result. Give the files of the scan by themselves.`,
      );
    if (twins.length > 0)
      this.note(
        `${counted(twins.length, 'file has', 'files have')} the findings of the same run in another form and ${twins.length === 1 ? 'was' : 'were'} not read: ${listNames(twins)}.`,
      );
    for (const [what, alike] of this.tables)
      this.note(
        `${counted(alike.length, 'file is', 'files are')} not read: ${listNames(alike)}. Each is ${what}.`,
      );
    if (unknown.length > 0)
      this.note(
        `${counted(unknown.length, 'file')} in which no findings were recognised: ${listNames(unknown)}.`,
      );
    if (others > 0) this.note(`${counted(others, 'file')} of other kinds not opened.`);
    if (wanted > MAX_FILES)
      this.note(
        `It holds ${wanted.toLocaleString('en')} files of kinds that are read; the first ${MAX_FILES} were looked at. Give the others by themselves.`,
      );
    const count = (result: FindingResult) => results.get(result) ?? 0;
    return {
      file: name,
      format: 'archive',
      ...counts,
      results: {
        pass: count('pass'),
        fail: count('fail'),
        manual: count('manual'),
        suppressed: count('suppressed'),
      },
      problems: this.problems,
      notes: this.notes,
    };
  }

  private note(text: string): void {
    if (this.notes.length < MAX_NOTES) this.notes.push(text);
  }
  private problem(record: number, why: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ record, why });
  }
}
