import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { Assignment, RegisterFilter, RegisterRow, Suggestion } from '../contract/assignments.ts';
import type { OwnerClass, Responsibility } from '../contract/catalogue.ts';
import { assignmentRef } from '../contract/ids.ts';
import type { Party, PartyKind } from '../contract/parties.ts';
import { misconceptionFor } from '../domain/duties/misconceptions.ts';
import { isAnswered, kindsById, ownerClassOf, ownershipOf, partiesOf } from '../domain/duties/ownership.ts';
import { isOwned } from '../domain/duties/status.ts';
import { isAnothersPart, partyMeant } from '../domain/duties/suggested-parties.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { readRecordedSubjects, readSubjectAssignments } from '../workbook/tables/assignments.ts';
import { type EvidenceNumbers, readEvidenceNumbers } from '../workbook/tables/evidence.ts';
import { listParties } from '../workbook/tables/parties.ts';
import {
  type Commons,
  canBeInherited,
  endedAt,
  inheritedAt,
  partyRecords,
  readCommons,
  sourceOf,
  standingOf,
} from './common-controls.ts';
import {
  dutiesOfRecords,
  houseSuggestionsFor,
  listSubjects,
  type Subject,
  suggestionsFor,
} from './subjects.ts';

export interface RowFacts {
  readonly catalogue: CatalogueIndex;
  readonly parties: readonly Party[];
  readonly kinds: ReadonlyMap<string, PartyKind>;
  readonly evidence: EvidenceNumbers;
  readonly commons: Commons;
  /** Subjects with anything recorded, where all are walked; null where each is asked. */
  readonly recorded: ReadonlySet<string> | null;
}
const NOTHING: ReadonlyMap<string, Assignment> = new Map();
const NO_NUMBERS: readonly number[] = [];
const NOBODY: readonly string[] = [];

/** What every row of a workbook looks at beside its own record; `commons` where somebody has them at hand. */
export function rowFacts(db: ReadDb, catalogue: CatalogueIndex, commons = readCommons(db)): RowFacts {
  const parties = listParties(db);
  return {
    catalogue,
    parties,
    kinds: kindsById(parties),
    evidence: readEvidenceNumbers(db),
    commons,
    recorded: null,
  };
}
/** The same for a walk through all subjects, most of which may have nothing to be read. */
export const wholeFacts = (db: ReadDb, catalogue: CatalogueIndex, commons?: Commons): RowFacts => ({
  ...rowFacts(db, catalogue, commons),
  recorded: readRecordedSubjects(db),
});

/** The flat register: every assignment asked, answered or not, one subject in memory at a time. */
export function* registerRows(
  db: ReadDb,
  catalogue: CatalogueIndex,
  only?: string,
  look?: Look,
): Generator<RegisterRow> {
  const facts = only === undefined ? wholeFacts(db, catalogue) : rowFacts(db, catalogue);
  const subjects = listSubjects(db, catalogue);
  for (const [done, subject] of subjects.entries()) {
    if (only !== undefined && subject.ref !== only) continue;
    yield* subjectRows(db, subject, facts);
    if (done % 100 === 0) look?.(done, subjects.length);
  }
}

/** Hears how many subjects are done, of how many. */
export type Look = (done: number, total: number) => void;

/** The flat register as something that can be walked any number of times, never in memory as a whole. */
export const registerOf = (db: ReadDb, catalogue: CatalogueIndex, look?: Look): Iterable<RegisterRow> => ({
  [Symbol.iterator]: () => registerRows(db, catalogue, undefined, look),
});

/** The rows of one subject, in walking order. */
export function subjectRows(db: ReadDb, subject: Subject, facts: RowFacts): readonly RegisterRow[] {
  const { commons } = facts;
  const records =
    facts.recorded?.has(subject.ref) === false ? NOTHING : readSubjectAssignments(db, subject.ref);
  const inherited = canBeInherited(subject) ? inheritedAt(commons, subject.ref) : null;
  const ended = endedAt(commons, subject.ref);
  const recorded = inherited ? partyRecords(commons, subject.ref, records) : records;
  const suggestionOf = suggestionsFor(subject, facts.catalogue);
  const evidence = facts.evidence.get(subject.ref);
  const rows = dutiesOfRecords(subject, facts.catalogue, recorded).map((duty) => {
    const own = { record: recorded.get(duty.id), evidence: evidence?.get(duty.id) ?? NO_NUMBERS };
    const elsewhere = inherited?.get(duty.id) ?? ended.get(duty.id);
    const standing =
      subject.service !== null && (commons.byDuty.has(duty.id) || own.record?.ownPart)
        ? standingOf(commons, subject.service, duty.id, own)
        : { ...own, common: elsewhere ? sourceOf(elsewhere, elsewhere) : null };
    const row = rowOf(subject, duty, { suggested: suggestionOf(duty), ...standing }, facts);
    return standing.common === null ? row : { ...row, common: standing.common };
  });
  const house = houseSuggestionsFor(subject, facts.catalogue);
  return house === null
    ? rows
    : rows.map((row) => underHouseRules(row, house.get(row.responsibility), recorded, facts));
}

