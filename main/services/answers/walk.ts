import type { Marks } from '../../assessment/register-book.ts';
import { dutiesOf, findSubject, listSubjects, type Subject } from '../../assessment/subjects.ts';
import type { Card, Walk, WalkSubject } from '../../contract/assignments.ts';
import type { Responsibility } from '../../contract/catalogue.ts';
import { notFound } from '../../contract/errors.ts';
import { assignmentRef } from '../../contract/ids.ts';
import { reasonOf } from '../../domain/controls/inheritance.ts';
import { misconceptionFor } from '../../domain/duties/misconceptions.ts';
import { decodeOwnership, kindsById, ownerClassOf, ownershipOf } from '../../domain/duties/ownership.ts';
import { suggestedOwner } from '../../domain/duties/suggestion.ts';
import { readAssignment } from '../../workbook/tables/assignments.ts';
import { listParties } from '../../workbook/tables/parties.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { QueryContext } from '../context.ts';
import { locate, suggestionAt } from './place.ts';
import { standingIn } from './standing.ts';

/** Whom one can walk through, with how far each is. */
export function subjectList({ session, db, catalogue }: QueryContext): readonly WalkSubject[] {
  const marks = session.marks();
  return listSubjects(db, catalogue).map((subject) => {
    const recorded = marks.get(subject.ref);
    const duties = dutiesOf(subject, catalogue, recorded);
    return {
      ref: subject.ref,
      kind: subject.kind,
      label: subject.label,
      detail: subject.detail,
      asked: duties.length,
      answered: duties.filter((duty) => (recorded?.get(duty.id)?.ownership ?? '') !== '').length,
      parked: duties.filter((duty) => recorded?.get(duty.id)?.parked).length,
    };
  });
}

/** One subject's cards in walking order. */
export function walk({ session, db, catalogue }: QueryContext, { subject: ref }: { subject: string }): Walk {
  const subject = findSubject(db, catalogue, ref);
  if (!subject) throw notFound(`service "${ref}" in this workbook`, 'Choose one from the list.');
  const marks = session.marks().get(ref);
  const kinds = kindsById(listParties(db));
  return {
    subject: {
      ref: subject.ref,
      kind: subject.kind,
      label: subject.label,
      detail: subject.detail,
      model: subject.service?.model ?? null,
      notes: subject.entry?.notes ?? null,
    },
    domains: catalogue.domains,
    items: dutiesOf(subject, catalogue, marks).map((duty) => {
      const mark = marks?.get(duty.id);
      const ownership = decodeOwnership(mark?.ownership ?? '');
      const suggested = suggestedOwner(duty, subject.entry, subject.service?.model ?? null);
      return {
        ref: assignmentRef(ref, duty.id),
        responsibility: duty.id,
        name: duty.name,
        domain: duty.domain,
        ownership,
        suggested,
        status: mark?.status ?? 'not-started',
        parked: mark?.parked ?? false,
        // Few are parked, so what they wait for is read where it is wanted.
        waits: mark?.parked ? (readAssignment(db, ref, duty.id)?.waits ?? null) : null,
        note: mark?.note ?? false,
        evidence: mark?.evidence ?? 0,
        misconception:
          misconceptionFor(duty, suggested, ownerClassOf(ownership, kinds), subject.service) !== null,
      };
    }),
  };
}

/** Everything on one card. NOT_FOUND for an unknown ref. */
export function card(context: QueryContext, { ref }: { ref: string }): Card {
  const { session, db, catalogue } = context;
  const place = locate(context, ref);
  const { subject, duty, suggestion } = place;
  const { record, evidence, common } = standingIn(context, place);
  const ownership = ownershipOf(record);
  const domain = catalogue.domain(duty.domain);
  if (!domain) throw notFound(`domain "${duty.domain}" in the catalogue`, 'Install Demarc again.');
  const chosen = readWorkbook(db).frameworks;
  return {
    ref,
    subject: { ref: subject.ref, kind: subject.kind, label: subject.label, detail: subject.detail },
    responsibility: duty,
    domain,
    suggestion: suggestionAt(context, place),
    assignment: record ?? null,
    ownership,
    misconception: misconceptionFor(
      duty,
      suggestion.owner,
      ownerClassOf(ownership, kindsById(listParties(db))),
      subject.service,
    ),
    foundation:
      common?.how === 'source' || common?.how === 'inherited'
        ? columnsOf(common)
        : foundationOf(context, subject, duty),
    common,
    evidence,
    tools: duty.tools.map((id) => ({ id, name: catalogue.service(id)?.name ?? id })),
    controls: catalogue.catalogue.frameworks
      .filter((framework) => chosen.length === 0 || chosen.includes(framework.id))
      .flatMap((framework) => {
        const controls = framework.controls
          .filter(({ duties }) => duties.includes(duty.id))
          .map((control) => {
            const bearing = control.duties.flatMap((id) => catalogue.responsibility(id) ?? []);
            const why = reasonOf(control, bearing);
            return {
              id: control.id,
              title: control.title,
              inherit: control.inherit,
              basis: framework.bases[control.basis]?.title ?? control.basis,
              worded: control.text !== undefined,
              ...(why === null ? {} : { why }),
            };
          });
        return controls.length === 0 ? [] : [{ framework: framework.id, name: framework.name, controls }];
      }),
    ...neighbours(context, subject, duty, session.marks()),
  };
}

