import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerRows } from '../../assessment/register.ts';
import { DemarcError, invalidInput, notFound } from '../../contract/errors.ts';
import type {
  Finding,
  FindingsList,
  FindingsReport,
  PlacedBefore,
  RecordedFinding,
} from '../../contract/findings.ts';
import type { findings } from '../../contract/methods/findings.ts';
import { underName } from '../../domain/evidence/finding-accounts.ts';
import { distinctId } from '../../domain/evidence/finding-ids.ts';
import { ImportScope } from '../../domain/evidence/import-scope.ts';
import { placeKey } from '../../domain/evidence/placed-alike.ts';
import { placeTexts } from '../../domain/services/places.ts';
import { counted } from '../../domain/words/counted.ts';
import { readPlaced } from '../../jobs/placed-findings.ts';
import type { ReadFindings } from '../../jobs/tasks.ts';
import { makeTemporaryFolder } from '../../platform/temporaries.ts';
import { storeFile } from '../../workbook/blobs.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { listEnvironments } from '../../workbook/tables/environments.ts';
import { readHandPlaces, rememberedPlaces } from '../../workbook/tables/finding-places.ts';
import {
  countFindings,
  currentResults,
  findingsToPlace,
  noResults,
  sortedFindings,
} from '../../workbook/tables/findings.ts';
import { listServices } from '../../workbook/tables/services-in-use.ts';
import { locate, placeWords } from '../answers/place.ts';
import type { Handlers, JobContext } from '../context.ts';
import { linkAll } from '../record/evidence.ts';
import { accountNames, withNotes } from './finding-names.ts';
import { askedRefs, placeAt, type RawFile, recordFindings } from './record-findings.ts';

/** Findings that are told one by one. */
const MAX_LISTED = 200;

interface Source {
  readonly files: readonly string[];
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

function readInWorker(
  { db, core, catalogue, clock, files, signal, progress }: JobContext,
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
      asOf: clock.today(),
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
        recordFindings(command, raw, readPlaced(path), read, { ...input, byControls: report.byControls }),
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
