import type { Assignment } from '../contract/assignments.ts';
import type { Reach } from '../contract/common-controls.ts';
import { assignmentRef } from '../contract/ids.ts';
import type { Party } from '../contract/parties.ts';
import { canAnswerForMany } from '../domain/answers/held.ts';
import { untouched } from '../domain/answers/untouched.ts';
import { isAnswered, ownershipOf } from '../domain/duties/ownership.ts';
import type { EditionRow } from '../domain/providers/edition.ts';
import {
  type Below,
  cloudOf,
  inheritedFrom,
  inheritedRecord,
  reachBelow,
} from '../domain/providers/inherit.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { readSubjectAssignments } from '../workbook/tables/assignments.ts';
import type { CommonReach } from '../workbook/tables/common-controls.ts';
import { listCustomResponsibilities } from '../workbook/tables/custom.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { readEvidenceNumbersOf } from '../workbook/tables/evidence.ts';
import { listEditions, type StoredEdition } from '../workbook/tables/provider-editions.ts';
import type { CommonAnswer } from './common-controls.ts';

/**
 * What other workbooks answer here, each as an answer of the party that it is here. An answer of that party in this workbook stands in
 * the place of an inherited one; where it was said here in which services it holds, or not, that counts. `said` is by ref.
 */
export function readInherited(
  db: ReadDb,
  parties: readonly Party[],
  said: ReadonlyMap<string, CommonReach>,
): readonly CommonAnswer[] {
  const editions = listEditions(db);
  if (editions.length === 0) return [];
  const below: Below = { parties, environments: listEnvironments(db) };
  const duties = new Set(listCustomResponsibilities(db).map(({ id }) => id));
  // A copy that was merged may have taken a duty of the workbook's own out: nobody is asked it any more.
  const isAsked = ({ duty, named }: EditionRow) => named === undefined || duties.has(duty);
  return editions.flatMap((edition) => {
    const provider = parties.find(({ id }) => id === edition.party);
    // A party may have become of another kind in a copy that was merged: then it answers for nobody.
    return provider && canAnswerForMany(provider)
      ? answersOf(db, askedOf(edition, isAsked), provider, below, said)
      : [];
  });
}

const askedOf = (
  { rows, ended, ...edition }: StoredEdition,
  isAsked: (row: EditionRow) => boolean,
): StoredEdition => ({
  ...edition,
  rows: rows.filter(isAsked),
  ended: ended.filter(({ row }) => isAsked(row)),
});

/** Holds in no service by itself: it is a row of its own. */
const NO_SERVICE: Reach = { everywhere: false, environments: [], tags: [], services: [] };

function answersOf(
  db: ReadDb,
  { facts, rows, ended }: StoredEdition,
  provider: Party,
  below: Below,
  said: ReadonlyMap<string, CommonReach>,
): readonly CommonAnswer[] {
  const records = new Map<string, ReturnType<typeof readSubjectAssignments>>();
  const recordsOf = (party: string) => {
    const own = records.get(party) ?? readSubjectAssignments(db, party);
    records.set(party, own);
    return own;
  };
  const answer = (row: EditionRow, day: string | null): readonly CommonAnswer[] => {
    const subject = row.foundation ? cloudOf(row, below.parties) : provider;
    if (!subject) return [];
    const record = recordsOf(subject.id).get(row.duty);
    if (isAnswered(ownershipOf(record))) return [];
    const ref = assignmentRef(subject.id, row.duty);
    const here = said.get(ref);
    return [
      {
        party: subject.id,
        giver: provider.id,
        ref,
        responsibility: row.duty,
        record:
          day === null
            ? beside(inheritedRecord(row, provider, below, subject), record)
            : untouched(subject.id, row.duty, 0),
        evidence: record ? readEvidenceNumbersOf(db, subject.id, row.duty) : [],
        reach: row.foundation ? NO_SERVICE : limited(here) ? here.reach : reachBelow(row, below),
        exceptions: here?.exceptions ?? new Map<string, string>(),
        inherited: inheritedFrom(facts, row),
        ended: day,
      },
    ];
  };
  return [...rows.flatMap((row) => answer(row, null)), ...ended.flatMap(({ row, day }) => answer(row, day))];
}

/** Whether it was said here in which services it holds. */
const limited = (here: CommonReach | undefined): here is CommonReach =>
  here !== undefined &&
  (here.reach.everywhere ||
    here.reach.environments.length + here.reach.tags.length + here.reach.services.length > 0);

/** An inherited answer with what was noted beside it here. */
const beside = (inherited: Assignment, own: Assignment | undefined): Assignment =>
  own ? { ...inherited, note: own.note, parked: own.parked, waits: own.waits, rev: own.rev } : inherited;
