import { isOfUsed, titlesUnused, titlesUsed } from '../../../domain/services/in-use.ts';
import { counted } from '../../../domain/words/counted.ts';
import { titleIn } from '../arns/arns.ts';
import { BelowOthers, notesBeside } from '../arns/beside-arns.ts';
import { GONE_BY_SHEET, GONE_IN_ROW, GONE_IN_TEXT } from '../arns/names.ts';
import { plainHeading, type Table } from '../csv.ts';
import { clip, listNames } from '../found.ts';
import { told } from '../unknown.ts';
import { saysOfStates } from './beside-columns.ts';
import { goneColumns, isOfGone, stateAlone } from './gone.ts';
import { statesIn } from './holder-states.ts';
import { TitlePath } from './title-path.ts';

// Tables that a program exported, with what somebody wrote into them: the rule of tables with ARNs holds for those that name their resources otherwise, too.

/** Why a resource is not counted, in words that follow "not counted", and what says so. */
export interface Left {
  readonly why: string;
  readonly said: string;
}
interface Columns {
  /** The column of the type: a row without one is no resource. */
  readonly type: number;
  /** The column by which a resource is named where something is told of it. */
  readonly named: number;
  /** Whether a column, by its heading as `plainHeading` writes it, is one that the program itself writes. */
  readonly isOwn: (plain: string, heading: string) => boolean;
}
/** A row, with the title that it stands below, and why it is not counted. */
export interface JudgedRow {
  readonly row: readonly string[];
  readonly below: string;
  readonly left: Left | null;
}

/** The rows of a table of resources as they are on an ISO date; titles that say whether what is below them is in use are none. */
export function judgeRows(table: Table, { type, named }: Columns, asOf: string): readonly JudgedRow[] {
  const gone = goneColumns(table.headers, asOf, type);
  const isOfSheet = isOfGone(table.sheet ?? '');
  const above = table.above ?? '';
  // Above a whole export a sentence tells of how it was made: "Export after retired resources were removed".
  const isGoneBelow = (title: string) => (title === above ? titlesUnused(title) : isOfGone(title));
  const says = (title: string) => isGoneBelow(title) || (isOfUsed(title) || titlesUsed(title) ? false : null);
  const path = new TitlePath(says);
  if (HAS_LETTER.test(above)) path.enter(above);
  return table.rows.flatMap((row): readonly JudgedRow[] => {
    const isNamed = [type, named].some((at) => at !== 0 && row[at]?.trim());
    const title = isNamed || IS_TYPE.test(row[type]?.slice(0, LONGEST_TYPE) ?? '') ? null : titleIn(row);
    if (title !== null && HAS_LETTER.test(title)) {
      path.enter(title);
      if (says(title) !== null) return [];
    } else path.pass();
    const by = gone.goneBy(row);
    const below = path.title;
    if (by >= 0) return [{ row, below, left: { why: GONE_IN_ROW, said: stateAlone(row[by]) } }];
    if (path.isUnused) return [{ row, below, left: { why: GONE_IN_TEXT, said: below } }];
    if (isOfSheet && !isOfUsed(below))
      return [{ row, below, left: { why: GONE_BY_SHEET, said: table.sheet ?? '' } }];
    return [{ row, below, left: null }];
  });
}

/** What leaves resources aside, and what stands above and beside them, as notes. INVALID_INPUT that `isTold` knows where all are left aside. */
export function notesOnRows(
  file: string,
  table: Table,
  columns: Columns,
  judged: readonly JudgedRow[],
  asOf: string,
): readonly string[] {
  const left = judged.flatMap((each) => each.left ?? []);
  const notes = notesOnLeft(left);
  if (left.length > 0 && left.length === judged.length) throw allAside(file, notes);
  return [...notes, ...notesBesideRows(table, columns, judged, asOf)];
}

/** The refusal of a file of which all is left aside, with why. */
export const allAside = (file: string, notes: readonly string[]) =>
  told(`${file} names no resource that is in use. ${notes.join(' ')}`);

/** What those that are counted stand below, and what else stands beside them all, as notes. */
export function notesBesideRows(
  table: Table,
  { type, named, isOwn }: Columns,
  judged: readonly JudgedRow[],
  asOf: string,
): readonly string[] {
  const below = new BelowOthers();
  for (const { row, left, below: title } of judged)
    if (left === null && row[type]?.trim()) below.add(title, row[type]);
  const headers = table.headers.map((heading) => heading.replace(OF_TAG, 'tag '));
  const gone = goneColumns(headers, asOf, type);
  const telling = new Set(gone.telling);
  const isRead = (heading: string, at: number): boolean => {
    if (OF_TAG.test(table.headers[at] ?? '')) return !tagSays(heading.slice(4), judged, at);
    return !telling.has(at) && !saysOfStates(heading) && isOwn(plainHeading(heading), heading);
  };
  const read = new Set(headers.flatMap((heading, at) => (at === type || isRead(heading, at) ? [at] : [])));
  const rows = judged.map(({ row }) => row);
  return [...below.notes(), ...notesBeside({ headers, rows, own: named, read, gone })];
}

/** What is left aside, with what says so. */
export function notesOnLeft(left: readonly Left[]): readonly string[] {
  return [...Map.groupBy(left, ({ why }) => why)].map(([why, each]) => {
    const words = [...new Set(each.map(({ said }) => `“${clip(said, 80)}”`))];
    return `${counted(each.length, 'resource')} not counted, ${why}: ${listNames(words)}.`;
  });
}

const IS_TYPE = /\S:\S|\.amazonaws\./;
const LONGEST_TYPE = 200;
/** What terminals draw around a table is no title. */
const HAS_LETTER = /\p{L}/u;

/** A column of one tag, as Tag Editor and Resource Explorer write it: `Tag: Environment`. */
const OF_TAG = /^tags?[:.] ?/i;
/** Whether a tag says in some row where its resource stands in its life. */
const tagSays = (name: string, rows: readonly JudgedRow[], at: number): boolean =>
  rows.some(({ row }) => statesIn({ [name]: row[at] ?? '' }).size > 0);
