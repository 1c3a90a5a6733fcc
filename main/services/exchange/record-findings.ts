import { registerRows } from '../../assessment/register.ts';
import type { Finding, FindingsAdded, FindingsFormat, FindingsReport } from '../../contract/findings.ts';
import { parseAssignmentRef } from '../../contract/ids.ts';
import { type AccountNames, underName } from '../../domain/evidence/finding-accounts.ts';
import { compareResults } from '../../domain/evidence/finding-changes.ts';
import { distinctId } from '../../domain/evidence/finding-ids.ts';
import { findingsTitle } from '../../domain/evidence/findings-title.ts';
import { ImportScope } from '../../domain/evidence/import-scope.ts';
import { placeKey } from '../../domain/evidence/placed-alike.ts';
import { RecordedUnder } from '../../domain/evidence/recorded-under.ts';
import { counted } from '../../domain/words/counted.ts';
import type { PlacedFinding } from '../../jobs/placed-findings.ts';
import type { ReadFindings } from '../../jobs/tasks.ts';
import type { ReadDb, WriteDb } from '../../workbook/connection.ts';
import { insertEvidence } from '../../workbook/tables/evidence.ts';
import { placeFindingAt, readHandPlaces, rememberedPlaces } from '../../workbook/tables/finding-places.ts';
import {
  closeFindings,
  countEntered,
  currentResults,
  findingTexts,
  insertFinding,
  walkResults,
} from '../../workbook/tables/findings.ts';
import type { CommandContext, JobContext } from '../context.ts';
import { linkAll } from '../record/evidence.ts';
import { mediaTypeOf } from '../record/media-type.ts';
import { accountNames } from './finding-names.ts';

/** New, changed and gone findings that are told one by one. */
const MAX_CHANGES = 200;

/** A file of findings that lies in the workbook already. */
export interface RawFile {
  /** Place among the files that were given. */
  readonly index: number;
  readonly file: string;
  readonly format: FindingsFormat;
  readonly sha256: string;
  readonly size: number;
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

/** Where findings that come in go: where tables or people placed them, and where their like was placed before. */
class Places {
  /** How many went where their like was placed before. */
  again = 0;
  private readonly db: WriteDb;
  private readonly byHand: ReadonlyMap<string, readonly string[]>;
  private readonly before: ReadonlyMap<string, readonly string[]>;
  /** The workbook may have changed while the files were read. */
  private readonly asked: ReadonlySet<string>;

  constructor({ db, catalogue }: CommandContext, asBefore: boolean) {
    this.db = db;
    this.byHand = readHandPlaces(db);
    this.before = asBefore ? rememberedPlaces(db) : new Map<string, readonly string[]>();
    this.asked = askedRefs(db, catalogue);
  }

  /** Those of `refs` that are asked, and all duties that it bears on. `was`: the id under another name of its account, under which it was placed. */
  of(
    { id, was, finding }: { readonly id: string; readonly was: string; readonly finding: Finding },
    refs: readonly string[],
  ): { readonly own: readonly string[]; readonly all: readonly string[] } {
    const own = refs.filter((ref) => this.asked.has(ref));
    const hand = this.byHand.get(id) ?? this.byHand.get(was) ?? [];
    if (was !== id) for (const ref of hand) placeAt(this.db, id, ref);
    const alike = own.length + hand.length > 0 ? [] : (this.before.get(placeKey(finding)) ?? []);
    const again = alike.filter((ref) => this.asked.has(ref));
    for (const ref of again) placeAt(this.db, id, ref);
    if (again.length > 0) this.again += 1;
    return { own, all: [...own, ...hand.filter((ref) => this.asked.has(ref)), ...again] };
  }
}

interface Entering {
  /** Place among the files that were given -> number of its evidence. */
  readonly numbers: ReadonlyMap<number, number>;
  readonly batch: number;
  readonly sharedIds: ReadFindings['sharedIds'];
  readonly names: AccountNames | null;
  readonly under: RecordedUnder | null;
  readonly places: Places;
  readonly scope: ImportScope;
  /** Where nothing was recorded an import ends nothing but what it holds itself. */
  readonly isFirst: boolean;
}

/** Enters the findings one by one; with the duties of each evidence, and the ids that are kept under a former name of their account. */
function enterFindings(
  db: WriteDb,
  placed: Iterable<PlacedFinding>,
  { numbers, batch, sharedIds, names, under, places, scope, isFirst }: Entering,
) {
  const links = new Map([...numbers.values()].map((number) => [number, new Set<string>()]));
  const kept = new Set<string>();
  for (const { file, finding: as, refs, closed } of placed) {
    const number = numbers.get(file);
    if (number === undefined) continue;
    const named = names ? underName(as, names.of(as.account)) : as;
    const current = distinctId(named, sharedIds);
    if (closed || !isFirst) scope.add(current, named, closed);
    const older = under?.newerThan(current, named) ?? null;
    const finding = underName(named, older);
    const id = distinctId(finding, sharedIds);
    if (older !== null) kept.add(id);
    const entry = { ...finding, id, evidence: number };
    if (closed) {
      insertFinding(db, batch, entry, [], true);
      continue;
    }
    const { own, all } = places.of({ id, was: under?.idOf(current) ?? id, finding }, refs);
    for (const ref of all) links.get(number)?.add(ref);
    insertFinding(db, batch, entry, own);
  }
  return { links, kept };
}

/** Enters files and findings as one change, and says what is different now. */
export function recordFindings(
  context: CommandContext,
  raw: readonly RawFile[],
  placed: Iterable<PlacedFinding>,
  read: ReadFindings,
  { complete, asBefore, byControls }: RecordOptions,
): FindingsAdded {
  const { db } = context;
  const before = currentResults(db);
  const names = accountNames(db, before, read);
  const under = names && new RecordedUnder(names, before);
  const scope = new ImportScope(names);
  const places = new Places(context, asBefore);
  const numbers = new Map(raw.map((file) => [file.index, enterFile(context, file)]));
  const batch = Math.min(...numbers.values());
  const isFirst = before.size === 0;
  const entering = { numbers, batch, sharedIds: read.sharedIds, names, under, places, scope, isFirst };
  const { links, kept } = enterFindings(db, placed, entering);
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
    MAX_CHANGES,
  );
  context.describe(
    `Took in ${counted(entered, 'finding')} from ${raw.map(({ file }) => file).join(', ')}: ${counts.fresh} new, ${counts.changed} changed, ${counts.gone} gone${placedWords(byControls, places.again)}`,
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

/** The duties that are asked in a workbook, by their refs. */
export const askedRefs = (db: ReadDb, catalogue: JobContext['catalogue']): ReadonlySet<string> =>
  new Set([...registerRows(db, catalogue)].map(({ ref }) => ref));

/** Records that a person placed a finding at a duty. */
export function placeAt(db: WriteDb, id: string, ref: string): void {
  const { subject, responsibility } = parseAssignmentRef(ref);
  placeFindingAt(db, id, subject, responsibility);
}
