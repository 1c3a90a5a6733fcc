import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerRows } from '../../assessment/register.ts';
import { DemarcError, invalidInput, notFound } from '../../contract/errors.ts';
import type {
  Finding,
  FindingsAdded,
  FindingsList,
  FindingsReport,
  PlacedBefore,
  RecordedFinding,
} from '../../contract/findings.ts';
import { parseAssignmentRef } from '../../contract/ids.ts';
import type { findings } from '../../contract/methods/findings.ts';
import { underName } from '../../domain/evidence/finding-accounts.ts';
import { compareResults, ImportScope, RecordedUnder } from '../../domain/evidence/finding-changes.ts';
import { distinctId } from '../../domain/evidence/finding-ids.ts';
import { findingsTitle } from '../../domain/evidence/findings-title.ts';
import { placeKey } from '../../domain/evidence/placed-alike.ts';
import { placeTexts } from '../../domain/services/places.ts';
import { counted } from '../../domain/words/counted.ts';
import { type PlacedFinding, readPlaced } from '../../jobs/placed-findings.ts';
import type { ReadFindings } from '../../jobs/tasks.ts';
import { makeTemporaryFolder } from '../../platform/temporaries.ts';
import { storeFile } from '../../workbook/blobs.ts';
import type { ReadDb, WriteDb } from '../../workbook/connection.ts';
import { listEnvironments } from '../../workbook/tables/environments.ts';
import { insertEvidence } from '../../workbook/tables/evidence.ts';
import { placeFindingAt, readHandPlaces, rememberedPlaces } from '../../workbook/tables/finding-places.ts';
import {
  closeFindings,
  countEntered,
  countFindings,
  currentResults,
  findingsToPlace,
  findingTexts,
  insertFinding,
  noResults,
  sortedFindings,
  walkResults,
} from '../../workbook/tables/findings.ts';
import { listServices } from '../../workbook/tables/services-in-use.ts';
import { locate, placeWords } from '../answers/place.ts';
import type { CommandContext, Handlers, JobContext } from '../context.ts';
import { linkAll } from '../record/evidence.ts';
import { mediaTypeOf } from '../record/media-type.ts';
import { accountNames, withNotes } from './finding-names.ts';

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
  into: string,
  last = false,
): Promise<ReadFindings> {
  const environments = listEnvironments(db);
  return core.runTask(
    {
      kind: 'findings',
      files: handles.map((handle) => ({ name: files.nameOf(handle), path: files.pathOf(handle) })),
      account: account ?? null,
      region: region ?? null,
      into,
      last,
      inUse: listServices(db).map((service) => ({
        ref: service.ref,
        catalogueId: service.catalogueId,
        account: placeTexts(service, environments).account,
        region: service.region,
      })),
      assignments: [...registerRows(db, catalogue)].map(({ ref, status }) => ({ ref, status })),
      customServices: catalogue.services.filter(({ custom }) => custom),
      customResponsibilities: catalogue.responsibilities.filter(({ custom }) => custom),
    },
    { signal, progress },
  );
}

interface RawFile {
  /** Place among the files that were given. */
  readonly index: number;
  readonly file: string;
  readonly format: string;
  readonly sha256: string;
  readonly size: number;
}

/** Copies the readable files in; until the command below names them they belong to nothing. */
async function storeRaw(
  context: JobContext,
  handles: readonly string[],
  { report, hashes }: ReadFindings,
): Promise<readonly RawFile[]> {
  const raw: RawFile[] = [];
  for (const [index, { file, summary }] of report.files.entries()) {
    const handle = handles[index];
    if (summary === null || handle === undefined) continue;
    const stored = await storeFile(context.session.db, context.files.pathOf(handle), {
      signal: context.signal,
      progress: (done, total) => context.progress(done, total, `bytes of ${file}`),
    });
    if (stored.sha256 !== hashes[index])
      throw invalidInput(`${file} changed while it was read. Nothing was taken in; give it again.`);
    raw.push({ ...stored, index, file, format: summary.format });
  }
  return raw;
}

