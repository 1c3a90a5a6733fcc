import { counted } from '../../../domain/counted.ts';
import type { FrameworkAnnex, Report } from '../../../domain/report.ts';
import type { Book } from '../book.ts';
import { STYLES, type TextStyle } from '../styles.ts';
import { type Block, type Column, Table } from '../table.ts';

export const FRAMEWORKS_TITLE = 'Annex: frameworks';
const COLUMNS: readonly Column[] = [
  { title: 'Control', width: 74 },
  { title: 'Title', width: 205 },
  { title: 'Duties that help to meet it', width: 232.28 },
];

export const frameworkTitle = (framework: FrameworkAnnex): string => `${framework.name} ${framework.version}`;

/** Which duties bear on which control: a crosswalk, never a claim that a control is met. */
export function writeFrameworks(book: Book, report: Report): void {
  book.newPage('portrait');
  book.chapter(FRAMEWORKS_TITLE);
  book.paragraph(
    'A duty listed here helps to meet the control beside it. Whether the control is met is for the assessor to say; this annex does not claim it.',
    STYLES.bodyMuted,
  );
  const names = new Map(report.responsibilities.map((duty) => [duty.id, duty.name]));
  for (const framework of report.frameworks) {
    book.y += 14;
    if (book.room < 130) book.newPage('portrait');
    const title = frameworkTitle(framework);
    book.section(title);
    writeOne(book, framework, title, names);
  }
  if (report.frameworks.length === 0) book.paragraph('No frameworks are part of this workbook.', STYLES.body);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function writeOne(
  book: Book,
  framework: FrameworkAnnex,
  title: string,
  names: ReadonlyMap<string, string>,
): void {
  const linked = framework.controls.filter((control) => control.responsibilities.length > 0);
  const others = framework.controls.filter((control) => control.responsibilities.length === 0);
  book.paragraph(
    `${framework.publisher}. ${counted(linked.length, 'control', 'controls')} of ${framework.controls.length} with duties behind them.`,
    STYLES.bodyMuted,
  );
  book.y += 4;
  const block = (text: string, column: number, style: TextStyle = STYLES.cell): Block => {
    const of = COLUMNS[column] ?? { title: '', width: 100 };
    return { lines: book.wrap(book.show(text, framework.id), style, Table.textWidth(of)), style };
  };
  const table = new Table(book, COLUMNS, 'portrait', title);
  table.start();
  let group: string | null = null;
  for (const control of linked) {
    if (control.group !== group && control.group !== '')
      table.band(book.show(capital(control.group), framework.id));
    group = control.group;
    table.row([
      [block(control.id, 0, STYLES.cellBold)],
      [block(control.title, 1)],
      [block(control.responsibilities.map((id) => names.get(id) ?? id).join('; '), 2)],
    ]);
  }
  table.end();
  if (others.length === 0) return;
  book.y += 5;
  book.flow(
    `No duty of this workbook’s catalogue bears on: ${others.map((control) => control.id).join(', ')}.`,
    STYLES.cell,
    'portrait',
  );
}
