import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { loadChecks } from '../catalogue/checks.ts';
import { crosswalkOf } from '../catalogue/crosswalk.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { indexCatalogue, withCustom } from '../catalogue/lookup.ts';
import { invalidInput } from '../contract/errors.ts';
import type { Finding, FindingsReport, FindingsSummary } from '../contract/findings.ts';
import { nameFinding } from '../domain/evidence/check-tables.ts';
import { isNameOfAccount } from '../domain/evidence/finding-accounts.ts';
import { SharedIds } from '../domain/evidence/finding-ids.ts';
import { FindingTally } from '../domain/evidence/finding-tally.ts';
import { type FindingContext, locateFinding, placeFinding } from '../domain/evidence/findings.ts';
import { isInterchangeable } from '../domain/evidence/without-account.ts';
import { isShortened } from '../domain/services/account-number.ts';
import { refusalOf } from '../importers/discover/refusal.ts';
import { gunzip, isGzip } from '../importers/files/gzip.ts';
import { isZip, readHead } from '../importers/files/head.ts';
import { type ReadEntry, readFindingsArchive } from '../importers/findings/archive.ts';
import { openArchive } from '../importers/findings/archive-files.ts';
import { readFindingsBook } from '../importers/findings/findings-book.ts';
import { MAX_BYTES } from '../importers/findings/limits.ts';
import { readFindings } from '../importers/findings/read-findings.ts';
import { isPack } from '../importers/pack/is-pack.ts';
import { withOfficeFile } from '../importers/sheets/open-sheets.ts';
import { writePlaced } from './placed-findings.ts';
import type { FindingsTask, ReadFindings, TaskControls } from './tasks.ts';

type TakeFinding = (finding: Finding) => void;
/** What came of one file, or of one in an archive. */
class Taken {
  readonly tally = new FindingTally();
  readonly named = new Set<string>();
  readonly ids = new SharedIds();
  interchangeable = 0;

  merge(other: Taken): void {
    this.tally.merge(other.tally);
    for (const name of other.named) this.named.add(name);
    this.ids.merge(other.ids);
    this.interchangeable += other.interchangeable;
  }
}

/** Reads untrusted files of findings one after the other; a refused one is named and does not stop the others. */
export async function runFindings(task: FindingsTask, controls: TaskControls): Promise<ReadFindings> {
  const context = contextOf(task);
  const total = new Taken();
  const files: FindingsReport['files'][number][] = [];
  const into = writePlaced(task.into);
  const hashes: (string | null)[] = [];
  const accounts: ReadFindings['accounts'][number][] = [];
  /** Lets `read` have where findings go; what was read of a file counts only when all of it could be. */
  const collect = async (
    file: number,
    taken: Taken,
    read: (add: TakeFinding, close: TakeFinding) => Promise<FindingsSummary>,
  ): Promise<FindingsSummary> => {
    const before = into.mark();
    const own = new Taken();
    const enter = (located: Finding, refs: readonly string[], closed: boolean) => {
      const finding = asRecorded(located);
      if (finding.account !== null && isNameOfAccount(finding.account)) own.named.add(finding.account);
      if (isInterchangeable(finding)) own.interchangeable += 1;
      own.ids.add(finding);
      into.add({ file, finding, refs, closed });
    };
    const add = (read: Finding) => {
      const finding = nameFinding(locateFinding(read, task.account, task.region), context.tables);
      const place = placeFinding(finding, context);
      own.tally.add(finding, place);
      enter(finding, place.refs, false);
    };
    try {
      const summary = await read(add, (finding) =>
        enter(locateFinding(finding, task.account, task.region), [], true),
      );
      taken.merge(own);
      return summary;
    } catch (error) {
      into.back(before);
      throw error;
    }
  };
  for (const [file, { name, path }] of task.files.entries()) {
    const taken = new Taken();
    const before = into.mark();
    try {
      const hash = createHash('sha256');
      const summary = await readFile(
        { name, path, raw: countBytes(path, name, hash, controls) },
        (read) => collect(file, taken, read),
        task.asOf,
        controls.signal,
      );
      const notes = [...summary.notes, ...unfitting([...taken.named], task.account)];
      files.push({ file: name, summary: { ...summary, notes }, refused: null });
      hashes.push(hash.digest('hex'));
      accounts.push({ named: [...taken.named], interchangeable: taken.interchangeable });
      total.merge(taken);
    } catch (error) {
      if (controls.signal.aborted) throw error;
      into.back(before);
      hashes.push(null);
      accounts.push({ named: [], interchangeable: 0 });
      files.push({ file: name, summary: null, refused: refusalOf(name, error) });
    }
  }
  into.close();
  const assignments = task.assignments.flatMap(({ ref, status }) => {
    const results = total.tally.results(ref);
    if (!results) return [];
    return [{ ref, status, results, contradicted: status === 'implemented' && results.fail > 0 }];
  });
  return {
    report: { files, assignments, byControls: total.tally.byControls(), unplaced: total.tally.unplaced() },
    hashes,
    sharedIds: total.ids.shared,
    accounts,
  };
}

