import type { Action } from '../../contract/actions.ts';
import { groupBy } from '../group-by.ts';
import { plainName } from '../words/plain-text.ts';
import { bookOf, type IssueId, issueId, markOf } from './issue-id.ts';

/** What a row says of which action it is about. */
export interface NamingRow {
  readonly ids: readonly IssueId[];
  /** Where it is about none: those that a text in it names. */
  readonly mentioned: readonly IssueId[];
  /** What its issue is called; empty where no column says so. */
  readonly title: string;
}
interface Here {
  readonly uuid: string;
  readonly actions: readonly Action[];
  /** Number -> what merges have called since whatever bore it. */
  readonly renumbered: ReadonlyMap<number, readonly number[]>;
}

/** As it went out: a CSV has an apostrophe before what could be a formula. */
const plainTitle = (title: string): string => plainName(title).replace(/^'/, '');
/** Shorter ones stand in others by chance. */
const MIN_ALIKE = 6;
/** A summary that was made longer or shorter by whole words is still that of its action. */
function isAlike(said: string, title: string): boolean {
  const [short = '', long = ''] = [said, title].toSorted((a, b) => a.length - b.length);
  return short.length >= MIN_ALIKE && ` ${long} `.includes(` ${short} `);
}

/**
 * Finds the one action of the workbook that a row is about, or says why there is none. The mark of an id settles it, whatever number the action has now. A number
 * alone, as earlier versions gave it, may since be another's, here or in the copy that it came from: there what the issue is called must not speak against it, and
 * where several actions have borne the number, it decides.
 */
export function whichAction(here: Here): (row: NamingRow) => Action | string {
  const book = bookOf(here.uuid);
  const byNumber = new Map(here.actions.map((action) => [action.number, action]));
  const byMark = groupBy(here.actions, markOf);
  const titles = groupBy(here.actions, ({ title }) => plainTitle(title));
  const bearersOf = (number: number): readonly Action[] =>
    [...new Set([number, ...(here.renumbered.get(number) ?? [])])].flatMap(
      (each) => byNumber.get(each) ?? [],
    );
  return ({ ids, mentioned, title }) => {
    const [id, other] = ids;
    if (!id)
      return `It speaks of ${mentioned.map(({ number }) => `A-${number}`).join(', ')}, but nothing says that it is that action. Write the id among its labels, into a column Demarc ID, or behind "Demarc:" in its description.`;
    if (other)
      return `It names more than one action: ${ids.map(({ number }) => `A-${number}`).join(', ')}. Leave the id of the one that it is about.`;
    const { number, mark } = id;
    if (id.book !== null && id.book !== book)
      return `A-${number} is an action of another workbook, whose ids begin with demarc-${id.book}; those of this one begin with demarc-${book}.`;
    const marked = mark === null ? [] : (byMark.get(mark) ?? []);
    if (mark !== null && marked.length === 0)
      return byNumber.has(number)
        ? `Its id is that of another action than A-${number} of this workbook: it may have been removed, or be in a copy that is not merged yet.`
        : `There is no action A-${number} in this workbook; it may have been removed.`;
    const bearers = bearersOf(number);
    const borne = bearers.filter((action) => marked.includes(action));
    // Several actions that one change added have one mark, and are told apart by their numbers.
    const [sure, ...twins] = borne;
    if (sure && twins.length === 0) return sure;
    const may = mark === null ? bearers : sure ? borne : marked;
    const [only, ...more] = may;
    if (!only) return `There is no action A-${number} in this workbook; it may have been removed.`;
    const said = plainTitle(title);
    const [called, ...namesakes] = may.filter((action) => plainTitle(action.title) === said);
    if (called && namesakes.length === 0) return called;
    const isOthers = titles.has(said);
    if (
      more.length === 0 &&
      (said === '' ? mark === null : !isOthers && isAlike(said, plainTitle(only.title)))
    )
      return only;
    const remedy = `Write the id of the one that is meant: ${may.map((action) => `${issueId(here.uuid, action)} for "${action.title}"`).join(', ')}.`;
    return more.length > 0
      ? `${may.map((action) => `A-${action.number}`).join(' and ')} may be meant by A-${number}, since copies were merged or one change added them, and nothing in the row says which it is. ${remedy}`
      : `A-${only.number} is called "${only.title}" here${title === '' ? '' : ` and "${title}" there`}, and A-${number} may have been the number of another action, in a copy or before it was removed. ${remedy}`;
  };
}