const enterFile = (context: CommandContext, { file, format, sha256, size }: RawFile): number =>
  insertEvidence(context.db, {
    kind: 'finding',
    title: findingsTitle(file, format),
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

interface RecordOptions {
  readonly complete: boolean;
  readonly asBefore: boolean;
  readonly byControls: FindingsReport['byControls'];
}

/** Controls that the log names one by one. */
const MAX_NAMED = 5;

/** How unknown checks came to their duties: the log is where that stays. */
function placedWords(byControls: FindingsReport['byControls'], again: number): string {
  const named = byControls.slice(0, MAX_NAMED).map(({ check, by }) => `${check} by ${by}`);
  const more = byControls.length - named.length;
  return [
    ...(named.length === 0
      ? []
      : [`; placed by a control: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`]),
    ...(again === 0 ? [] : [`; ${counted(again, 'finding')} placed as before`]),
  ].join('');
}

/** Enters files and findings as one change, and says what is different now. */
function record(
  context: CommandContext,
  raw: readonly RawFile[],
  placed: Iterable<PlacedFinding>,
  read: ReadFindings,
  { complete, asBefore, byControls }: RecordOptions,
): FindingsAdded {
  const { db, catalogue } = context;
  const before = currentResults(db);
  const names = accountNames(db, before, read);
  const under = names && new RecordedUnder(names, before);
  const scope = new ImportScope(names);
  const byHand = readHandPlaces(db);
  const placesBefore = asBefore ? rememberedPlaces(db) : new Map<string, readonly string[]>();
  // The workbook may have changed while the files were read.
  const asked = askedRefs(db, catalogue);
  const numbers = new Map(raw.map((file) => [file.index, enterFile(context, file)]));
  const batch = Math.min(...numbers.values());
  let placedAgain = 0;
  const links = new Map([...numbers.values()].map((number) => [number, new Set<string>()]));
  const kept = new Set<string>();
  for (const { file, finding: as, refs, closed } of placed) {
    const number = numbers.get(file);
    if (number === undefined) continue;
    const named = names ? underName(as, names.of(as.account)) : as;
    const current = distinctId(named, read.sharedIds);
    // Where nothing was recorded an import ends nothing but what it holds itself.
    if (closed || before.size > 0) scope.add(current, named, closed);
    const older = under?.newerThan(current, named) ?? null;
    const finding = underName(named, older);
    const id = distinctId(finding, read.sharedIds);
    if (older !== null) kept.add(id);
    if (closed) {
      insertFinding(db, batch, { ...finding, id, evidence: number }, [], true);
      continue;
    }
    const places = refs.filter((ref) => asked.has(ref));
    // Where its account had another name it was placed under that.
    const was = under?.idOf(current) ?? id;
    const hand = byHand.get(id) ?? byHand.get(was) ?? [];
    if (was !== id) for (const ref of hand) placeAt(db, id, ref);
    const again = places.length + hand.length > 0 ? [] : (placesBefore.get(placeKey(finding)) ?? []);
    for (const ref of again) if (asked.has(ref)) placeAt(db, id, ref);
    if (again.some((ref) => asked.has(ref))) placedAgain += 1;
    for (const ref of [...places, ...hand, ...again]) if (asked.has(ref)) links.get(number)?.add(ref);
    insertFinding(db, batch, { ...finding, id, evidence: number }, places);
  }
  const over = [...(complete ? scope.missing(before) : []), ...scope.endedUnderOtherNames(before)];
  closeFindings(
    db,
    batch,
    batch,
    over.filter((id) => !kept.has(id)),
  );
  for (const [number, refs] of links) linkAll(context, number, [...refs]);
  const imported = new Set(numbers.values());
  const entered = countEntered(db, batch);
  const { changes, ...counts } = compareResults(
    under?.results ?? before,
    under?.renamed(walkResults(db)) ?? walkResults(db),
    entered,
    imported,
    MAX_LISTED,
  );
  context.describe(
    `Took in ${counted(entered, 'finding')} from ${raw.map(({ file }) => file).join(', ')}: ${counts.fresh} new, ${counts.changed} changed, ${counts.gone} gone${placedWords(byControls, placedAgain)}`,
  );
  const texts = findingTexts(
    db,
    changes.flatMap(({ id }) => (under === null ? [id] : [id, under.idOf(id)])),
  );
  return {
    evidence: raw.map(({ index, file }) => ({ number: numbers.get(index) ?? batch, file })),
    ...counts,
    changes: changes.map((change) => ({
      check: '',
      title: '',
      resource: null,
      account: null,
      region: null,
      ...(texts.get(change.id) ?? texts.get(under?.idOf(change.id) ?? '')),
      ...change,
    })),
  };
}

/** What was read, with what it would end of what is recorded, and what can go where the same checks were placed before. */
function reportWith(
  { db, catalogue }: Pick<JobContext, 'db' | 'catalogue'>,
  read: ReadFindings,
  path: string,
): FindingsReport {
  const { report, sharedIds } = read;
  const current = currentResults(db);
  const names = accountNames(db, current, read);
  const scope = new ImportScope(names);
  const before = new BeforeTally(db, catalogue);
  // Where nothing is recorded nothing ends and nothing was placed, and a first scan is large.
  const all = current.size === 0 && before.isEmpty ? [] : readPlaced(path);
  for (const { finding: as, refs, closed } of all) {
    const finding = names ? underName(as, names.of(as.account)) : as;
    const id = distinctId(finding, sharedIds);
    scope.add(id, finding, closed);
    if (!closed && refs.length === 0) before.add(id, finding);
  }
  const files = withNotes(report.files, names, read, scope.inAccounts(current));
  return { ...report, files, effect: scope.effect(current), before: before.all() };
}

/** Counts what no table places and people placed before, by check and place. */
class BeforeTally {
  private readonly placesBefore: ReadonlyMap<string, readonly string[]>;
  private readonly byHand: ReadonlyMap<string, readonly string[]>;
  private readonly asked: ReadonlySet<string>;
  private readonly counts = new Map<string, PlacedBefore>();

  constructor(db: ReadDb, catalogue: JobContext['catalogue']) {
    this.placesBefore = rememberedPlaces(db);
    this.byHand = this.isEmpty ? new Map() : readHandPlaces(db);
    this.asked = this.isEmpty ? new Set() : askedRefs(db, catalogue);
  }

  get isEmpty(): boolean {
    return this.placesBefore.size === 0;
  }

  add(id: string, finding: Finding): void {
    const refs = (this.placesBefore.get(placeKey(finding)) ?? []).filter((ref) => this.asked.has(ref));
    if (refs.length === 0 || this.byHand.has(id)) return;
    const key = [finding.check, ...refs].join(' ');
    const { check, title } = finding;
    this.counts.set(key, { check, title, refs, findings: (this.counts.get(key)?.findings ?? 0) + 1 });
  }

  all(): readonly PlacedBefore[] {
    return [...this.counts.values()].sort((a, b) => b.findings - a.findings);
  }
}

/** The register is walked only where something was ever placed. */
function toPlaceOf(db: ReadDb, catalogue: JobContext['catalogue']): FindingsList['toPlace'] {
  let asked: ReadonlySet<string> | undefined;
  return findingsToPlace(db, (ref) => {
    asked ??= askedRefs(db, catalogue);
    return asked.has(ref);
  });
}

const askedRefs = (db: ReadDb, catalogue: JobContext['catalogue']): ReadonlySet<string> =>
  new Set([...registerRows(db, catalogue)].map(({ ref }) => ref));

function placeAt(db: WriteDb, id: string, ref: string): void {
  const { subject, responsibility } = parseAssignmentRef(ref);
  placeFindingAt(db, id, subject, responsibility);
}

/** A place for what the worker finds, away from other eyes, and gone afterwards. */
async function withPlaced<T>(run: (path: string) => Promise<T>): Promise<T> {
  const folder = makeTemporaryFolder(tmpdir(), 'demarc-findings-');
  try {
    return await run(join(folder, 'placed.jsonl'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const findingHandlers: Handlers<typeof findings> = {
  read: (context, input) =>
    withPlaced(async (path) => reportWith(context, await readInWorker(context, input, path), path)),

  async add(context, input) {
    const { session } = context;
    if (session.readOnly)
      throw new DemarcError(
        'READ_ONLY',
        `${session.fileName} is open for reading only, so no findings can be taken in.`,
      );
    return withPlaced(async (path) => {
      const read = await readInWorker(context, input, path, true);
      const report = reportWith(context, read, path);
      const raw = await storeRaw(context, input.files, read);
      if (raw.length === 0) return { report, added: null };
      const added = context.write('findings.add', (command) =>
        record(command, raw, readPlaced(path), read, { ...input, byControls: report.byControls }),
      );
      return { report, added };
    });
  },

  place(context, { ids, refs }) {
    const { db } = context;
    const current = currentResults(db);
    const numbers = new Set<number>();
    const placed = new Set(ids);
    for (const id of placed) {
      const evidence = current.get(id)?.evidence;
      if (evidence === undefined)
        throw notFound(`finding "${id}"`, 'It may have been replaced by a newer import.');
      numbers.add(evidence);
    }
    for (const number of numbers) linkAll(context, number, refs);
    for (const ref of new Set(refs)) for (const id of placed) placeAt(db, id, ref);
    context.describe(
      `Placed ${counted(placed.size, 'finding')} on ${refs.map((ref) => placeWords(locate(context, ref))).join('; ')}`,
    );
    return { placed: placed.size };
  },

  counts: ({ db }) => [...countFindings(db)].map(([ref, { results }]) => ({ ref, results })),

  list({ db, catalogue }, input) {
    const ref = input?.ref ?? null;
    const results = noResults();
    const first: RecordedFinding[] = [];
    let count = 0;
    for (const finding of sortedFindings(db, ref)) {
      count += 1;
      results[finding.result] += 1;
      if (first.length < MAX_LISTED) first.push(finding);
    }
    return { findings: count, results, first, toPlace: ref === null ? toPlaceOf(db, catalogue) : [] };
  },
};
