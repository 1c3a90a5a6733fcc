import { writtenDate } from '../../domain/answers/dates.ts';
import { plainName } from '../../domain/words/plain-text.ts';
import type { Cell } from '../sheets/book.ts';

/** The time of a day, which a due date has none of, as trackers put it behind one. */
const TIME = /(T|,?\s)\d{1,2}:\d\d(:\d\d(\.\d{1,9})?)?\s?([ap]\.?m\.?)?\s?(Z|[+-]\d\d:?\d\d)?$/i;
/** Jira's own way of dates unless somebody changed it: `25/Nov/26`. */
const WITH_MONTH = /^(\d{1,2})[/-](\p{L}{3,20}\.?)[/-](\d\d|\d{4})$/u;

/** A cell with the day that a tracker wrote in its own way (`25/Nov/26 12:00 AM`) as `2026-11-25`; any other cell as it is. */
export function dayOf(cell: Cell | undefined): Cell | undefined {
  if (cell?.type !== 'text') return cell;
  const bare = cell.text.trim().slice(0, 100).replace(TIME, '').trim();
  const [, day, month, year = ''] = WITH_MONTH.exec(bare) ?? [];
  const written = day === undefined ? bare : `${day} ${month} ${year.padStart(4, '20')}`;
  const iso = writtenDate(written, 'text');
  return iso === null ? cell : { ...cell, text: iso };
}

/** What trackers show in place of a person, by language. */
const NOBODY: ReadonlySet<string> = new Set([
  'unassigned',
  'not assigned',
  'no assignee',
  'nobody',
  'none',
  '(empty)',
  'nicht zugewiesen',
  'non assigné',
]);

/** The cell of a person, undefined where it says that there is none: as an empty one, that takes nobody away. */
export const personOf = (cell: Cell | undefined): Cell | undefined =>
  cell && NOBODY.has(plainName(cell.text)) ? undefined : cell;
