import { monthNamed } from '../../../domain/answers/dates.ts';
import {
  isOfOthers,
  isOfUnused,
  isOfUsed,
  titlesUnused,
  titlesUsed,
} from '../../../domain/services/in-use.ts';
import { tellsOfUse } from '../../../domain/services/other-lists.ts';
import { BEHIND_NAMES } from '../../../domain/services/row-states.ts';
import { namesSum } from '../../../domain/words/sums.ts';
import type { Table } from '../csv.ts';
import { isCount, TitlePath } from './title-path.ts';

const LONGEST_NAME = 100;

/** What stands above a list of one column: "Services in use", and not "Amazon OpenSearch Service". */
const ABOVE_LIST =
  /^names?$|^(?!(?:amazon|aws) (?!(?:services?|dienste?)(?: |$)))(?:\S+ ){0,3}(?:[\p{L}\d]+-)?(?:services?|dienste?|servicios?|servizi|usługi|diensten|serviços)(?: \S+){0,8}$/iu;
/** Whether a line says what the list below it is of. */
export const namesList = (line: string): boolean => ABOVE_LIST.test(line.slice(0, LONGEST_NAME).trim());

/**
 * What a row of a table of services is: the title of the part below it, or a service, which below some titles need not be in use; either, where it has a name alone
 * in a part that is not left aside.
 */
export type RowIs = 'title' | 'service' | 'aside' | 'either';

/**
 * Tells of each row of a table of services, in their order, which it is. A table that tells where something runs lists what runs, unless a title says
 * that it does not. A name by itself that is none of a service (`namesService`) may be a title. `isAside`: so is all of the table, by what stands above it or
 * what its sheet is called.
 */
