import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { Responsibility } from '../contract/catalogue.ts';
import { assignmentRef, parseAssignmentRef } from '../contract/ids.ts';
import type { Matrix, MatrixChanges } from '../contract/matrix.ts';
import type { PartyKind } from '../contract/parties.ts';
import { misconceptionFor } from '../domain/duties/misconceptions.ts';
import { decodeOwnership, kindsById, ownerClassOf } from '../domain/duties/ownership.ts';
import { isOwned } from '../domain/duties/status.ts';
import { suggestedOwner } from '../domain/duties/suggestion.ts';
import { CELL_FLAGS, suggestedBits } from '../domain/pictures/matrix.ts';
import { type Places, placesOf } from '../domain/services/places.ts';
import { changesSince } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import type { AssignmentMark } from '../workbook/tables/assignment-marks.ts';
import { listCommonParties } from '../workbook/tables/common-controls.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { listParties } from '../workbook/tables/parties.ts';
import { namedParties } from './parties.ts';
import { dutiesOf, findSubject, listSubjects, type Subject } from './subjects.ts';

type Marks = ReadonlyMap<string, ReadonlyMap<string, AssignmentMark>>;

/** The grid of the whole workbook in its compact form. Responsibilities asked nowhere have no row. */
export function buildMatrix(
  db: ReadDb,
  catalogue: CatalogueIndex,
  marks: Marks,
  rev: number,
  progress?: (done: number, total: number) => void,
): Matrix {
  const parties = namedParties(db);
  const kinds = kindsById(parties);
  const subjects = listSubjects(db, catalogue);
  const duties = subjects.map((subject) => dutiesOf(subject, catalogue, marks.get(subject.ref)));
  const used = new Map<string, Responsibility>();
  for (const list of duties) for (const duty of list) if (!used.has(duty.id)) used.set(duty.id, duty);
  const responsibilities = [...used.values()].sort(
    (a, b) => catalogue.responsibilityOrder(a.id) - catalogue.responsibilityOrder(b.id),
  );
  const indexOf = new Map(responsibilities.map((duty, index) => [duty.id, index]));
  const cells: Matrix['cells'][number][] = [];
  for (const [index, subject] of subjects.entries()) {
    if (index % 500 === 0) progress?.(index, subjects.length);
    const recorded = marks.get(subject.ref);
    for (const duty of duties[index] ?? []) {
      const mark = recorded?.get(duty.id);
      const flags = flagsOf(subject, duty, mark, kinds);
      cells.push([index, indexOf.get(duty.id) ?? 0, mark?.ownership ?? '', flags]);
    }
  }
  const environments = listEnvironments(db);
  return {
    rev,
    parties: parties.map(({ id, name, kind }) => ({ id, name, kind })),
    subjects: subjects.map(({ ref, kind, label, detail, environments: its, service }) => ({
      ref,
      kind,
      label,
      detail,
      ...(its.length > 0 ? { environments: its } : {}),
      ...(service && service.tags.length > 0 ? { tags: service.tags } : {}),
      ...(service ? placesIn(placesOf(service, environments)) : {}),
    })),
    domains: catalogue.domains,
    responsibilities: responsibilities.map(({ id, name, domain, scope }) => ({ id, name, domain, scope })),
    cells,
  };
}

const placesIn = ({
  accounts,
  regions,
}: Places): Pick<Matrix['subjects'][number], 'accounts' | 'regions'> => ({
  ...(accounts.length > 0 ? { accounts } : {}),
  ...(regions.length > 0 ? { regions } : {}),
});

function flagsOf(
  subject: Subject,
  duty: Responsibility,
  mark: AssignmentMark | undefined,
  kinds: ReadonlyMap<string, PartyKind>,
): number {
  const suggested = suggestedOwner(duty, subject.entry, subject.service?.model ?? null);
  if (!mark) return suggestedBits(suggested);
  const ownership = decodeOwnership(mark.ownership);
  const answer = ownerClassOf(ownership, kinds);
  return (
    suggestedBits(suggested) |
    (mark.parked ? CELL_FLAGS.parked : 0) |
    (mark.note ? CELL_FLAGS.note : 0) |
    (mark.evidence > 0 ? CELL_FLAGS.evidence : 0) |
    (misconceptionFor(duty, suggested, answer, subject.service) ? CELL_FLAGS.misconception : 0) |
    (mark.held ? CELL_FLAGS.held : 0) |
    (mark.status === 'implemented' && isOwned({ ownership }) ? CELL_FLAGS.implemented : 0)
  );
}

/** Tables whose rows show in single cells, and those that give the matrix its rows, columns and meaning. */
const IN_CELLS: ReadonlySet<string> = new Set(['assignment', 'share', 'evidence_link']);
const IN_ALL: ReadonlySet<string> = new Set([
  'workbook',
  'party',
  'environment',
  'service_in_use',
  'service_environment',
  'custom_service',
  'custom_responsibility',
  'house_rules',
  'common_reach',
  'common_exception',
  'provider_edition',
]);
/** Beyond this, reading the whole matrix takes no longer. */
const MOST_CELLS = 500;

/**
 * The cells that were changed after a revision, as they are now. Null where more changed than cells: the parties, what is in use,
 * what is asked.
 */
export function cellsSince(
  db: ReadDb,
  catalogue: CatalogueIndex,
  marks: Marks,
  rev: number,
): MatrixChanges['cells'] | null {
  const refs = new Set<string>();
  // Their answers stand in the columns of services.
  const common = listCommonParties(db);
  for (const change of changesSince(db, rev))
    for (const { table, before, after } of change.rows) {
      if (IN_ALL.has(table)) return null;
      const { subject, responsibility } = { ...before, ...after };
      if (common.has(String(subject))) return null;
      if (IN_CELLS.has(table)) refs.add(assignmentRef(String(subject), String(responsibility)));
      if (refs.size > MOST_CELLS) return null;
    }
  const kinds = kindsById(listParties(db));
  const cells: MatrixChanges['cells'][number][] = [];
  for (const ref of refs) {
    const at = parseAssignmentRef(ref);
    const subject = findSubject(db, catalogue, at.subject);
    const recorded = marks.get(at.subject);
    const duty = subject && dutiesOf(subject, catalogue, recorded).find(({ id }) => id === at.responsibility);
    // Asked of nobody any more.
    if (!duty) return null;
    const mark = recorded?.get(duty.id);
    cells.push([ref, mark?.ownership ?? '', flagsOf(subject, duty, mark, kinds)]);
  }
  return cells;
}
