import { isOfServices } from '../../../domain/services/guess-columns.ts';
import { plainTitle } from '../../text/markdown-tables.ts';
import { type Lists, linesOf, namesBetweenCommas } from '../../text/points.ts';
import type { Given } from '../given.ts';
import { isTitleOfServices } from './titled-lists.ts';

const LONGEST_TEXT = 10_000;
const LONGEST_TITLE = 80;

/**
 * The lists of a text of which each line has a title and names behind it (`In use: EC2, S3`, below it `Not used: EKS`), also below a line that says that they are
 * services; null for another text. Behind names of services stands what they are for.
 */
export function listsInLines(text: string, namesService: Given['namesService']): Lists | null {
  if (text.length > LONGEST_TEXT) return null;
  const all = linesOf(text);
  const [first] = all;
  const isHeaded = first !== undefined && isOfServices(first.text.replace(/^#+ /, ''));
  const lines = (isHeaded ? all.slice(1) : all).map(({ text: line, at }) => {
    const colon = line.search(/:[ \t]/);
    const title = colon < 0 || colon > LONGEST_TITLE ? '' : plainTitle(line.slice(0, colon));
    return { line, at, title, names: title === '' ? [] : namesBetweenCommas(line.slice(colon + 1)) };
  });
  if (all.length < 2 || lines.length === 0) return null;
  const isOfList = (title: string) => isOfServices(title) || isTitleOfServices(title);
  if (lines.some(({ title, names }) => names.length === 0 || (namesService(title) && !isOfList(title))))
    return null;
  const isList = ({ title, names }: (typeof lines)[number]) => isOfList(title) || names.some(namesService);
  const lists = lines.filter(isList);
  const names = lists.flatMap((each) => each.names);
  if (names.length < 2 || names.filter(namesService).length * 2 < names.length) return null;
  return {
    lists: lists.map((each) => ({
      titles: [each.title],
      names: each.names.map((name) => ({ name, behind: '', line: each.at })),
    })),
    around: lines.filter((each) => !isList(each)).map(({ line }) => line),
  };
}
