import type { Part } from '../../../contract/audience.ts';
import { ownerKeyLabel, ownerKeyLetter } from '../../../domain/duties/owner-class.ts';
import { kindsById } from '../../../domain/duties/ownership.ts';
import { leavesOut } from '../../../domain/report/audience.ts';
import { type ControlFacts, controlFacts, controlStatusWords } from '../../../domain/report/control-facts.ts';
import { chosenFrameworks, type Report, type ReportFramework } from '../../../domain/report/report.ts';
import { capital } from '../../../domain/words/capital.ts';
import { counted } from '../../../domain/words/counted.ts';
import type { Book } from '../book.ts';
import { linkBlock } from '../cell-blocks.ts';
import { evidencePlace } from '../links.ts';
import { STYLES } from '../styles.ts';
import { type Column, Table, textIn } from '../table.ts';

/** A framework's heading wants some of its rows below it. */
const SECTION_ROOM = 90;
const FRAMEWORKS_TITLE = 'Controls of the frameworks';
/** Controls stand in two columns of the page: most of them need no more than half its width. */
const SIDE_BY_SIDE = 2;
/** Status has no column where it is left out: the titles of the controls take its room. */
function columnsOf(report: Report): readonly Column[] {
  const last = leavesOut(report, 'status') ? [] : [{ title: 'Done', width: 38 }];
  const proof = leavesOut(report, 'evidence') ? '' : ', and their evidence';
  return [
    { title: 'Control', width: 35 },
    { title: `Title, duties that help to meet it${proof}`, width: last.length > 0 ? 202 : 240 },
    { title: 'Owners', width: 100 },
    ...last,
  ];
}

const frameworkTitle = (framework: ReportFramework): string => `${framework.name} ${framework.version}`;

interface Known {
  readonly columns: readonly Column[];
  readonly tells: (part: Part) => boolean;
  readonly names: ReadonlyMap<string, string>;
  readonly factsOf: (responsibilities: readonly string[]) => ControlFacts;
}

/** Each control with the duties that bear on it, who owns them, how far they are and what proves it: never a claim that a control is met. */
export async function writeFrameworks(book: Book, report: Report): Promise<void> {
  book.follow('landscape');
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
    for (const [index, framework] of chosenFrameworks(report).entries()) {
      if (book.room < SECTION_ROOM) book.newPage('landscape');
      else if (index > 0) book.y += 14;
      const title = frameworkTitle(framework);
      book.section(title);
      writeOne(book, framework, title, known);
    }
  });
}

const ownerWords = ({ owners }: ControlFacts, tells: Known['tells']): string =>
  owners
    .filter(({ key }) => key !== 'unanswered' || tells('status'))
    .map(({ key, count }) => `${ownerKeyLetter(key)}\u00a0${count}`)
    .join(', ');

/** The head of the column says what the first number of `3 of 6` counts. */
const doneWords = (facts: ControlFacts): string => controlStatusWords(facts).replace(' implemented', '');

function writeOne(book: Book, framework: ReportFramework, title: string, known: Known): void {
  const linked = framework.controls.filter((control) => control.responsibilities.length > 0);
  const others = framework.controls.filter((control) => control.responsibilities.length === 0);
  book.paragraph(
    `${framework.publisher}. ${counted(linked.length, 'control', 'controls')} of ${framework.controls.length} with duties behind them.`,
    STYLES.bodyMuted,
  );
  book.y += 4;
  writeControls(book, framework, title, linked, known);
  if (others.length === 0) return;
  book.y += 5;
  book.flow(
    `No duty of this workbook’s catalogue bears on: ${others.map((control) => control.id).join(', ')}.`,
    STYLES.cell,
    'landscape',
  );
}

function writeControls(
  book: Book,
  framework: ReportFramework,
  title: string,
  linked: ReportFramework['controls'],
  known: Known,
): void {
  const { columns } = known;
  const text = textIn(book, columns, framework.id);
  const table = new Table(book, columns, 'landscape', title);
  table.start();
  let group: string | null = null;
  for (const control of linked) {
    // A number that every control of the group begins with says nothing.
    if (control.group !== group && control.group !== '' && !control.id.startsWith(control.group))
      table.band(book.show(capital(control.group), framework.id));
    group = control.group;
    const facts = known.factsOf(control.responsibilities);
    const duties = control.responsibilities.map((id) => known.names.get(id) ?? id).join('; ');
    const evidence = known.tells('evidence') ? facts.evidence : [];
    table.row(
      [
        [text(0, control.id, STYLES.cellBold)],
        [text(1, control.title)],
        [text(2, ownerWords(facts, known.tells))],
        ...(known.tells('status') ? [[text(3, doneWords(facts))]] : []),
      ],
      {
        tail: [
          linkBlock(
            book,
            [
              { text: book.show(duties, framework.id), to: '', style: STYLES.cellMuted, end: '.' },
              ...evidence.map((number) => ({ text: `E-${number}`, to: evidencePlace(number) })),
            ],
            table.tailWidth,
          ),
        ],
        tailOf: 1,
      },
    );
  }
  table.end();
}
