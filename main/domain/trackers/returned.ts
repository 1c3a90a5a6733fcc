import type { Action, ReturnedActions, ReturnedChange } from '../../contract/actions.ts';
import type { Person } from '../../contract/parties.ts';
import type { SheetField } from '../../contract/sheets.ts';
import { indexLookups, type SheetLookups } from '../answers/lookups.ts';
import { type ParsedCell, parseCell, type SheetCell } from '../answers/parse-cell.ts';
import { namesById } from '../duties/ownership.ts';
import { bookOf, type IssueId } from './issue-id.ts';
import { KNOWN_STATES, stateMeant } from './state-words.ts';

/** A row of a tracker's table that names actions. */
export interface ReturnedRow {
  /** From 1, as a spreadsheet shows it. */
  readonly row: number;
  /** The sheet that it stands on, where the file has several; null where it has one. */
  readonly sheet: string | null;
  readonly ids: readonly IssueId[];
  /** Where it is about none: those that a text in it names. */
  readonly mentioned: readonly IssueId[];
  readonly status: string;
  readonly resolution: string;
  readonly due: SheetCell | undefined;
  readonly assignee: SheetCell | undefined;
  readonly email: SheetCell | undefined;
}
interface Here {
  readonly uuid: string;
  readonly actions: readonly Action[];
  readonly people: readonly Person[];
}

/** Any person of the workbook, whichever party they are of. */
const ANYBODY: SheetField = 'person/';
type Problem = ReturnedActions['problems'][number];

/** Compares rows of a tracker with the actions of a workbook. An empty cell says nothing; what is not known is named and left. */
export function compareReturned(
  rows: readonly ReturnedRow[],
  here: Here,
): Pick<ReturnedActions, 'named' | 'changes' | 'problems'> {
  const actions = new Map(here.actions.map((action) => [action.number, action]));
  const lookups = indexLookups({
    parties: [],
    people: here.people,
    evidence: [],
    resolutions: { people: [], evidence: [] },
  });
  const names = namesById(here.people);
  const byAction = new Map<Action, ReturnedRow[]>();
  const changes: ReturnedChange[] = [];
  const problems: Problem[] = [];
  for (const row of rows) {
    const found = actionOf(row, actions, bookOf(here.uuid));
    if (typeof found === 'string') problems.push(problemOf(row, found));
    else byAction.set(found, [...(byAction.get(found) ?? []), row]);
  }
  for (const [action, [first, ...more]] of byAction) {
    if (!first) continue;
    const { changes: differing, whys } = compareRow(first, action, lookups, names);
    // An issue that was copied has the labels of the other, and the order of a list is no reason to believe one of them.
    const other = more.find((row) => !isSaidAlike(row, first));
    if (other)
      problems.push(
        problemOf(
          other,
          `A-${action.number} is in row ${first.row}${first.sheet === null ? '' : ` of the sheet "${first.sheet}"`} as well, which says something else. Nothing of it is taken; leave the row that is right.`,
        ),
      );
    else {
      changes.push(...differing);
      problems.push(...whys.map((why) => problemOf(first, `A-${action.number}: ${why}`)));
    }
  }
  return { named: byAction.size, changes, problems: problems.toSorted((a, b) => a.row - b.row) };
}

const problemOf = ({ row, sheet }: ReturnedRow, why: string): Problem => ({
  row,
  why: sheet === null ? why : `On the sheet "${sheet}": ${why}`,
});

/** Whether two rows say the same of the action that both name. */
function isSaidAlike(one: ReturnedRow, other: ReturnedRow): boolean {
  const facts = ({ status, resolution, due, assignee, email }: ReturnedRow) =>
    JSON.stringify([status, resolution, due?.text ?? '', assignee?.text ?? '', email?.text ?? '']);
  return facts(one) === facts(other);
}

/** The one action that a row names, or why there is none. */
function actionOf(
  { ids, mentioned }: ReturnedRow,
  actions: ReadonlyMap<number, Action>,
  book: string,
): Action | string {
  const [id, other] = ids;
  if (!id)
    return `It speaks of ${mentioned.map(({ number }) => `A-${number}`).join(', ')}, but nothing says that it is that action. Write the id among its labels, into a column Demarc ID, or behind "Demarc:" in its description.`;
  if (other)
    return `It names more than one action: ${ids.map(({ number }) => `A-${number}`).join(', ')}. Leave the id of the one that it is about.`;
  if (id.book !== null && id.book !== book)
    return `A-${id.number} is an action of another workbook, whose ids begin with demarc-${id.book}; those of this one begin with demarc-${book}.`;
  return (
    actions.get(id.number) ?? `There is no action A-${id.number} in this workbook; it may have been removed.`
  );
}

/** What one row says otherwise of its action, and what of it could not be read. */
function compareRow(
  { status, resolution, due, assignee, email }: ReturnedRow,
  action: Action,
  lookups: SheetLookups,
  names: ReadonlyMap<string, string>,
) {
  const whys: string[] = [];
  const changes: ReturnedChange[] = [];
  const set = (
    field: ReturnedChange['field'],
    before: string | null,
    after: string,
    words: (value: string) => string,
  ) => {
    if (after === '' || after === before) return;
    changes.push({
      number: action.number,
      title: action.title,
      field,
      before,
      after,
      beforeWords: before === null ? '-' : words(before),
      afterWords: words(after),
    });
  };
  const state = status === '' ? action.state : stateMeant(status, resolution, action.state);
  if (typeof state !== 'string')
    whys.push(
      state.unknown === 'status'
        ? `"${status}" is no state that is known. Write ${KNOWN_STATES.map((word) => `"${word}"`).join(', ')}, or set it by hand.`
        : `"${resolution}" is no resolution that is known, so it does not say whether this was done. Write "Done" or "Won't Do", or set the state by hand.`,
    );
  else set('state', action.state, state, (value) => value);
  const told = (parsed: ParsedCell): string => {
    if ('value' in parsed) return parsed.value;
    whys.push(parsed.why);
    return '';
  };
  set('dueOn', action.dueOn, told(parseCell('dueOn', due, lookups)), (value) => value);
  const isStill = lookups.peopleCalled(assignee?.text ?? '').some(({ id }) => id === action.person);
  if (!isStill)
    set(
      'person',
      action.person,
      told(personMeant(assignee, email, lookups, action.person)),
      (id) => names.get(id) ?? id,
    );
  return { changes, whys };
}

/**
 * By the name, and by the address where that is nobody's here or borne by several. An address that went out with the action may stand there still
 * when somebody else was named in the tracker, so it does not vouch for whoever has the action already.
 */
function personMeant(
  assignee: SheetCell | undefined,
  email: SheetCell | undefined,
  lookups: SheetLookups,
  now: string | null,
): ParsedCell {
  const byName = parseCell(ANYBODY, assignee ?? email, lookups);
  if ('value' in byName || email === undefined) return byName;
  const byAddress = parseCell(ANYBODY, email, lookups);
  return 'value' in byAddress && byAddress.value !== now ? byAddress : byName;
}
