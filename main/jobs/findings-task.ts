import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { loadChecks } from '../catalogue/checks.ts';
import { crosswalkOf } from '../catalogue/crosswalk.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { indexCatalogue, withCustom } from '../catalogue/lookup.ts';
import type { Finding, FindingsReport } from '../contract/findings.ts';
import { nameFinding } from '../domain/evidence/check-tables.ts';
import { isNameOfAccount } from '../domain/evidence/finding-accounts.ts';
import { SharedIds } from '../domain/evidence/finding-ids.ts';
import { FindingTally } from '../domain/evidence/finding-tally.ts';
import { type FindingContext, locateFinding, placeFinding } from '../domain/evidence/findings.ts';
import { isInterchangeable } from '../domain/evidence/without-account.ts';
import { isShortened } from '../domain/services/account-number.ts';
import { refusalOf } from '../importers/discover/refusal.ts';
import { gunzip, isGzip } from '../importers/files/gzip.ts';
import { readHead } from '../importers/files/head.ts';
import { readFindingsBook } from '../importers/findings/findings-book.ts';
import { MAX_BYTES } from '../importers/findings/limits.ts';
import { readFindings } from '../importers/findings/read-findings.ts';
import { withOfficeFile } from '../importers/sheets/open-sheets.ts';
import { readPlaced, writePlaced } from './placed-findings.ts';
import type { FindingsTask, ReadFindings, TaskControls } from './tasks.ts';

/** Reads untrusted files of findings one after the other; a refused one is named and does not stop the others. */
export async function runFindings(task: FindingsTask, controls: TaskControls): Promise<ReadFindings> {
  const context = contextOf(task);
  const total = new FindingTally();
  const files: FindingsReport['files'][number][] = [];
  const into = writePlaced(task.into);
  const hashes: (string | null)[] = [];
  const accounts: ReadFindings['accounts'][number][] = [];
  for (const [file, { name, path }] of task.files.entries()) {
    // Counts only when the whole file could be read.
    const tally = new FindingTally();
    const before = into.mark();
    const named = new Set<string>();
    let interchangeable = 0;
    const enter = (located: Finding, refs: readonly string[], closed: boolean) => {
      const finding = asRecorded(located);
      if (finding.account !== null && isNameOfAccount(finding.account)) named.add(finding.account);
      if (isInterchangeable(finding)) interchangeable += 1;
      into.add({ file, finding, refs, closed });
    };
    const add = (read: Finding) => {
      const finding = nameFinding(locateFinding(read, task.account, task.region), context.tables);
      const place = placeFinding(finding, context);
      tally.add(finding, place);
      enter(finding, place.refs, false);
    };
    const close = (read: Finding) => enter(locateFinding(read, task.account, task.region), [], true);
    try {
      const hash = createHash('sha256');
      const packed = isGzip(await readHead(path, 2));
      const raw = countBytes(path, name, hash, controls);
      // Its hash is that of the file as it was given, which is what evidence names.
      const bytes = packed ? gunzip(Readable.from(raw), name, MAX_BYTES, controls.signal) : raw;
      const asBook = (inside: string) => readFindingsBook(name, inside, raw, add, controls.signal, close);
      const summary =
        (await withOfficeFile(path, name, controls.signal, asBook)) ??
        (await readFindings(name, bytes, add, controls.signal, close));
      const notes = [...summary.notes, ...unfitting([...named], task.account)];
      files.push({ file: name, summary: { ...summary, notes }, refused: null });
      hashes.push(hash.digest('hex'));
      accounts.push({ named: [...named], interchangeable });
      total.merge(tally);
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
    const results = total.results(ref);
    if (!results) return [];
    return [{ ref, status, results, contradicted: status === 'implemented' && results.fail > 0 }];
  });
  return {
    report: { files, assignments, byControls: total.byControls(), unplaced: total.unplaced() },
    hashes,
    sharedIds: findSharedIds(task.into),
    accounts,
  };
}

/**
 * What its record names of frameworks has done its work. What a spreadsheet left of its account stands for it, as one of its names.
 */
const asRecorded = ({ shortened, ...finding }: Finding): Finding => ({
  ...finding,
  account: finding.account ?? shortened ?? null,
  requirements: [],
});

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

function findSharedIds(path: string): ReadonlySet<string> {
  const ids = new SharedIds();
  for (const { finding } of readPlaced(path)) ids.add(finding);
  return ids.shared;
}

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
