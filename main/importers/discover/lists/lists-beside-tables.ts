import { DemarcError } from '../../../contract/errors.ts';
import { isOfOthers, isOfUnused, isOfUsed } from '../../../domain/services/in-use.ts';
import { counted } from '../../../domain/words/counted.ts';
import { plainTitle, type TitledTable } from '../../text/markdown-tables.ts';
import { type Lists, linesOf, listsIn } from '../../text/points.ts';
import { clip, type Found, listNames } from '../found.ts';
import type { Given } from '../given.ts';
import { isTold, isUnknown } from '../unknown.ts';
import { titleThatCounts } from './below-titles.ts';
import { belowServices, isTitleOfServices, readLists } from './titled-lists.ts';

const LONGEST_TITLE = 60;
const OF_AWS = /(?<!\p{L})(aws|amazon)(?!\p{L})/iu;
/** The lists of services that stand around the tables of a text; null where there are none. Many other things are called services: what stands above these calls them AWS's, or in use. */
export function listsBesideTables(text: string, tables: readonly TitledTable[]): Lists | null {
  const lines = text.split(/\r\n|\r|\n/);
  for (const { line, text: rows } of tables) {
    const end = line - 1 + rows.split('\n').length;
    for (let at = line - 1; at < end; at += 1) if (lines[at]?.includes('|')) lines[at] = '';
  }
  const all = belowServices(listsIn(linesOf(lines.join('\n')), isTitleOfServices, 'around'));
  if (all === null) return null;
  // What a whole text is called says nothing of each list in it.
  const [, called = ''] = /^#[ \t]{1,8}(\S.*)/.exec(text.trimStart()) ?? [];
  const read = all.lists.filter(({ titles }) => titleOfAws(titles, plainTitle(called)) !== undefined);
  const others = all.lists.filter((list) => !read.includes(list));
  const names = others.flatMap((list) => list.names.map(({ name }) => name));
  return read.length === 0 ? null : { lists: read, around: [...all.around, ...names] };
}
/** The title that calls what is below it AWS's, or in use: the nearest, or one further out where that is the title of a list itself, as above the sub-titles of its kinds. */
const titleOfAws = (titles: readonly string[], ofAll = ''): string | undefined =>
  // What a sub-title takes out of the list, as "Not any more", is named and not read.
  takesOut(titles[0] ?? '') ? undefined : titleAbove(titles, ofAll);
const takesOut = (title: string): boolean =>
  !OF_AWS.test(title) &&
  !isOfUsed(title) &&
  !isOfUnused(title) &&
  (isOfOthers(title) ||
    /(?<!\p{L})(?:rejected|discarded|verworfen|rejetés|descartados)(?!\p{L})/iu.test(title));
const titleAbove = (titles: readonly string[], ofAll: string): string | undefined =>
  titles.find((title, outwards) =>
    outwards === 0 || title !== ofAll
      ? (OF_AWS.test(title) || isOfUsed(title)) && (outwards === 0 || isTitleOfServices(title))
      : isOfUsed(title),
  );

/**
 * What a text holds in its lists of services and in its tables, which `readTables` reads. Throws as that does where the lists hold nothing either; what of the tables
 * is not read beside the lists is told by its title.
 */
export function readListsBesideTables(
  file: string,
  lists: Lists,
  tables: readonly TitledTable[],
  given: Given,
  readTables: () => Found,
): Found {
  const listed = attempt(() => readLists(file, lists, given));
  const inTables = attempt(readTables);
  if (!('found' in listed)) {
    if (!('found' in inTables)) throw isTold(listed.error) ? listed.error : inTables.error;
    return isTold(listed.error) ? noted(inTables.found, listed.error.message) : inTables.found;
  }
  if ('found' in inTables) {
    const title = titleOfAws(lists.lists[0]?.titles ?? []) ?? 'list';
    const beside = { file: `${file}, ${clip(title, LONGEST_TITLE)}`, found: listed.found };
    return { ...inTables.found, beside: [beside, ...(inTables.found.beside ?? [])] };
  }
  if (!isUnknown(inTables.error))
    return { ...listed.found, beside: [{ file: `${file}, tables`, error: inTables.error }] };
  if (isTold(inTables.error)) return noted(listed.found, inTables.error.message);
  const titles = tables.map(({ titles, line, text }) => {
    const title = clip(titleThatCounts(titles) ?? `table in line ${line}`, LONGEST_TITLE);
    return `${title} (${counted(text.split('\n').length - 2, 'row')})`;
  });
  return noted(listed.found, `Tables in it, not read: ${listNames(titles)}.`);
}

const noted = (found: Found, note: string): Found => ({ ...found, notes: [...found.notes, note] });

type Attempt = { readonly found: Found } | { readonly error: DemarcError };
function attempt(read: () => Found): Attempt {
  try {
    return { found: read() };
  } catch (error) {
    if (error instanceof DemarcError) return { error };
    throw error;
  }
}
