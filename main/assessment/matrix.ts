import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { Responsibility } from '../contract/catalogue.ts';
import type { Matrix } from '../contract/matrix.ts';
import { CELL_FLAGS, suggestedBits } from '../domain/matrix.ts';
import { misconceptionFor } from '../domain/misconceptions.ts';
import { decodeOwnership, kindsById, ownerClassOf } from '../domain/ownership.ts';
import { suggestedOwner } from '../domain/suggestion.ts';
import type { ReadDb } from '../workbook/connection.ts';
import type { AssignmentMark } from '../workbook/tables/assignments.ts';
import { listParties } from '../workbook/tables/parties.ts';
import { dutiesOf, listSubjects } from './subjects.ts';

type Marks = ReadonlyMap<string, ReadonlyMap<string, AssignmentMark>>;

/** The grid of the whole workbook in its compact form. Responsibilities asked nowhere have no row. */
export function buildMatrix(
  db: ReadDb,
  catalogue: CatalogueIndex,
  marks: Marks,
  rev: number,
  progress?: (done: number, total: number) => void,
): Matrix {
  const parties = listParties(db);
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
      const suggested = suggestedOwner(duty, subject.entry, subject.service?.model ?? null);
      let flags = suggestedBits(suggested);
      if (mark) {
        const answer = ownerClassOf(decodeOwnership(mark.ownership), kinds);
        flags |=
          (mark.parked ? CELL_FLAGS.parked : 0) |
          (mark.note ? CELL_FLAGS.note : 0) |
          (mark.evidence > 0 ? CELL_FLAGS.evidence : 0) |
          (misconceptionFor(duty, suggested, answer, subject.service) ? CELL_FLAGS.misconception : 0) |
          (mark.status === 'implemented' ? CELL_FLAGS.implemented : 0);
      }
      cells.push([index, indexOf.get(duty.id) ?? 0, mark?.ownership ?? '', flags]);
    }
  }
  return {
    rev,
    parties: parties.map(({ id, name, kind }) => ({ id, name, kind })),
    subjects: subjects.map(({ ref, kind, label, detail, environment, service }) => ({
      ref,
      kind,
      label,
      detail,
      environment,
      ...(service && service.tags.length > 0 ? { tags: service.tags } : {}),
    })),
    domains: catalogue.domains,
    responsibilities: responsibilities.map(({ id, name, domain, scope }) => ({ id, name, domain, scope })),
    cells,
  };
}
