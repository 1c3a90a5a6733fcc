import type { HistoryLine, HistoryPart } from '../../../contract/history.ts';
import { changesText, fromWords, printedParts } from '../../../domain/history/rows.ts';
import { WAY_WORDS } from '../../../domain/history/ways.ts';
import { shortDate } from '../../../domain/words/date-words.ts';
import type { Book } from '../book.ts';
import { MARKS } from '../marks.ts';
import { STYLES } from '../styles.ts';
import { type Cell, type Column, Table, textIn } from '../table.ts';

const HISTORY_TITLE = 'History';
const COLUMNS: readonly Column[] = [
  { title: 'Change', width: 78 },
  { title: 'Who, and by which way', width: 118 },
  { title: 'Duty or record', width: 168 },
  { title: 'What was before and after', width: 405.89 },
];

/** The annex: one row for each duty or record that an entry of the change log changed, newest first. */
export async function writeHistory(
  book: Book,
  { lines, isWhole }: { readonly lines: Iterable<HistoryLine>; readonly isWhole: boolean },
  tick: () => Promise<void> | void,
): Promise<void> {
  book.follow('landscape');
  book.chapter(HISTORY_TITLE);
  book.paragraph(
    `Every change that was recorded${isWhole ? '' : ', except for what “About this document” says is left out'}, newest first: who made it and by which way, what was before and what after, and why where that was said. Times are UTC.`,
    STYLES.bodyMuted,
  );
  book.y += 8;
  const table = new Table(book, COLUMNS, 'landscape', HISTORY_TITLE);
  table.start();
  for (const line of lines) {
    for (const part of printedParts(line)) table.row(cellsOf(book, line, part));
    const wait = tick();
    if (wait) await wait;
  }
  table.end();
}

function cellsOf(book: Book, line: HistoryLine, part: HistoryPart): Cell[] {
  const text = textIn(book, COLUMNS, `change ${line.rev}`);
  const way = WAY_WORDS[line.way];
  const from = fromWords(line.from, part);
  return [
    [
      text(0, String(line.rev), STYLES.cellBold, MARKS.change),
      text(0, `${shortDate(line.at)}, ${line.at.slice(11, 16)}`, STYLES.cellMuted),
    ],
    [text(1, line.who ?? 'Not said'), text(1, from === null ? way : `${way}: ${from}`, STYLES.cellMuted)],
    [
      text(2, part.name, STYLES.cellBold),
      ...(part.subject === null ? [] : [text(2, part.subject, STYLES.cellMuted)]),
    ],
    [text(3, changesText(part, line.why), STYLES.cell, MARKS.changed)],
  ];
}