/** The row with what house rules have to do with it: whom they name, and that it was given to others. */
function underHouseRules(
  row: RegisterRow,
  house: Pick<Suggestion, 'parties' | 'rule'> | undefined,
  recorded: ReadonlyMap<string, Assignment>,
  { parties }: RowFacts,
): RegisterRow {
  if (house === undefined) return row;
  const suggestion = { ...house, owner: row.suggested };
  const others =
    isAnswered(row.ownership) &&
    row.ownership.kind !== 'not-applicable' &&
    !recorded.get(row.responsibility)?.askedAnyway &&
    isAnothersPart(row.ownership, suggestion, row.subject, parties);
  return {
    ...row,
    house: {
      parties: (house.parties ?? []).map((party) => partyMeant(party, parties)?.name ?? party.name),
      rule: house.rule ?? null,
    },
    deviates: row.deviates || others,
  };
}

function rowOf(
  subject: Subject,
  duty: Responsibility,
  {
    suggested,
    record: recorded,
    evidence,
  }: {
    readonly suggested: OwnerClass;
    readonly record: Assignment | undefined;
    readonly evidence: readonly number[];
  },
  facts: RowFacts,
): RegisterRow {
  const ownership = ownershipOf(recorded);
  const answer = ownerClassOf(ownership, facts.kinds);
  const row: RegisterRow = {
    ref: assignmentRef(subject.ref, duty.id),
    subject: subject.ref,
    subjectKind: subject.kind,
    subjectLabel: subject.label,
    serviceName: subject.detail,
    environments: subject.environments,
    domain: duty.domain,
    domainName: facts.catalogue.domain(duty.domain)?.name ?? duty.domain,
    responsibility: duty.id,
    responsibilityName: duty.name,
    ownership,
    shares: recorded?.shares ?? [],
    suggested,
    // Asking a duty that the catalogue would not ask is itself the deviation, and a deliberate one.
    deviates: answer !== null && answer !== suggested && !recorded?.askedAnyway,
    deviationReason: recorded?.deviationReason ?? null,
    notApplicable: recorded?.notApplicable ?? null,
    status: recorded?.status ?? 'not-started',
    risk: recorded?.risk ?? null,
    dueOn: recorded?.dueOn ?? null,
    note: recorded?.note ?? null,
    parked: recorded?.parked ?? false,
    waits: recorded?.waits ?? null,
    confirmLater: recorded?.confirmLater ?? false,
    review: recorded?.review ?? 'draft',
    reviewText: recorded?.reviewText ?? null,
    evidence,
    answeredAt: recorded?.answeredAt ?? null,
    answeredBy: recorded?.answeredBy ?? null,
    authors: recorded?.authors ?? NOBODY,
    reviewed: recorded?.reviewed ?? null,
  };
  // A rare mark is put on afterwards: a literal with a spread in it makes every row of 100,000 larger and slower to read.
  return misconceptionFor(duty, suggested, answer, subject.service) ? { ...row, misconception: true } : row;
}

/** What a filter means in this workbook: sets looked up once, before the rows are walked. Null where it does not filter. */
export interface FilterSets {
  /** Refs that the text is found in. */
  readonly found: ReadonlySet<string> | null;
  readonly person: string | null;
  /** Responsibilities that help with the control. */
  readonly duties: ReadonlySet<string> | null;
  /** Services that have the tag. */
  readonly tagged: ReadonlySet<string> | null;
  /** Services that run in the account and the Region. */
  readonly placed: ReadonlySet<string> | null;
  /** Refs and subjects that the gap rule points at. */
  readonly gaps: ReadonlySet<string> | null;
  /** Refs that scanners' checks bear on. */
  readonly checked: ReadonlySet<string> | null;
}

/** Whether a row passes a filter; an empty filter passes everything. */
export function passes(row: RegisterRow, filter: RegisterFilter, sets: FilterSets): boolean {
  if (filter.subject !== undefined && row.subject !== filter.subject) return false;
  if (filter.domain !== undefined && row.domain !== filter.domain) return false;
  if (filter.environment !== undefined && !row.environments.includes(filter.environment)) return false;
  if (sets.tagged !== null && !sets.tagged.has(row.subject)) return false;
  if (sets.placed !== null && !sets.placed.has(row.subject)) return false;
  if (filter.party !== undefined && !partiesOf(row.ownership).includes(filter.party)) return false;
  if (filter.person !== undefined && !row.shares.some((share) => share.person === sets.person)) return false;
  if (filter.status !== undefined && !(isOwned(row) && row.status === filter.status)) return false;
  if (filter.review !== undefined && row.review !== filter.review) return false;
  if (filter.ownership !== undefined && row.ownership.kind !== filter.ownership) return false;
  if (filter.parked !== undefined && row.parked !== filter.parked) return false;
  if (filter.confirmLater !== undefined && row.confirmLater !== filter.confirmLater) return false;
  if (sets.duties && !sets.duties.has(row.responsibility)) return false;
  if (sets.gaps && !sets.gaps.has(row.ref) && !sets.gaps.has(row.subject)) return false;
  if (sets.checked && !sets.checked.has(row.ref)) return false;
  return sets.found === null || sets.found.has(row.ref);
}
