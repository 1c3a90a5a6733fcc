import { registerRows } from '../assessment/register.ts';
import { DemarcError, invalidInput, notFound } from '../contract/errors.ts';
import type { FindingChange, FindingsAdded, findings, RecordedFinding } from '../contract/findings.ts';
import { parseAssignmentRef } from '../contract/ids.ts';
import { distinctIds } from '../domain/findings.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import type { PlacedFinding, ReadFindings } from '../jobs/tasks.ts';
import { storeFile } from '../workbook/blobs.ts';
import { listCustomResponsibilities, listCustomServices } from '../workbook/tables/custom.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { insertEvidence } from '../workbook/tables/evidence.ts';
import {
  countFindings,
  currentFindings,
  findingsToPlace,
  insertFinding,
  noResults,
  placeFindingAt,
  readHandPlaces,
  sortedFindings,
} from '../workbook/tables/findings.ts';
import { listServices } from '../workbook/tables/services-in-use.ts';
import type { CommandContext, Handlers, JobContext } from './context.ts';
import { linkAll } from './evidence.ts';
import { mediaTypeOf } from './media-type.ts';

/** Findings and changes that are told one by one. */
const MAX_LISTED = 200;

interface Source {
  readonly files: readonly string[];
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

function readInWorker(
  { db, core, catalogue, files, signal, progress }: JobContext,
  { files: handles, account, region }: Source,
  collect: boolean,
): Promise<ReadFindings> {
  const accounts = new Map(listEnvironments(db).map(({ id, account }) => [id, account]));
  return runInWorker(
    core.workerUrl,
    {
      kind: 'findings',
      files: handles.map((handle) => ({ name: files.nameOf(handle), path: files.pathOf(handle) })),
      account: account ?? null,
      region: region ?? null,
      collect,
      inUse: listServices(db).map(({ ref, catalogueId, account, region, environment }) => ({
        ref,
        catalogueId,
        account: account ?? accounts.get(environment ?? '') ?? null,
        region,
      })),
      assignments: [...registerRows(db, catalogue)].map(({ ref, status }) => ({ ref, status })),
      customServices: listCustomServices(db),
      customResponsibilities: listCustomResponsibilities(db),
    },
    { signal, progress },
  );
}

interface RawFile {
  readonly file: string;
  readonly format: string;
  readonly sha256: string;
  readonly size: number;
  readonly findings: readonly PlacedFinding[];
}

/** Copies the readable files in; until the command below names them they belong to nothing. */
async function storeRaw(
  context: JobContext,
  handles: readonly string[],
  { report, hashes, collected }: ReadFindings,
): Promise<readonly RawFile[]> {
  const raw: RawFile[] = [];
  const byFile = Map.groupBy(collected, ({ file }) => file);
  for (const [index, { file, summary }] of report.files.entries()) {
    const handle = handles[index];
    if (summary === null || handle === undefined) continue;
    const stored = await storeFile(context.session.db, context.files.pathOf(handle), {
      signal: context.signal,
      progress: (done, total) => context.progress(done, total, `bytes of ${file}`),
    });
    if (stored.sha256 !== hashes[index])
      throw invalidInput(`${file} changed while it was read. Nothing was taken in; give it again.`);
    raw.push({ ...stored, file, format: summary.format, findings: byFile.get(index) ?? [] });
  }
  return raw;
}

/** Enters files and findings as one change, and says what is different now. */
function record(context: CommandContext, raw: readonly RawFile[]): FindingsAdded {
  const { db, catalogue } = context;
  const before = new Map([...currentFindings(db)].map((finding) => [finding.id, finding]));
  const byHand = readHandPlaces(db);
  // The workbook may have changed while the files were read.
  const asked = new Set([...registerRows(db, catalogue)].map(({ ref }) => ref));
  const evidence: FindingsAdded['evidence'][number][] = [];
  const entered = new Set<string>();
  const ids = distinctIds(raw.flatMap(({ findings }) => findings.map(({ finding }) => finding)));
  let at = 0;
  for (const { file, format, sha256, size, findings } of raw) {
    const number = insertEvidence(db, {
      kind: 'finding',
      title: `Findings: ${file} (${format})`,
      fileName: file,
      path: null,
      sha256,
      mediaType: mediaTypeOf(file),
      size,
      url: null,
      text: null,
      coversFrom: null,
      coversTo: null,
      expires: null,
      collectedBy: context.actor,
      collectedAt: context.clock.now(),
    });
    evidence.push({ number, file });
    const links = new Set<string>();
    for (const { finding, refs } of findings) {
      const id = ids[at] ?? finding.id;
      at += 1;
      const places = refs.filter((ref) => asked.has(ref));
      for (const ref of places) links.add(ref);
      for (const ref of byHand.get(id) ?? []) if (asked.has(ref)) links.add(ref);
      insertFinding(db, evidence[0]?.number ?? number, { ...finding, id, evidence: number }, places);
      entered.add(id);
    }
    linkAll(context, number, [...links]);
  }
  const added = {
    evidence,
    ...compare(
      before,
      new Map([...currentFindings(db)].map((f) => [f.id, f])),
      entered,
      new Set(evidence.map(({ number }) => number)),
    ),
  };
  context.describe(
    `Took in ${entered.size} finding(s) from ${raw.map(({ file }) => file).join(', ')}: ${added.fresh} new, ${added.changed} changed, ${added.gone} gone`,
  );
  return added;
}

type Findings = ReadonlyMap<string, RecordedFinding>;
function compare(
  before: Findings,
  after: Findings,
  entered: ReadonlySet<string>,
  numbers: ReadonlySet<number>,
): Omit<FindingsAdded, 'evidence'> {
  const changes: FindingChange[] = [];
  const counts = { fresh: 0, changed: 0, unchanged: 0, gone: 0, older: 0 };
  const note = (shown: RecordedFinding, was: RecordedFinding | undefined, is: RecordedFinding | undefined) =>
    changes.push({
      id: shown.id,
      check: shown.check,
      title: shown.title,
      resource: shown.resource,
      before: was?.result ?? null,
      after: is?.result ?? null,
    });
  for (const id of entered) {
    const is = after.get(id);
    const was = before.get(id);
    if (!is || !numbers.has(is.evidence)) counts.older += 1;
    else if (was?.result === is.result) counts.unchanged += 1;
    else {
      counts[was ? 'changed' : 'fresh'] += 1;
      note(is, was, is);
    }
  }
  for (const [id, was] of before)
    if (!after.has(id)) {
      counts.gone += 1;
      note(was, was, undefined);
    }
  const first = (change: FindingChange) => (change.after === 'fail' ? 0 : 1);
  changes.sort((a, b) => first(a) - first(b));
  return { ...counts, changes: changes.slice(0, MAX_LISTED) };
}

export const findingHandlers: Handlers<typeof findings> = {
  read: async (context, input) => (await readInWorker(context, input, false)).report,

  async add(context, input) {
    const { session } = context;
    if (session.readOnly)
      throw new DemarcError(
        'READ_ONLY',
        `${session.fileName} is open for reading only, so no findings can be taken in.`,
      );
    const read = await readInWorker(context, input, true);
    const raw = await storeRaw(context, input.files, read);
    const added = raw.length === 0 ? null : context.write('findings.add', (command) => record(command, raw));
    return { report: read.report, added };
  },

  place(context, { ids, refs }) {
    const { db } = context;
    const current = new Map([...currentFindings(db)].map(({ id, evidence }) => [id, evidence]));
    const numbers = new Set<number>();
    const placed = new Set(ids);
    for (const id of placed) {
      const evidence = current.get(id);
      if (evidence === undefined)
        throw notFound(`finding "${id}"`, 'It may have been replaced by a newer import.');
      numbers.add(evidence);
    }
    for (const number of numbers) linkAll(context, number, refs);
    for (const ref of new Set(refs)) {
      const { subject, responsibility } = parseAssignmentRef(ref);
      for (const id of placed) placeFindingAt(db, id, subject, responsibility);
    }
    context.describe(`Placed ${placed.size} finding(s) on ${refs.join(', ')}`);
    return { placed: placed.size };
  },

  counts: ({ db }) => [...countFindings(db)].map(([ref, { results }]) => ({ ref, results })),

  list({ db }, input) {
    const ref = input?.ref ?? null;
    const results = noResults();
    const first: RecordedFinding[] = [];
    let count = 0;
    for (const finding of sortedFindings(db, ref)) {
      count += 1;
      results[finding.result] += 1;
      if (first.length < MAX_LISTED) first.push(finding);
    }
    return { findings: count, results, first, toPlace: ref === null ? findingsToPlace(db) : [] };
  },
};
