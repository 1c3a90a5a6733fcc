import { buildMatrix, cellsSince } from '../../assessment/matrix.ts';
import type { Assignment } from '../../contract/assignments.ts';
import { ruleViolation } from '../../contract/errors.ts';
import type { assignments } from '../../contract/methods/assignments.ts';
import { ownershipOf } from '../../domain/duties/ownership.ts';
import { counted } from '../../domain/words/counted.ts';
import { unpackMatrix } from '../../jobs/packed-matrix.ts';
import { deleteAssignment, writeAssignment } from '../../workbook/tables/assignments.ts';
import { listEvidenceOf } from '../../workbook/tables/evidence.ts';
import { readPosition, writePosition } from '../../workbook/tables/workbook.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { acceptSuggestions } from './accept-suggestions.ts';
import { bulkChange } from './bulk.ts';
import { applyCells } from './cells.ts';
import { afterChanges, deskAt, startOf } from './change.ts';
import { changesGiven, type Given } from './given.ts';
import { blankAssignment, checkChangeable, locate, placeWords } from './place.ts';
import { afterClearing, warningFor } from './record.ts';
import { filterOptions, orderedRegister } from './register.ts';
import { previewSame, sameAs } from './same-as.ts';
import { card, subjectList, walk } from './walk.ts';
import { save } from './write.ts';

/** Makes what a command says of a duty one change of it. */
function change(
  context: CommandContext,
  {
    ref,
    baseRev,
    verb,
    precedent,
  }: { ref: string; baseRev: number | undefined; verb: string; precedent?: string | undefined },
  given: Given,
): Assignment {
  const place = locate(context, ref);
  checkChangeable(place, baseRev);
  const desk = deskAt(context, place);
  const { record } = afterChanges(desk, startOf(desk), changesGiven(given));
  const { rev } = context;
  const edited = { ...record, askedAnyway: record.askedAnyway || !place.asked, rev };
  return save(context, place, edited, verb, precedent);
}

export const assignmentHandlers: Handlers<typeof assignments> = {
  subjects: subjectList,
  walk,
  card,

  check: (context, { ref, owners }) => warningFor(locate(context, ref), owners),

  matrix: ({ session, db, catalogue }) => buildMatrix(db, catalogue, session.marks(), session.head().rev),

  matrixSince: ({ session, db, catalogue }, { rev }) => {
    const cells = cellsSince(db, catalogue, session.marks(), rev);
    return cells && { rev: session.head().rev, cells };
  },

  layOutMatrix: async ({ session, core, signal, progress }) =>
    unpackMatrix(await core.runTask({ kind: 'matrix', workbook: session.readFrom }, { signal, progress })),

  register(context, { offset, limit, ...order }) {
    const { rows, groups } = orderedRegister(context, order);
    return { total: rows.length, rows: rows.slice(offset, offset + limit), groups };
  },
  filterOptions,
  refs: (context, order) => orderedRegister(context, order).rows.map((row) => row.ref),

  bulk: bulkChange,
  previewSame,
  sameAs,
  applyCells,

  answer: (context, { ref, baseRev, precedent, ...given }) =>
    change(context, { ref, baseRev, verb: 'Answered', precedent }, given),
  update: (context, { ref, baseRev, ...given }) => change(context, { ref, baseRev, verb: 'Changed' }, given),

  clear(context, { ref }) {
    const place = locate(context, ref);
    checkChangeable(place);
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
      checkChangeable(place);
      writeAssignment(db, { ...recorded, confirmLater: false, rev }, recorded);
      confirmed.push(ref);
    }
    context.describe(`Confirmed ${counted(confirmed.length, 'answer')}`);
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
      context.describe(`Asks ${placeWords(place)} no longer`);
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
