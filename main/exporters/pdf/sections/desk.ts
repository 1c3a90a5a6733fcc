import { minutesBlocks } from '../../../domain/minutes/document.ts';
import { listedOn, type ReportDesk, reportLists } from '../../../domain/report/desk.ts';
import type { Report } from '../../../domain/report/report.ts';
import { paintBlocks, SMALL } from '../blocks.ts';
import type { Book } from '../book.ts';

export const DESK_TITLE = 'Actions, decisions and meetings';
/** The chapter is named after what it holds. */
export const deskTitle = ({ without }: ReportDesk): string =>
  !without?.has('meetings') ? DESK_TITLE : without.has('decisions') ? 'Actions' : 'Actions and decisions';
const MINUTES_TITLE = 'Minutes';
const SECTION_ROOM = 90;
const LOOK = { cells: SMALL, orientation: 'landscape' } as const;

/** Lines of the contents that these chapters take. */
export function deskEntries(report: Report): number {
  const { meetings } = report.desk();
  if (reportLists(report.desk()).length === 0) return 0;
  return 1 + reportLists(report.desk()).length + (meetings.length > 0 ? 1 + meetings.length : 0);
}

/** Two columns of the page: few of these lists need its whole width. */
const SIDE_BY_SIDE = 2;

/** The lists of the desk, and the minutes of every meeting. */
export async function writeDesk(book: Book, report: Report): Promise<void> {
  const lists = reportLists(report.desk());
  if (lists.length === 0) return;
  book.follow('landscape');
  book.chapter(deskTitle(report.desk()));
  await book.inColumns(SIDE_BY_SIDE, () => {
    for (const [index, { name, block }] of lists.entries()) {
      if (index > 0) section(book, name);
      else book.section(name);
      paintBlocks(book, [block], name.toLowerCase(), LOOK);
    }
    const { meetings } = report.desk();
    const listed = listedOn(report.desk());
    if (meetings.length === 0) return;
    book.follow('landscape');
    book.chapter(MINUTES_TITLE);
    for (const [index, minutes] of meetings.entries()) {
      const title = book.show(minutes.title, `meeting ${minutes.number}`);
      if (index > 0) section(book, title);
      else book.section(title);
      paintBlocks(book, minutesBlocks(minutes, listed), `meeting ${minutes.number}`, LOOK);
    }
  });
}

function section(book: Book, title: string): void {
  if (book.room < SECTION_ROOM) book.newPage('landscape');
  else book.y += 10;
  book.section(title);
}