interface Source {
  readonly name: string;
  readonly path: string;
  /** All bytes of the file, which its hash is made of while they go by. */
  readonly raw: AsyncGenerator<Uint8Array>;
}
type Collect = (
  read: (add: TakeFinding, close: TakeFinding) => Promise<FindingsSummary>,
) => Promise<FindingsSummary>;

/** Reads a file by what it is: an Excel workbook, a ZIP file of others, or findings, packed with gzip or not. */
async function readFile(
  { name, path, raw }: Source,
  collect: Collect,
  asOf: string,
  signal: AbortSignal,
): Promise<FindingsSummary> {
  const head = await readHead(path, 2);
  // Its hash is that of the file as it was given, which is what evidence names.
  const bytes = isGzip(head) ? gunzip(Readable.from(raw), name, MAX_BYTES, signal) : raw;
  const book = await withOfficeFile(path, name, signal, (inside) =>
    collect((add, close) => readFindingsBook(name, inside, raw, add, signal, close, asOf)),
  );
  if (book !== null) return book;
  if (!isZip(head))
    return collect((add, close) => readFindings(name, bytes, add, signal, close, undefined, asOf));
  if (await isPack(path))
    throw invalidInput(
      `${name} is an evidence pack of Demarc, and no findings. Import on the screen checks it.`,
    );
  for await (const _ of raw) signal.throwIfAborted();
  const zip = await openArchive(name, path);
  try {
    const readEntry: ReadEntry = (entry, inside, budget) =>
      collect((add, close) => readFindings(entry, inside, add, signal, close, budget, asOf));
    return await readFindingsArchive(name, zip, (await stat(path)).size, readEntry, signal);
  } finally {
    await zip.close();
  }
}

/**
 * What its record names of frameworks has done its work. What a spreadsheet left of its account stands for it, as one of its names.
 */
function asRecorded(read: Finding): Finding {
  // Nearly all of a large scan are so already.
  if (read.shortened === undefined && read.requirements.length === 0) return read;
  const { shortened, ...finding } = read;
  return { ...finding, account: finding.account ?? shortened ?? null, requirements: [] };
}

/** What is said of shortened accounts that cannot be the one that a person named. */
const unfitting = (named: readonly string[], account: string | null): readonly string[] =>
  account === null
    ? []
    : named
        .filter(isShortened)
        .map(
          (name) =>
            `${account} cannot be what a spreadsheet shortened to ${name}: those findings stay under that.`,
        );

async function* countBytes(
  path: string,
  name: string,
  hash: Hash,
  { progress }: TaskControls,
): AsyncGenerator<Uint8Array> {
  const { size } = await stat(path);
  let done = 0;
  for await (const chunk of createReadStream(path)) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('A file gives bytes.');
    hash.update(chunk);
    yield chunk;
    done += chunk.length;
    progress(done, size, name);
  }
}

function contextOf(task: FindingsTask): FindingContext {
  const { customServices: services, customResponsibilities: responsibilities } = task;
  const index = withCustom(indexCatalogue(loadCatalogue()), { services, responsibilities });
  const asked = new Set(task.assignments.map(({ ref }) => ref));
  const tables = loadChecks();
  return {
    tables,
    crosswalk: crosswalkOf(index, tables),
    recognise: index.recognise,
    service: index.service,
    responsibility: index.responsibility,
    inUse: task.inUse,
    isAsked: (ref) => asked.has(ref),
  };
}
