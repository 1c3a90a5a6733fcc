import { buildMatrix } from '../assessment/matrix.ts';
import type { Assignment, assignments } from '../contract/assignments.ts';
import { ruleViolation } from '../contract/errors.ts';
import { namesById, ownershipOf, ownershipWords } from '../domain/ownership.ts';
import { deleteAssignment, writeAssignment } from '../workbook/tables/assignments.ts';
import { listEvidenceOf } from '../workbook/tables/evidence.ts';
import { listParties } from '../workbook/tables/parties.ts';
import { readPosition, writePosition } from '../workbook/tables/workbook.ts';
import { acceptSuggestions } from './accept-suggestions.ts';
import { blankAssignment, checkChangeable, locate, type Place, sharesFor } from './answer.ts';
import { applyCells } from './apply-cells.ts';
import { writeRecord } from './basis.ts';
import { bulkChange } from './bulk.ts';
import type { CommandContext, Handlers } from './context.ts';
import { afterAnswer, afterClearing, parkedAs, warningFor } from './record-answer.ts';
import { filterOptions, orderedRegister } from './register.ts';
import { card, subjectList, walk } from './walk.ts';

function save(context: CommandContext, place: Place, edited: Assignment, verb: string): Assignment {
  const after = writeRecord(context.db, place, edited);
  const words = ownershipWords(ownershipOf(after), namesById(listParties(context.db)));
  context.describe(`${verb} ${place.ref}: ${words}`);
  return after;
}

export const assignmentHandlers: Handlers<typeof assignments> = {
  subjects: subjectList,
  walk,
  card,

  check: (context, { ref, owners }) => warningFor(locate(context, ref), owners, context),

  matrix: ({ session, db, catalogue }) => buildMatrix(db, catalogue, session.marks(), session.head().rev),

  register(context, { offset, limit, ...order }) {
    const { rows, groups } = orderedRegister(context, order);
    return { total: rows.length, rows: rows.slice(offset, offset + limit), groups };
  },
  filterOptions,
  refs: (context, order) => orderedRegister(context, order).rows.map((row) => row.ref),

  bulk: bulkChange,
  applyCells,

  answer(context, input) {
    const place = locate(context, input.ref);
    checkChangeable(place, input.baseRev, context.db);
    return save(context, place, afterAnswer(context, place, input), 'Answered');
  },

  update(context, { ref, duties, people, reason, baseRev, parked, waits, ...beside }) {
    const { db, rev } = context;
    const place = locate(context, ref);
    checkChangeable(place, baseRev, db);
    const before = place.recorded ?? blankAssignment(place, rev);
    const shares =
      duties === undefined && people === undefined
        ? before.shares
        : sharesFor(
            place,
            before.shares.map((share) => share.party),
            { duties, people },
            db,
          );
    const after: Assignment = {
      ...before,
      ...Object.fromEntries(Object.entries(beside).filter(([, value]) => value !== undefined)),
      shares,
      ...parkedAs(context, before, { parked, waits }),
      deviationReason: reason === undefined ? before.deviationReason : reason || null,
      note: beside.note === undefined ? before.note : beside.note || null,
      askedAnyway: before.askedAnyway || !place.asked,
      rev,
    };
    return save(context, place, after, 'Changed');
  },

  clear(context, { ref }) {
    const place = locate(context, ref);
    checkChangeable(place, undefined, context.db);
    return save(context, place, afterClearing(context, place), 'Took back the answer of');
  },

  acceptSuggestions,

  confirm(context, { refs }) {
    const { db, rev } = context;
    const confirmed: string[] = [];
    for (const ref of new Set(refs)) {
      const place = locate(context, ref);
      const { recorded } = place;
      if (!recorded?.confirmLater) continue;
      checkChangeable(place, undefined, db);
      writeAssignment(db, { ...recorded, confirmLater: false, rev }, recorded);
      confirmed.push(ref);
    }
    context.describe(`Confirmed ${confirmed.length} answer(s)`);
    return { confirmed };
  },

  ask(context, { ref, asked }) {
    const place = locate(context, ref);
    const { recorded } = place;
    if (asked) {
      if (place.asked) return recorded;
      if (place.subject.kind !== 'service' || place.duty.scope === 'organisation')
        throw ruleViolation(
          `"${place.duty.name}" is answered once for the whole workbook, not for ${place.subject.label}.`,
        );
      return save(
        context,
        place,
        { ...(recorded ?? blankAssignment(place, context.rev)), askedAnyway: true, rev: context.rev },
        'Asks',
      );
    }
    if (!recorded?.askedAnyway)
      throw ruleViolation(
        `The catalogue itself asks ${ref}. Answer it "not applicable" with a reason instead.`,
      );
    const empty = ownershipOf(recorded).kind === 'unanswered' && recorded.note === null;
    if (empty && listEvidenceOf(context.db, recorded.subject, recorded.responsibility).length === 0) {
      deleteAssignment(context.db, recorded.subject, recorded.responsibility);
      context.describe(`Asks ${ref} no longer`);
      return null;
    }
    throw ruleViolation(`${ref} has an answer, a note or evidence. Take those back first.`);
  },

  position: ({ db }) => ({ ref: readPosition(db) }),

  setPosition(context, { ref }) {
    locate(context, ref);
    writePosition(context.db, ref);
    return null;
  },
};
