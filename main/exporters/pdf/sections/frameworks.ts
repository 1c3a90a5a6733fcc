import { ownerKeyLabel, ownerKeyLetter } from '../../../domain/duties/owner-class.ts';
import { kindsById } from '../../../domain/duties/ownership.ts';
import { leavesOut } from '../../../domain/report/audience.ts';
import { controlFacts } from '../../../domain/report/control-facts.ts';
import { chosenFrameworks, type Report, type ReportFramework } from '../../../domain/report/report.ts';
import { counted } from '../../../domain/words/counted.ts';
import type { Book } from '../book.ts';
import { STYLES } from '../styles.ts';
import { type Column, Table } from '../table.ts';
import { type ControlGroup, controlGroups, type Known, linkedOf, SAID_ONCE_FROM } from './controls.ts';

/** A framework's heading wants some of its rows below it. */
const SECTION_ROOM = 90;
/** The chapter's own words, and a section of it. */
const CHAPTER_ROOM = 165;
const SECTION_GAP = 14;
const FRAMEWORKS_TITLE = 'Controls of the frameworks';
/** Controls stand in two columns of the page: most of them need no more than half its width. */
const SIDE_BY_SIDE = 2;
/** Status has no column where it is left out: the titles of the controls take its room. */
function columnsOf(report: Report): readonly Column[] {
  const last = leavesOut(report, 'status') ? [] : [{ title: 'Done', width: 38 }];
  const proof = leavesOut(report, 'evidence') ? '' : ', and their evidence';
  return [
    { title: 'Control', width: 35 },
    { title: `Title, duties that help to meet it${proof}`, width: last.length > 0 ? 206 : 244 },
    { title: 'Owners', width: 96 },
    ...last,
  ];
}

const frameworkTitle = (framework: ReportFramework): string => `${framework.name} ${framework.version}`;

/** Each control with the duties that bear on it, who owns them, how far they are and what proves it: never a claim that a control is met. */
export async function writeFrameworks(book: Book, report: Report): Promise<void> {
  book.follow('landscape', CHAPTER_ROOM);
  book.chapter(FRAMEWORKS_TITLE);
  book.paragraph(
    'A duty listed here helps to meet the control beside it. Whether the control is met is for the assessor to say; this chapter does not claim it. ' +
      `${leavesOut(report, 'status') ? 'Owners count' : 'Owners and status count'} the duties over all services in which they are asked.` +
      (leavesOut(report, 'evidence')
        ? ''
        : ' The file behind each piece of evidence, with its hash, stands in the evidence register.'),
    STYLES.bodyMuted,
  );
  book.y += 2;
  const letters = report.summary.ownership.map(
    ({ key }) => `${ownerKeyLetter(key)} ${ownerKeyLabel(key).toLowerCase()}`,
  );
  if (letters.length > 0) book.paragraph(`Owners: ${letters.join(', ')}.`, STYLES.bodyMuted);
  const known: Known = {
    columns: columnsOf(report),
    tells: (part) => !leavesOut(report, part),
    names: new Map(report.responsibilities.map((duty) => [duty.id, duty.name])),
    factsOf: controlFacts(report.rows(), kindsById(report.parties)),
  };
  book.y += 4;
  await book.inColumns(SIDE_BY_SIDE, () => {
    const chapters = chosenFrameworks(report).map((framework) => prepared(book, framework, known));
    book.balance(chapters.reduce((sum, { height }) => sum + height, 0));
    for (const [index, chapter] of chapters.entries()) {
      if (book.room < SECTION_ROOM) book.newPage('landscape');
      else if (index > 0) book.y += SECTION_GAP;
      writeOne(book, chapter);
    }
  });
}

/** A framework as it will be written, and how much room that takes. */
interface Chapter {
  readonly framework: ReportFramework;
  readonly title: string;
  readonly table: Table;
  readonly groups: readonly ControlGroup[];
  readonly height: number;
}
function prepared(book: Book, framework: ReportFramework, known: Known): Chapter {
  const title = frameworkTitle(framework);
  const table = new Table(book, known.columns, 'landscape', title);
  const groups = controlGroups(book, framework, table.tailWidth, known);
  const rows = groups.reduce((sum, group) => sum + table.heightOf(group), 0);
  return { framework, title, table, groups, height: rows + SECTION_ROOM };
}

function writeOne(book: Book, { framework, title, table, groups }: Chapter): void {
  book.section(title);
  const linked = linkedOf(framework);
  const others = framework.controls.filter((control) => !linked.includes(control));
  book.paragraph(
    `${framework.publisher}. ${counted(linked.length, 'control', 'controls')} of ${framework.controls.length} with duties behind them.`,
    STYLES.bodyMuted,
  );
  book.y += 4;
  table.start();
  for (const { band, rows } of groups) {
    if (band !== null) table.band(band);
    table.rows(SAID_ONCE_FROM, rows);
  }
  table.end();
  if (others.length === 0) return;
  book.y += 5;
  book.flow(
    `No duty of this workbook’s catalogue bears on: ${others.map((control) => control.id).join(', ')}.`,
    STYLES.cell,
    'landscape',
  );
}