/** A common control shows in the columns of the services in which it holds. */
const columnsOf = ({ services }: NonNullable<Card['common']>): Card['foundation'] =>
  services === 0 ? null : { columns: services };

/**
 * In how many columns of the matrix a provider's answer shows: in each service's that does not ask the duty itself. Of several
 * providers it is the first whose foundations fill them.
 */
function foundationOf(
  { session, db, catalogue }: QueryContext,
  subject: Subject,
  duty: Responsibility,
): Card['foundation'] {
  if (subject.kind !== 'provider') return null;
  const marks = session.marks();
  const asking = (kind: Subject['kind'], asked: boolean) =>
    listSubjects(db, catalogue).filter(
      (other) =>
        other.kind === kind &&
        dutiesOf(other, catalogue, marks.get(other.ref)).some(({ id }) => id === duty.id) === asked,
    );
  const [first] = asking('provider', true);
  return { columns: first?.ref === subject.ref ? asking('service', false).length : 0 };
}

/** How many duties of a subject are answered, by its marks. */
const answeredByMarks = new WeakMap<SubjectMarks, number>();
type SubjectMarks = NonNullable<ReturnType<Marks['get']>>;
function answeredIn(marks: SubjectMarks | undefined): number {
  if (!marks) return 0;
  const count =
    answeredByMarks.get(marks) ?? [...marks.values()].filter(({ ownership }) => ownership !== '').length;
  answeredByMarks.set(marks, count);
  return count;
}

/** Where one can go from a card: through the subject, then on to the next one; open cards are looked for all the way round. */
function neighbours({ db, catalogue }: QueryContext, subject: Subject, duty: Responsibility, marks: Marks) {
  const subjects = listSubjects(db, catalogue);
  const all = subjects.map((entry) => dutiesOf(entry, catalogue, marks.get(entry.ref)));
  const at = subjects.findIndex((entry) => entry.ref === subject.ref);
  const own = all[at] ?? [];
  const index = own.findIndex((entry) => entry.id === duty.id);
  const refAt = (place: number, entry: Responsibility | undefined) => {
    const owner = subjects[place];
    return owner && entry ? assignmentRef(owner.ref, entry.id) : null;
  };
  const step = (direction: 1 | -1): string | null => {
    const inside = index < 0 ? undefined : own[index + direction];
    if (inside) return refAt(at, inside);
    for (let place = at + direction; place >= 0 && place < all.length; place += direction) {
      const list = all[place] ?? [];
      const entry = direction === 1 ? list[0] : list.at(-1);
      if (entry) return refAt(place, entry);
    }
    return null;
  };
  const isOpen = (place: number, entry: Responsibility): boolean => {
    const mark = marks.get(subjects[place]?.ref ?? '')?.get(entry.id);
    return !mark || (mark.ownership === '' && !mark.parked);
  };
  const nextOpen = (): string | null => {
    for (let turn = 0; turn <= all.length; turn += 1) {
      const place = (at + turn) % all.length;
      const list = all[place] ?? [];
      // Whatever is answered is among the duties, so where as many are answered none is open.
      if (answeredIn(marks.get(subjects[place]?.ref ?? '')) === list.length) continue;
      // First the rest of this subject; its beginning comes last, when all others have been looked through.
      const part =
        turn === 0 ? list.slice(index + 1) : turn === all.length ? list.slice(0, Math.max(0, index)) : list;
      const found = part.find((entry) => isOpen(place, entry));
      if (found) return refAt(place, found);
    }
    return null;
  };
  return {
    previous: step(-1),
    next: step(1),
    nextOpen: nextOpen(),
    index: Math.max(0, index),
    total: own.length,
  };
}
