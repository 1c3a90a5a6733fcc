import type { Action, ReturnedActions, ReturnedChange } from '../../contract/actions.ts';
import type { Person } from '../../contract/parties.ts';
import type { SheetField } from '../../contract/sheets.ts';
import { indexLookups, type SheetLookups } from '../answers/lookups.ts';
import { type ParsedCell, parseCell, type SheetCell } from '../answers/parse-cell.ts';
import { namesById } from '../duties/ownership.ts';
import { peopleWords } from './people-words.ts';
import { doubtfulLabel, endingLabel } from './reason-words.ts';
import { type StateFacts, stateMeant } from './state-meant.ts';
import { KNOWN_STATES } from './state-words.ts';
import { type TakenWord, takenNotes } from './taken-words.ts';
import { type TableSaid, unreadNotes } from './unread.ts';
import { type NamingRow, whichAction } from './which-action.ts';

/** A row of a tracker's table that names actions. */
export interface ReturnedRow extends NamingRow, StateFacts {
  /** From 1, as a spreadsheet shows it. */
  readonly row: number;
  /** The sheet that it stands on, where the file has several; null where it has one. */
  readonly sheet: string | null;
  /** Whether all of it is struck through. */
  readonly isStruck: boolean;
  readonly due: SheetCell | undefined;
  readonly assignee: SheetCell | undefined;
  readonly email: SheetCell | undefined;
}
interface Here {
  readonly uuid: string;
  readonly actions: readonly Action[];
  readonly people: readonly Person[];
  /** Number -> what merges have called since whatever bore it. */
  readonly renumbered: ReadonlyMap<number, readonly number[]>;
}

/** Any person of the workbook, whichever party they are of. */
const ANYBODY: SheetField = 'person/';
type Problem = ReturnedActions['problems'][number];

/**
 * Compares rows of a tracker with the actions of a workbook. An empty cell says nothing; what is not known is named and left. `tables` are those that they stand
 * in, of which notes tell what was not read.
 */
export function compareReturned(
  rows: readonly ReturnedRow[],
  tables: readonly TableSaid[],
  here: Here,
): Pick<ReturnedActions, 'named' | 'changes' | 'problems' | 'notes'> {
  const find = whichAction(here);
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
  const taken: TakenWord[] = [];
  for (const row of rows) {
    const found = find(row);
    if (typeof found === 'string') problems.push(problemOf(row, found));
    else if (row.isStruck)
      problems.push(
        problemOf(
          row,
          `A-${found.number}: the row is struck through, which does not say why. Nothing of it is taken.`,
        ),
      );
    else byAction.set(found, [...(byAction.get(found) ?? []), row]);
  }
  for (const [action, [first, ...more]] of byAction) {
    if (!first) continue;
    const { changes: differing, whys, by } = compareRow(first, action, lookups, names);
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
      taken.push(...by);
      problems.push(...whys.map((why) => problemOf(first, `A-${action.number}: ${why}`)));
    }
  }
  return {
    named: byAction.size,
    changes,
    problems: problems.toSorted((a, b) => a.row - b.row),
    notes: [...takenNotes(taken), ...unreadNotes(tables, (text) => lookups.peopleCalled(text).length > 0)],
  };
}

const problemOf = ({ row, sheet }: ReturnedRow, why: string): Problem => ({
  row,
  why: sheet === null ? why : `On the sheet "${sheet}": ${why}`,
});

/** Whether two rows say the same of the action that both name. */
function isSaidAlike(one: ReturnedRow, other: ReturnedRow): boolean {
  const facts = ({ status, category, resolution, labels, due, assignee, email }: ReturnedRow) =>
    JSON.stringify([
      ...[status, category, resolution, endingLabel(labels) ?? doubtfulLabel(labels) ?? ''],
      ...[due?.text ?? '', assignee?.text ?? '', email?.text ?? ''],
    ]);
  return facts(one) === facts(other);
}

/** What one row says otherwise of its action, what of it could not be read, and by which words its state was known. */
function compareRow(
  row: ReturnedRow,
  action: Action,
  lookups: SheetLookups,
  names: ReadonlyMap<string, string>,
) {
  const { due, assignee: written, email } = row;
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
  const by: TakenWord[] = [];
  const { status, category, resolution } = row;
  if (status !== '' || category !== '') {
    const meant = stateMeant(row, action.state);
    if ('unknown' in meant)
      whys.push(
        meant.unknown === 'resolution'
          ? `"${resolution}" is no resolution that is known, so it does not say whether this was done. Write "Done" or "Won't Do", or set the state by hand.`
          : `"${status || category}" is no state that is known${meant.against === null ? '' : `, and may say something else than "${meant.against}", as which the tracker counts it`}. Write ${KNOWN_STATES.map((word) => `"${word}"`).join(', ')}, or set it by hand.`,
      );
    else {
      const { by: words } = meant;
      if (words) by.push({ ...words, state: meant.state });
      // Whoever agrees sees in the very line what the state was taken from.
      set('state', action.state, meant.state, (value) =>
        words && value === meant.state ? `${value}, there “${words.words}”` : value,
      );
    }
  }
  const told = (parsed: ParsedCell): string => {
    if ('value' in parsed) return parsed.value;
    whys.push(parsed.why);
    return '';
  };
  set('dueOn', action.dueOn, told(parseCell('dueOn', due, lookups)), (value) => value);
  const assignee = asCalledHere(written, lookups);
  const isStill = lookups.peopleCalled(assignee?.text ?? '').some(({ id }) => id === action.person);
  if (!isStill)
    set(
      'person',
      action.person,
      told(personMeant(assignee, email, lookups, action.person)),
      (id) => names.get(id) ?? id,
    );
  return { changes, whys, by };
}

/** A person as the workbook calls them where the tracker writes them in a way of its own that means one person here; else as it stands. */
function asCalledHere(written: SheetCell | undefined, lookups: SheetLookups): SheetCell | undefined {
  if (written === undefined) return undefined;
  const text = peopleWords(written.text).find((each) => lookups.peopleCalled(each).length === 1);
  return text === undefined ? written : { ...written, text };
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
