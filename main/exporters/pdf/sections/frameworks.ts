import type { Part } from '../../../contract/audience.ts';
import { leavesOut } from '../../../domain/audience.ts';
import { counted } from '../../../domain/counted.ts';
import { ownerKeyLabel, ownerKeyLetter } from '../../../domain/owner-class.ts';
import { kindsById } from '../../../domain/ownership.ts';
import { type ControlFacts, controlFacts, controlStatusWords } from '../../../domain/report/control-facts.ts';
import { chosenFrameworks, type Report, type ReportFramework } from '../../../domain/report.ts';
import type { Book } from '../book.ts';
import { type Cell, linkBlock } from '../cell-blocks.ts';
import { evidencePlace } from '../links.ts';
import { STYLES } from '../styles.ts';
import { type Column, Table, textIn } from '../table.ts';

const FRAMEWORKS_TITLE = 'Controls of the frameworks';
/** Status and evidence have no columns where they are left out: the titles of the controls and the duties take their room. */
function columnsOf(report: Report): readonly Column[] {
  const last = [
    ...(leavesOut(report, 'status') ? [] : [{ title: 'Status', width: 83 }]),
    ...(leavesOut(report, 'evidence') ? [] : [{ title: 'Evidence', width: 78.89 }]),
  ];
  const room = 161.89 - last.reduce((sum, { width }) => sum + width, 0);
  return [
    { title: 'Control', width: 48 },
    { title: 'Title', width: 186 + room * 0.4 },
    { title: 'Duties that help to meet it', width: 286 + room * 0.6 },
    { title: 'Owners', width: 88 },
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
export function writeFrameworks(book: Book, report: Report): void {
  book.newPage('landscape');
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
  for (const framework of chosenFrameworks(report)) {
    book.y += 10;
    if (book.room < 130) book.newPage('landscape');
    const title = frameworkTitle(framework);
    book.section(title);
    writeOne(book, framework, title, known);
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const ownerWords = ({ owners }: ControlFacts): string =>
  owners.map(({ key, count }) => `${ownerKeyLetter(key)} ${count}`).join(', ');

function writeOne(book: Book, framework: ReportFramework, title: string, known: Known): void {
  const linked = framework.controls.filter((control) => control.responsibilities.length > 0);
  const others = framework.controls.filter((control) => control.responsibilities.length === 0);
  book.paragraph(
    `${framework.publisher}. ${counted(linked.length, 'control', 'controls')} of ${framework.controls.length} with duties behind them.`,
    STYLES.bodyMuted,
  );
  book.y += 4;
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
    const evidence = facts.evidence.map((number) => ({ text: `E-${number}`, to: evidencePlace(number) }));
    const proof: Cell =
      evidence.length === 0
        ? []
        : [linkBlock(book, evidence, Table.textWidth(book, columns, columns.length - 1))];
    table.row([
      [text(0, control.id, STYLES.cellBold)],
      [text(1, control.title)],
      [text(2, control.responsibilities.map((id) => known.names.get(id) ?? id).join('; '))],
      [text(3, ownerWords(facts))],
      ...(known.tells('status') ? [[text(4, controlStatusWords(facts))]] : []),
      ...(known.tells('evidence') ? [proof] : []),
    ]);
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
