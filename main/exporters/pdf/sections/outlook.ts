import type { Evidence } from '../../../contract/evidence.ts';
import { leavesOut } from '../../../domain/audience.ts';
import { counted } from '../../../domain/counted.ts';
import { shortDate } from '../../../domain/date-words.ts';
import { ACTION_STATE_WORDS } from '../../../domain/minutes/words.ts';
import { namesById } from '../../../domain/ownership.ts';
import { reportWords } from '../../../domain/provider-reports.ts';
import { type ReportOutlook, reportOutlook } from '../../../domain/report/outlook.ts';
import { type Report, signOffStanding } from '../../../domain/report.ts';
import type { Book } from '../book.ts';
import { type Cell, linkBlock } from '../cell-blocks.ts';
import { dutyPlace, evidencePlace, subjectPlace } from '../links.ts';
import { STYLES, type TextStyle } from '../styles.ts';
import { type Column, Table, textIn } from '../table.ts';
import { count, ours, period, quoted } from '../words.ts';
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
    `${count(rest)} more ${rest === 1 ? `${one} stands` : `${many} stand`} in ${where}.`,
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
  const gapWords = leavesOut(report, 'names')
    ? `Of the kinds of gaps that go out, ${high.length === 0 ? 'none is' : high.length === 1 ? '1 is' : `${count(high.length)} are`} high`
    : high.length === 0
      ? 'No gap is high'
      : `${counted(high.length, 'gap is', 'gaps are')} high`;
  heading(book, 'The gravest gaps, and risks that were accepted');
  sentence(
    book,
    `${gapWords}; ` +
      `${accepted.length === 0 ? 'no risk was accepted' : `the risk of ${counted(accepted.length, 'duty', 'duties')} was accepted`}.`,
  );
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
      cell(0, ours(`Risk accepted: ${quoted(row.subjectLabel)}, ${row.responsibilityName}.`)),
      linkCell(book, RISKS, 1, { text: row.ref, to: dutyPlace(row.ref) }),
    ]);
  table.end();
  more(book, high.length, ['gap', 'gaps'], chapter(GAPS_TITLE));
  more(book, accepted.length, ['accepted risk', 'accepted risks'], 'the register');
}

function writeActions(book: Book, report: Report, { actions }: ReportOutlook): void {
  heading(book, 'Actions, the most urgent first');
  const late = actions.filter(({ overdue }) => overdue).length;
  sentence(
    book,
    actions.length === 0
      ? 'No action is open.'
      : `${counted(actions.length, 'action is', 'actions are')} open, ${late === 0 ? 'none' : count(late)} of them overdue.`,
  );
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
      cell(
        3,
        action.overdue ? `${ACTION_STATE_WORDS[action.state]}, overdue` : ACTION_STATE_WORDS[action.state],
      ),
    ]);
  table.end();
  more(book, actions.length, ['action', 'actions'], chapter(deskTitle(report.desk())));
}

function writeCoverage(book: Book, report: Report, { coverage }: ReportOutlook): void {
  heading(book, 'What the provider’s evidence covers');
  const { duties, covered, reports } = coverage;
  sentence(
    book,
    duties === 0
      ? 'No provider has a part in any duty yet.'
      : `Evidence covers the provider’s part in ${count(covered)} of ${counted(duties, 'duty', 'duties')} in which it has one, ${judged(report)}.${reports.length === 0 ? ' None is recorded as a report of a provider.' : ''}`,
  );
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
      cell(1, reportWords(each.providerReport, parties)),
      cell(2, period(each.coversFrom, each.coversTo) ?? 'Not said'),
      cell(3, standing(each, report.meta.judgedAsOf)),
      cell(4, counted(each.duties, 'duty', 'duties')),
    ]);
  }
  table.end();
  more(book, reports.length, ['report', 'reports'], chapter(EVIDENCE_TITLE));
}

/** What the evidence was measured against, as the rule for gaps does it. */
function judged({ meta: { periodFrom, periodTo, judgedAsOf } }: Report): string {
  const whole = period(periodFrom, periodTo);
  return whole === null
    ? `on ${shortDate(judgedAsOf)}`
    : `for the assessment’s period (${whole}) as far as it has passed on ${shortDate(judgedAsOf)}`;
}
/** Whether a report can still be relied on; one whose period ended can, as long as it has not expired. */
function standing({ replacedBy, coversFrom, expires }: Evidence, day: string): string {
  if (replacedBy !== null) return `Replaced by E-${replacedBy}`;
  if (expires !== null) return `${expires < day ? 'Expired' : 'Good until'} ${shortDate(expires)}`;
  return coversFrom !== null && coversFrom > day ? 'Not begun' : 'No expiry recorded';
}

function writeSince(book: Book, { signOffs }: Report): void {
  if (signOffs.length === 0) return;
  heading(book, 'Since it was signed');
  for (const entry of signOffs.slice(0, MOST))
    sentence(
      book,
      book.show(
        ours(
          `${quoted(entry.name)}, ${entry.subject === null ? 'the workbook as a whole' : quoted(entry.label)}, ${shortDate(entry.signedAt)}: ${signOffStanding(entry)}.`,
        ),
        'sign-off',
      ),
    );
  more(book, signOffs.length, ['sign-off', 'sign-offs'], chapter(SIGNED_TITLE));
}
