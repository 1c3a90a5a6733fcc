import { namedParties } from '../../assessment/parties.ts';
import { listSubjects } from '../../assessment/subjects.ts';
import type { DutyTexts, RetiredResponsibility } from '../../contract/catalogue.ts';
import { DemarcError } from '../../contract/errors.ts';
import { assignmentRef } from '../../contract/ids.ts';
import type { snapshots } from '../../contract/methods/snapshots.ts';
import { answerRefusalOf } from '../../contract/refusals.ts';
import { SAME_PARTS, type SameLeft } from '../../contract/same-as.ts';
import type { SplitItem } from '../../contract/snapshots.ts';
import type { AnswerChange } from '../../domain/answers/changes.ts';
import { namesById, ownershipOf, ownershipWords } from '../../domain/duties/ownership.ts';
import { counted } from '../../domain/words/counted.ts';
import { listActions, moveAction } from '../../workbook/tables/actions.ts';
import type { Handlers, QueryContext } from '../context.ts';
import { afterChanges, type DutyState } from './change.ts';
import { checkChangeable } from './place.ts';
import type { Judging } from './record.ts';
import { deskOf, isAnswered, namedAuthors, stateAt, taken } from './same-as.ts';
import { writeDuty } from './write.ts';

interface Split {
  readonly subject: string;
  readonly retired: RetiredResponsibility;
  /** Ids of the parts without an answer. */
  readonly open: readonly string[];
}

/**
 * What is recorded of duties that the catalogue has split since: an answer as far as a part of them is open, and a question that was
 * only parked or noted for the first open part.
 */
function* splitsOf({ session, db, catalogue }: QueryContext): Generator<Split> {
  const { retired } = catalogue.catalogue;
  const marks = session.marks();
  const isOpen = (subject: string, id: string) => (marks.get(subject)?.get(id)?.ownership ?? '') === '';
  for (const { ref } of listSubjects(db, catalogue))
    for (const entry of retired) {
      const mark = marks.get(ref)?.get(entry.id);
      if (!mark) continue;
      const answered = mark.ownership !== '';
      if (!answered && !mark.parked && !mark.note && mark.evidence === 0) continue;
      const open = entry.into.filter((id) => isOpen(ref, id)).slice(0, answered ? undefined : 1);
      if (open.length > 0) yield { subject: ref, retired: entry, open };
    }
}

/** What carrySplits would carry, in words. */
export function listSplits(context: QueryContext): readonly SplitItem[] {
  const judging = { ...context, rev: context.session.head().rev + 1 };
  const names = namesById(namedParties(context.db));
  return [...splitsOf(context)].map(({ subject, retired, open }) => {
    const ref = assignmentRef(subject, retired.id);
    const desk = deskOf(judging, ref);
    return {
      ref,
      place: `${desk.place.subject.label}, ${retired.name}`,
      answer: ownershipWords(ownershipOf(stateAt(desk).record), names),
      parts: open.map((id) => context.catalogue.responsibility(id)?.name ?? id),
    };
  });
}

export const carrySplits: Handlers<typeof snapshots>['carrySplits'] = (context) => {
  const left: SameLeft[] = [];
  let carried = 0;
  for (const { subject, retired, open } of [...splitsOf(context)]) {
    const from = deskOf(context, assignmentRef(subject, retired.id));
    const providers = providersOf(context);
    const origin = withoutOldTexts(stateAt(from), retired, providers);
    const refused = open.flatMap((id) => {
      const problem = carryTo(context, assignmentRef(subject, id), { origin, retired, providers });
      if (problem === null) carried += 1;
      return problem ?? [];
    });
    left.push(...refused);
    // What stays where it was keeps its actions.
    if (refused.length > 0 || from.place.recorded?.review === 'accepted') continue;
    for (const action of listActions(context.db))
      if (action.subject === subject && action.responsibility === retired.id)
        moveAction(context.db, action.number, open[0] ?? retired.id);
    writeDuty(context, from.place, stateAt(from), afterChanges(from, stateAt(from), EMPTIED));
  }
  context.describe(
    `Carried ${counted(carried, 'answer')} to the parts of duties that the catalogue split, to be confirmed`,
  );
  return { carried, left };
};

/** Nothing of the whole stays where nobody is asked any more. */
const EMPTIED: readonly AnswerChange[] = [
  { field: 'unanswered' },
  { field: 'parked', parked: false, waits: null },
  { field: 'note', value: '' },
  { field: 'dueOn', value: '' },
  { field: 'status', status: 'not-started' },
  { field: 'evidence', numbers: [] },
];

interface Carried {
  readonly origin: DutyState;
  readonly retired: RetiredResponsibility;
  readonly providers: ReadonlySet<string>;
}

/** Null when the part has the answer now. */
function carryTo(
  context: Judging & Parameters<typeof writeDuty>[0],
  ref: string,
  { origin, retired, providers }: Carried,
): SameLeft | null {
  const desk = deskOf(context, ref);
  const { place } = desk;
  const before = stateAt(desk);
  if (isAnswered(before)) return null;
  try {
    checkChangeable(place);
    const { parked, waits } = origin.record;
    const after = taken(
      desk,
      fittingTo(place.suggestion.duties, origin, retired, providers),
      before,
      new Set(SAME_PARTS),
    );
    writeDuty(
      context,
      place,
      before,
      afterChanges(
        desk,
        after,
        isAnswered(origin)
          ? [{ field: 'confirmLater', confirmLater: true }]
          : parked
            ? [{ field: 'parked', parked, waits }]
            : [],
      ),
      namedAuthors(origin),
    );
    return null;
  } catch (error) {
    if (!(error instanceof DemarcError)) throw error;
    const kind = answerRefusalOf(error);
    return {
      ref,
      place: `${place.subject.label}, ${place.duty.name}`,
      kind: kind === 'locked' || kind === 'misconception' ? kind : 'refused',
      why: error.message,
    };
  }
}

const providersOf = ({ db }: QueryContext): ReadonlySet<string> =>
  new Set(namedParties(db).flatMap(({ id, kind }) => (kind === 'provider' ? [id] : [])));

/** Texts that came from the catalogue stay behind: each part proposes its own. */
function withoutOldTexts(
  state: DutyState,
  { duties }: RetiredResponsibility,
  providers: ReadonlySet<string>,
): DutyState {
  const shares = state.record.shares.map((share) => {
    const proposed = providers.has(share.party) ? duties.provider : duties.customer;
    return share.text === proposed ? { ...share, text: null } : share;
  });
  return { ...state, record: { ...state.record, shares } };
}

/** Whoever has no part of this part has no share of it; and that it was carried over is the reason where it differs from what is suggested. */
function fittingTo(
  { provider, customer }: DutyTexts,
  state: DutyState,
  { name }: RetiredResponsibility,
  providers: ReadonlySet<string>,
): DutyState {
  const fitting = state.record.shares.filter(
    ({ party }) => (providers.has(party) ? provider : customer) !== null,
  );
  const shares = fitting.length > 0 ? fitting : state.record.shares;
  const deviationReason = state.record.deviationReason ?? `Carried over from "${name}", to be confirmed.`;
  return { ...state, record: { ...state.record, shares, deviationReason } };
}