export function partsOfTable(
  { headers, rows, above = '', sheet = '' }: Table,
  service: number,
  namesService: (name: string) => boolean,
): {
  readonly isAside: boolean;
  readonly isAsideBySheet: boolean;
  readonly next: (row: readonly string[]) => RowIs;
  /** The titles of the part in which the last row is, from the first on; empty above the first. */
  readonly title: () => string;
} {
  const isInventory = tellsOfUse(headers, rows, service);
  const isOfAside = (title: string): boolean =>
    isOfUnused(title) ||
    (!isInventory && !isOfUsed(title) && namesList(title.replace(/^#+ /, '')) && isOfOthers(title));
  const isBySheet = !isOfAside(above) && !isOfUsed(above) && isOfAside(sheet);
  const isBelow = isBySheet || isOfAside(above);
  const path = new TitlePath((title) => {
    if (isBelow && title === above) return true;
    const words = wordsOfTitle(title);
    if (isMarked(title)) return isOfAside(words) || (isOfUsed(words) ? false : null);
    return titlesUnused(words) || (titlesUsed(words) ? false : null);
  });
  // What stands above the table stands above its titles as well.
  if (isBelow && !isBySheet) path.enter(above);
  // Names of a list have nothing beside them more often than not.
  const isList = headers.length <= 1 || headers.includes(BEHIND_NAMES);
  const titleOf = (row: readonly string[]) => (isList ? null : titleIn(row, service, namesService));
  let isInParts = false;
  let hasTitle = false;
  let at = -1;
  const isAside = (): boolean => (hasTitle || !isBySheet ? path.isUnused : isBelow);
  /** What is no title by its words may be one all the same; a service of which nothing else is said is none. */
  const mayBeTitle = (row: readonly string[]): boolean =>
    isInParts &&
    wordsIn(row).join() === String(service) &&
    filledIn(rows[at + 1] ?? []).length > filledIn(row).length &&
    !namesNoPart((row[service] ?? '').slice(0, LONGEST_NAME)) &&
    !namesService((row[service] ?? '').trim());
  return {
    isAside: isBelow && !rows.some((row) => titleOf(row) !== null),
    isAsideBySheet: isBySheet,
    next(row) {
      at += 1;
      // Behind the last row nothing stands that it could be the title of.
      const title = at + 1 < rows.length ? titleOf(row) : null;
      if (title === null && mayBeTitle(row)) {
        const name = (row[service] ?? '').trim();
        // Behind services that are left aside it begins another part, as it would by any other words.
        if (isAside()) path.enter(name);
        else path.enterPerhaps(name);
        return isAside() ? 'aside' : 'either';
      }
      if (title === null) {
        path.pass();
        return isAside() ? 'aside' : 'service';
      }
      isInParts ||= (row[service] ?? '').trim() !== '';
      hasTitle = true;
      path.enter(title);
      return 'title';
    },
    title: () => path.title,
  };
}

/** Whether a line is a title by its form, or says of services whether they are in use. */
const isMarked = (line: string): boolean =>
  /^[> ]*#{1,6} /.test(line) || (namesList(line) && (isOfUsed(line) || isOfOthers(line)));

/**
 * The title of a part of a table: a row with one cell alone, by its form, before the column of services, or by saying whether what is below it is in use; null for
 * a service of which nothing else is said. A number or a count beside it changes nothing of what its words say.
 */
function titleIn(
  row: readonly string[],
  service: number,
  namesService: (name: string) => boolean,
): string | null {
  const filled = wordsIn(row);
  const [at = -1] = filled;
  const only = (row[at] ?? '').trim();
  // Behind the services stand remarks.
  if (filled.length !== 1 || at > service || namesSum(only)) return null;
  const isByPlace = filledIn(row).length === 1 && at < service;
  const words = wordsOfTitle(only);
  const isTitle =
    isMarked(only) ||
    isByPlace ||
    // `**Amazon S3**` is a service in bold.
    (IS_RULED.test(only) && !namesService(words)) ||
    titlesUnused(words) ||
    titlesUsed(words);
  return isTitle ? only : null;
}
const REGION = /(?<![a-z])[a-z]{2}(?:-[a-z]{2,12}){1,2}-\d(?!\d)/gu;
const OF_TIMES_AND_SIGNS: ReadonlySet<string> = new Set(
  'in from by until since end of and or to on before after quarter year earlier later fy n a x none ditto tbd tba tbc be decided see above below'.split(
    ' ',
  ),
);
/** Times by themselves, Regions, and what stands for nothing name no part, as `Team B` does: `Q1 2027`, `by end of March 2026`, `n/a`. */
const namesNoPart = (title: string): boolean =>
  title
    .toLowerCase()
    .replace(REGION, ' ')
    .split(/[^\p{L}\p{M}\d]+/u)
    .every(
      (word) =>
        !/\p{L}/u.test(word) ||
        OF_TIMES_AND_SIGNS.has(word) ||
        /^(?:[qh]\d|fy\d+|\d+(?:st|nd|rd|th))$/u.test(word) ||
        monthNamed(word) !== null,
    );
/** `--- Retired ---` */
const IS_RULED = /^[-–—=*_~#+]{2,20} ?\p{L}.{0,100}[-–—=*_~#+]{2,20}$/u;
/** Its words without a number before them, and what it is ruled with: `2.1 Retired`, `A) Retired`. */
const wordsOfTitle = (title: string): string =>
  title
    .replace(/^[-–—=*_~+ ]{1,20}/u, '')
    .replace(/[-–—=*_~+ ]{1,20}$/u, '')
    .replace(/^(?:\d{1,3}(?:\.\d{1,3}){0,3}[.):]?|[ivx]{1,5}[.)]|[a-z][.)]) +/iu, '');
/** The columns that hold more than a number or a count, where there are several. */
function wordsIn(row: readonly string[]): readonly number[] {
  const all = filledIn(row);
  return all.length > 1 ? all.filter((column) => !isCount(row[column] ?? '')) : all;
}
const filledIn = (row: readonly string[]): readonly number[] =>
  row.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]));
