import { minutesBlocks } from '../../../domain/minutes/document.ts';
import { type ReportDesk, reportLists } from '../../../domain/report/desk.ts';
import type { Report } from '../../../domain/report.ts';
import { paintBlocks } from '../blocks.ts';
import type { Book } from '../book.ts';

export const DESK_TITLE = 'Actions, decisions and meetings';
/** The chapter is named after what it holds. */
export const deskTitle = ({ without }: ReportDesk): string =>
  !without?.has('meetings') ? DESK_TITLE : without.has('decisions') ? 'Actions' : 'Actions and decisions';
const MINUTES_TITLE = 'Minutes';
const SECTION_ROOM = 90;

/** Lines of the contents that these chapters take. */
export function deskEntries(report: Report): number {
  const { meetings } = report.desk();
  if (reportLists(report.desk()).length === 0) return 0;
  return 1 + reportLists(report.desk()).length + (meetings.length > 0 ? 1 + meetings.length : 0);
}

/** The lists of the desk, and the minutes of every meeting. */
export function writeDesk(book: Book, report: Report): void {
  const lists = reportLists(report.desk());
  if (lists.length === 0) return;
  book.follow('portrait');
  book.chapter(deskTitle(report.desk()));
  for (const { name, block } of lists) {
    section(book, name);
    paintBlocks(book, [block], name.toLowerCase());
  }
  const { meetings } = report.desk();
  if (meetings.length === 0) return;
  book.follow('portrait');
  book.chapter(MINUTES_TITLE);
  for (const minutes of meetings) {
    section(book, book.show(minutes.title, `meeting ${minutes.number}`));
    paintBlocks(book, minutesBlocks(minutes), `meeting ${minutes.number}`);
  }
}

function section(book: Book, title: string): void {
  if (book.room < SECTION_ROOM) book.newPage('portrait');
  else book.y += 12;
  book.section(title);
}
