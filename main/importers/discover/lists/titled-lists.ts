import { isOfServices } from '../../../domain/services/guess-columns.ts';
import { isOfOthers, isOfUsed } from '../../../domain/services/in-use.ts';
import { LISTED_FOR, listedForOther } from '../../../domain/services/other-lists.ts';
import { BEHIND_NAMES } from '../../../domain/services/row-states.ts';
import { numeral } from '../../../domain/words/counted.ts';
import type { IsTitle, Lists, TitledList } from '../../text/points.ts';
import type { Table } from '../csv.ts';
import { clip, type Found, listNames } from '../found.ts';
import type { Given } from '../given.ts';
import { isTold, told, unknown } from '../unknown.ts';
import { titleThatCounts } from './below-titles.ts';
import { ofOtherServices, readServiceList } from './service-list.ts';
import { namesList } from './table-parts.ts';

const MOST_LISTS = 500;
/** What stands behind names, where it is how many there are. */
const COUNT = 'Count';

/** Whether a line by itself says whether the services below it are in use: it begins with words for that, or names a list. */
export const isTitleOfServices: IsTitle = (line) => {
  const words = line.split(/\s+/, 7);
  if (words.length > 6 || /^(?:Amazon|AWS) /.test(line)) return namesList(line);
  const says = (part: readonly string[]) => isOfUsed(part.join(' ')) || isOfOthers(part.join(' '));
  const begins = [1, 2, 3].some((count) => says(words.slice(0, count)) && !says(words.slice(1, count)));
  return begins || (namesList(line) && words.length > 1);
};

/** What speaks of services, of a line that leads to a list of them. */
const SPEAKS = /(?<!\p{L})(services?|dienste?n?|servicios?|servizi|serviços?|usług\p{L}*|aws)(?!\p{L})/iu;
const speaksOfServices = (title: string): boolean => SPEAKS.test(title);

/** Those lists of a text that stand below a line which speaks of services; null where that are not two names. */
export function belowServices(all: Lists | null): Lists | null {
  const lists = (all?.lists ?? []).filter(({ titles }) => titles.some(speaksOfServices));
  if (all === null || lists.reduce((sum, { names }) => sum + names.length, 0) < 2) return null;
  const others = all.lists.flatMap((list) =>
    lists.includes(list) ? [] : list.names.map(({ name }) => name),
  );
  return { lists, around: [...all.around, ...others] };
}

/**
 * The services that lists of names hold, each list by what stands above it. INVALID_INPUT that `isTold` knows where none of them need be in use.
 */
export function readLists(file: string, { lists, around }: Lists, given: Given): Found {
  if (lists.length > MOST_LISTS)
    throw unknown(
      `${file} has more than ${numeral(MOST_LISTS)} lists below titles of their own. Give it in parts.`,
    );
  const refused: Error[] = [];
  const notes: string[] = [];
  const read = lists.flatMap((list): Found[] => {
    const table = tableOf(list);
    try {
      return [readList(file, table, given)];
    } catch (error) {
      if (!(error instanceof Error && isTold(error))) throw error;
      refused.push(error);
      const names = list.names.map(({ name }) => name);
      notes.push(
        `Not proposed, since what stands above does not say that it is in use: ${listNames(names)} (below “${clip(table.above ?? '', 60)}”).`,
      );
      return [];
    }
  });
  const [first, ...more] = read;
  if (first === undefined) throw refused[0] ?? ofOtherServices(file, '');
  const all = more.reduce(together, first);
  const besides = around.length > 0 ? [`Not read, around the list: ${listNames(around)}.`] : [];
  return { ...all, notes: [...new Set([...all.notes, ...notes, ...besides])] };
}

function tableOf({ titles, names }: TitledList): Table {
  const above = titleThatCounts(titles);
  const listed = names.filter(({ name }) => !isOfServices(name));
  const behind = listed.map((each) => each.behind).filter((each) => each !== '');
  const isCount = behind.length > 0 && behind.every((each) => /^[\d.,]+( \p{L}+){0,2}$/u.test(each));
  const rows = listed.map((each) => [each.name, isCount ? each.behind.replace(/ .*/, '') : each.behind]);
  return {
    headers: behind.length === 0 ? [''] : ['', isCount ? COUNT : BEHIND_NAMES],
    rows: behind.length === 0 ? rows.map(([name = '']) => [name]) : rows,
    numbers: listed.map(({ line }) => line),
    ...(above === undefined ? {} : { above }),
  };
}

function readList(file: string, table: Table, given: Given): Found {
  const listed = listedForOther(table.headers, table.rows, 0, table.above);
  if (listed?.isSure) throw told(`${file} ${LISTED_FOR[listed.is]}, by what stands behind their names.`);
  const { above = '' } = table;
  if (speaksOfServices(above) && isOfOthers(above) && !isOfUsed(above)) throw ofOtherServices(file, above);
  return readServiceList(file, table, 0, given, listed);
}

function together(before: Found, next: Found): Found {
  const types = new Map(before.types);
  for (const [type, count] of next.types) types.set(type, (types.get(type) ?? 0) + count);
  const isIdle = ({ types: own, notInUse }: Found, type: string) =>
    !own.has(type) || notInUse?.has(type) === true;
  const idle = [...types.keys()].filter((type) => isIdle(before, type) && isIdle(next, type));
  return {
    ...before,
    types,
    notInUse: new Set(idle),
    isGuess: before.isGuess === true && next.isGuess === true,
    notes: [...before.notes, ...next.notes],
  };
}
