import { dutiesOf, findSubject, listSubjects } from '../../assessment/subjects.ts';
import type { Action, ActionIssues, ActionRow } from '../../contract/actions.ts';
import { notFound, ruleViolation } from '../../contract/errors.ts';
import type { actions } from '../../contract/methods/actions.ts';
import { isLive, isOverdue } from '../../domain/actions.ts';
import { namesById } from '../../domain/duties/ownership.ts';
import { GAP_RULES } from '../../domain/gaps/gaps.ts';
import { groupBy } from '../../domain/group-by.ts';
import { ISSUE_HEADINGS, issueFields, issueOf } from '../../domain/trackers/issue.ts';
import { compareReturned } from '../../domain/trackers/returned.ts';
import { CSV_START, csvLine } from '../../exporters/csv.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { readPastMerges } from '../../workbook/merge/records.ts';
import {
  deleteAction,
  insertAction,
  listActions,
  readAction,
  updateAction,
} from '../../workbook/tables/actions.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { Handlers, QueryContext } from '../context.ts';
import { currentGaps } from '../review/gaps.ts';

/** Every action with what lists show beside it, on a day (ISO date; today when none is given); `covers` counts gaps by the action that covers them. */
export function actionRows(
  { db, catalogue, clock }: Pick<QueryContext, 'db' | 'catalogue' | 'clock'>,
  covers: ReadonlyMap<number, number>,
  asOf: string = clock.today(),
): readonly ActionRow[] {
  const labels = new Map(listSubjects(db, catalogue).map((subject) => [subject.ref, subject.label]));
  const people = namesById(listPeople(db));
  const { title } = readWorkbook(db);
  return listActions(db).map((action) => ({
    ...action,
    subjectLabel: action.subject === null ? title : (labels.get(action.subject) ?? action.subject),
    responsibilityName:
      action.responsibility === null
        ? null
        : (catalogue.responsibility(action.responsibility)?.name ?? action.responsibility),
    personName: action.person === null ? null : (people.get(action.person) ?? null),
    overdue: isOverdue(action, asOf),
    covers: covers.get(action.number) ?? 0,
  }));
}

/** Action number -> how many gaps it covers. That an action is late is not something that it covers. */
export function countCovered(
  gaps: readonly { readonly action: number | null; readonly rule: string }[],
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { action, rule } of gaps)
    if (action !== null && rule !== 'action-overdue') counts.set(action, (counts.get(action) ?? 0) + 1);
  return counts;
}

function actionOf(db: ReadDb, number: number): Action {
  const action = readAction(db, number);
  if (!action) throw notFound(`action A-${number} in this workbook`, 'Choose one from the list of actions.');
  return action;
}
function checkPerson(db: ReadDb, person: string | null | undefined): void {
  if (person && !listPeople(db).some((entry) => entry.id === person))
    throw notFound(`person "${person}"`, 'Add the person under Scope first.');
}
/** Refuses a place that nothing in the workbook stands at, so that no action is filed where nobody looks. */
function checkPlace(
  { session, db, catalogue }: QueryContext,
  place: Pick<Action, 'subject' | 'responsibility'>,
) {
  if (place.subject === null) {
    if (place.responsibility !== null)
      throw ruleViolation('An action for one responsibility belongs to one service: name it too.');
    return;
  }
  const subject = findSubject(db, catalogue, place.subject);
  if (!subject) throw notFound(`service "${place.subject}" in this workbook`, 'Choose one from the list.');
  if (place.responsibility === null) return;
  const duties = dutiesOf(subject, catalogue, session.marks().get(subject.ref));
  if (!duties.some((duty) => duty.id === place.responsibility))
    throw notFound(
      `responsibility "${place.responsibility}" for ${subject.label}`,
      'Choose one that is asked of it.',
    );
}

/** Every action as trackers take it. */
function issues(context: QueryContext): ActionIssues {
  const { uuid } = readWorkbook(context.db);
  const emails = new Map(listPeople(context.db).map(({ id, email }) => [id, email]));
  const list = actionRows(context, new Map()).map((action) =>
    issueOf(action, uuid, emails.get(action.person ?? '') ?? null),
  );
  const lines = [Object.values(ISSUE_HEADINGS), ...list.map(issueFields)].map(csvLine);
  return {
    csv: CSV_START + lines.join(''),
    json: `${JSON.stringify(list, null, 2)}\n`,
    count: list.length,
  };
}

/** What merges have called actions since, by the number that they had in one of the copies. */
function renumberedIn(db: ReadDb): ReadonlyMap<number, readonly number[]> {
  const renamed = readPastMerges(db)
    .flatMap(({ renames, ownRenames }) => [renames, ownRenames])
    .flatMap((names) => Object.entries(names.action ?? {}));
  return new Map(
    [...groupBy(renamed, ([number]) => number)].map(([number, pairs]) => [
      Number(number),
      pairs.map(([, today]) => Number(today)),
    ]),
  );
}

export const actionHandlers: Handlers<typeof actions> = {
  list: (context, input) => actionRows(context, countCovered(currentGaps(context, input?.asOf)), input?.asOf),

  add(context, input) {
    const { db, clock, actor, describe } = context;
    checkPlace(context, input);
    checkPerson(db, input.person);
    if (input.rule !== null && !GAP_RULES.some((rule) => rule.id === input.rule))
      throw notFound(
        `gap rule "${input.rule}"`,
        `The rules are ${GAP_RULES.map((rule) => rule.id).join(', ')}.`,
      );
    const action: Omit<Action, 'number'> = {
      ...input,
      note: input.note || null,
      state: 'open',
      createdAt: clock.now(),
      createdBy: actor,
      closedAt: null,
    };
    const number = insertAction(db, action);
    describe(`Added action A-${number}: ${action.title}`);
    return { ...action, number };
  },

  update({ db, clock, describe }, { number, ...input }) {
    const before = actionOf(db, number);
    checkPerson(db, input.person);
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const merged: Action = { ...before, ...given };
    const after: Action = {
      ...merged,
      note: merged.note || null,
      closedAt: isLive(merged) ? null : (before.closedAt ?? clock.now()),
    };
    updateAction(db, after);
    describe(
      after.state === before.state
        ? `Changed action A-${number}: ${after.title}`
        : `Action A-${number} is ${STATE_WORDS[after.state]}: ${after.title}`,
    );
    return after;
  },

  remove({ db, describe }, { number }) {
    const action = actionOf(db, number);
    deleteAction(db, number);
    describe(`Removed action A-${number}: ${action.title}`);
    return null;
  },

  issues,

  async readStates({ db, core, files, signal, progress }, { file }) {
    const name = files.nameOf(file);
    const { rows, others, tables, notes } = await core.runTask(
      { kind: 'action-states', path: files.pathOf(file), name },
      { signal, progress },
    );
    const { uuid } = readWorkbook(db);
    const here = { uuid, actions: listActions(db), people: listPeople(db), renumbered: renumberedIn(db) };
    const compared = compareReturned(rows, tables, here);
    return { file: name, others, ...compared, notes: [...notes, ...compared.notes] };
  },
};

const STATE_WORDS = {
  open: 'open again',
  'in-progress': 'in progress',
  done: 'done',
  dropped: 'dropped',
} as const;
