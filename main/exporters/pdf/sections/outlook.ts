import { namesById } from '../../../domain/duties/ownership.ts';
import { reportWords } from '../../../domain/evidence/provider-reports.ts';
import { type ReportOutlook, reportOutlook } from '../../../domain/report/outlook.ts';
import type { Report } from '../../../domain/report/report.ts';
import {
  acceptedSentence,
  actionStateWords,
  actionsSentence,
  coverageSentence,
  reportStanding,
  risksSentence,
  sinceSentence,
} from '../../../domain/report/summary-words.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import { period, shortDate } from '../../../domain/words/date-words.ts';
import type { Book } from '../book.ts';
import { type Cell, linkBlock } from '../cell-blocks.ts';
import { dutyPlace, evidencePlace, subjectPlace } from '../links.ts';
import { STYLES, type TextStyle } from '../styles.ts';
import { type Column, Table, textIn } from '../table.ts';
import { ours, quoted } from '../words.ts';
import { deskTitle } from './desk.ts';
import { EVIDENCE_TITLE } from './evidence.ts';
import { GAPS_TITLE } from './gaps.ts';
import { SIGNED_TITLE } from './sign-off.ts';

const OUTLOOK_TITLE = 'For whoever decides';
/** Of each kind so many at the most: the page is for people who read no other. */
const MOST = 8;
const RISKS: readonly Column[] = [
  { title: 'What is at risk', width: 353 },
  { title: 'Where', width: 170 },
];
const ACTIONS: readonly Column[] = [
  { title: 'Due', width: 66 },
  { title: 'Action', width: 277 },
  { title: 'Owner', width: 100 },
  { title: 'State', width: 80 },
];
const REPORTS: readonly Column[] = [
  { title: 'Evidence', width: 50 },
  { title: 'Report', width: 200 },
  { title: 'Covers', width: 118 },
  { title: 'Standing', width: 95 },
  { title: 'Speaks for', width: 60 },
];

/** One page of what needs a decision: the gravest gaps and accepted risks, actions by date, what the provider's reports cover, and what changed since somebody signed. */
export function writeOutlook(book: Book, report: Report): void {
  const outlook = reportOutlook(report);
  book.newPage('portrait');
  book.chapter(OUTLOOK_TITLE);
  writeRisks(book, report, outlook);
  writeActions(book, report, outlook);
  writeCoverage(book, report, outlook);
  writeSince(book, report);
}

function heading(book: Book, title: string): void {
  book.y += 8;
  book.heading('H2', title, STYLES.h2);
  book.y += 2;
}
function sentence(book: Book, text: string): void {
  book.paragraph(text, STYLES.body);
}
/** Says that there are more than the page shows, and where: `3 more gaps stand in the chapter “Gaps”.` */
function more(
  book: Book,
  all: number,
  [one, many]: readonly [one: string, many: string],
  where: string,
): void {
  if (all <= MOST) return;
  const rest = all - MOST;
  book.y += 2;
  book.paragraph(
    `${numeral(rest)} more ${rest === 1 ? `${one} stands` : `${many} stand`} in ${where}.`,
    STYLES.label,
  );
}
const chapter = (title: string): string => `the chapter “${title}”`;
/** Makes the cells of a table on the current page. */
const cellsOf =
  (book: Book, columns: readonly Column[], where: string) =>
  (index: number, text: string, style?: TextStyle): Cell => [
    textIn(book, columns, where)(index, text, style),
  ];
const linkCell = (
  book: Book,
  columns: readonly Column[],
  index: number,
  item: { readonly text: string; readonly to: string },
): Cell => [linkBlock(book, [item], Table.textWidth(book, columns, index))];

function writeRisks(book: Book, report: Report, { high, accepted }: ReportOutlook): void {
  heading(book, 'The gravest gaps, and risks that were accepted');
  sentence(book, risksSentence({ high, accepted }, report));
  const gaps = high.slice(0, MOST);
  const rows = accepted.slice(0, MOST);
  if (gaps.length + rows.length === 0) return;
  book.y += 4;
  const cell = cellsOf(book, RISKS, 'the gravest gaps');
  const table = new Table(book, RISKS, 'portrait', 'The gravest gaps, and accepted risks');
  table.start();
  for (const gap of gaps) {
    const to = gap.ref === null ? subjectPlace(gap.subject) : dutyPlace(gap.ref);
    const item = { text: gap.ref ?? gap.subject, to };
    table.row([cell(0, ours(gap.sentence), STYLES.cellBold), linkCell(book, RISKS, 1, item)]);
  }
  for (const row of rows)
    table.row([
      cell(0, ours(acceptedSentence(row, report, quoted))),
      linkCell(book, RISKS, 1, { text: row.ref, to: dutyPlace(row.ref) }),
    ]);
  table.end();
  more(book, high.length, ['gap', 'gaps'], chapter(GAPS_TITLE));
  more(book, accepted.length, ['accepted risk', 'accepted risks'], 'the register');
}

function writeActions(book: Book, report: Report, { actions }: ReportOutlook): void {
  heading(book, 'Actions, the most urgent first');
  sentence(book, actionsSentence({ actions }));
  if (actions.length === 0) return;
  book.y += 4;
  const cell = cellsOf(book, ACTIONS, 'actions');
  const table = new Table(book, ACTIONS, 'portrait', 'Open actions');
  table.start();
  for (const action of actions.slice(0, MOST))
    table.row([
      cell(0, action.dueOn === null ? 'No date' : shortDate(action.dueOn), STYLES.cellBold),
      cell(1, `A-${action.number}: ${action.title}`),
      cell(2, action.owner ?? 'Nobody'),
      cell(3, actionStateWords(action)),
    ]);
  table.end();
  more(book, actions.length, ['action', 'actions'], chapter(deskTitle(report.desk())));
}

function writeCoverage(book: Book, report: Report, { coverage }: ReportOutlook): void {
  heading(book, 'What the provider’s evidence covers');
  const { reports } = coverage;
  sentence(book, coverageSentence({ coverage }, report));
  if (reports.length === 0) return;
  book.y += 4;
  const parties = namesById(report.parties);
  const cell = cellsOf(book, REPORTS, 'reports');
  const table = new Table(book, REPORTS, 'portrait', 'Reports of providers');
  table.start();
  for (const each of reports.slice(0, MOST)) {
    const id = { text: `E-${each.number}`, to: evidencePlace(each.number) };
    table.row([
      linkCell(book, REPORTS, 0, id),
      cell(1, ours(`${quoted(each.title)} (${reportWords(each.providerReport, parties)})`)),
      cell(2, period(each.coversFrom, each.coversTo) ?? 'Not said'),
      cell(3, reportStanding(each, report.meta.judgedAsOf)),
      cell(4, counted(each.duties, 'duty', 'duties')),
    ]);
  }
  table.end();
  more(book, reports.length, ['report', 'reports'], chapter(EVIDENCE_TITLE));
}

function writeSince(book: Book, { signOffs }: Report): void {
  if (signOffs.length === 0) return;
  heading(book, 'Since it was signed');
  for (const entry of signOffs.slice(0, MOST))
    sentence(book, book.show(ours(sinceSentence(entry, quoted)), 'sign-off'));
  more(book, signOffs.length, ['sign-off', 'sign-offs'], chapter(SIGNED_TITLE));
}
