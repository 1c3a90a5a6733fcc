import { AUDIENCES, type Prepared } from '../../contract/audience.ts';
import type { Change, NamedComparison } from '../../contract/snapshots.ts';
import { changedByText, tellsAuthors } from '../../domain/changes/authors.ts';
import { GROUP_TITLES, KIND_TITLES } from '../../domain/compare/words.ts';
import { markLine, markOf, preparedFacts } from '../../domain/report/audience.ts';
import { documentInstant } from '../../domain/report/report.ts';
import { Book } from './book.ts';
import { excelDate } from './cells.ts';
import type { Paint } from './context.ts';
import { writeExportNotes } from './sheets/export-notes.ts';
import { footer, makeStyles } from './styles.ts';
import type { ExportControl } from './write-xlsx.ts';

/** The sheet with one row for each change, below one header row. */
export const CHANGES = 'Changes';
const COLUMNS = ['What', 'How', 'Where', 'Field', 'Before', 'After', 'Ref'] as const;
const AUTHOR = 'Rule changed by';
/** Its headings; who changed a rule has a column where that is told of any. */
export const changeColumns = ({ changes }: Pick<NamedComparison, 'changes'>): readonly string[] =>
  tellsAuthors(changes) ? [...COLUMNS, AUTHOR] : COLUMNS;

type Canvas = Pick<Paint, 'book' | 'styles' | 'sheet'>;

/** A change as its row has it; the reading back compares with the same. */
export const changeCells = (change: Change, columns: readonly string[]): readonly (string | null)[] => [
  GROUP_TITLES[change.group],
  KIND_TITLES[change.kind],
  change.place,
  change.field,
  change.before,
  change.after,
  change.ref,
  ...(columns.includes(AUTHOR) ? [changedByText(change)] : []),
];

/**
 * Writes a comparison as an Excel file to `path`: a summary with for whom it is, and one row for each change; `digest` is the head of
 * the workbook's change log, for the footer. Throws CANCELLED when the signal
 * fires; what then lies at `path` is of no use.
 */
export async function writeComparison(
  comparison: NamedComparison,
  path: string,
  { digest, prepared }: { readonly digest: string; readonly prepared: Prepared },
  control: ExportControl = {},
): Promise<void> {
  const title = `${comparison.from.name} to ${comparison.to.name}`;
  const book = new Book(path, {
    created: documentInstant(comparison.to),
    title,
    subject: 'Comparison of two states of an assessment',
    signal: control.signal,
    mark: markOf(prepared),
    line: markLine(prepared),
  });
  try {
    const foot = footer(title, digest);
    const styles = makeStyles(book);
    const sheet: Canvas['sheet'] = (name, options) => book.sheet(name, { ...options, footer: foot });
    const canvas = { book, styles, sheet };
    writeSummary(canvas, comparison, prepared);
    await writeChanges(canvas, comparison, control);
    await writeExportNotes(canvas);
    await book.close();
  } catch (error) {
    await book.abandon();
    throw error;
  }
}

function writeSummary(
  { book, styles, ...canvas }: Canvas,
  comparison: NamedComparison,
  prepared: Prepared,
): void {
  const sheet = canvas.sheet('Summary', { widths: [28, 36, 36, 12, 12, 12] });
  const { from, to } = comparison;
  sheet.row(['What changed'], styles.title, 30);
  const said = preparedFacts(prepared);
  for (const fact of said) sheet.row(fact, [styles.label, styles.text()], fact[1].length > 60 ? 60 : 0);
  sheet.row([null], 0);
  sheet.row([null, 'Before', 'After'], styles.header, 20);
  const text = styles.text();
  sheet.row(['State', from.name, to.name], [styles.label, text, text]);
  const instant = styles.instant();
  sheet.row(['State of (UTC)', excelDate(from.at), excelDate(to.at)], [styles.label, instant, instant]);
  sheet.row(['Judged as of', from.judgedAsOf, to.judgedAsOf], [styles.label, text, text]);
  const number = [styles.label, styles.number, styles.number];
  sheet.row(['Services in use', from.services, to.services], number);
  const { without } = AUDIENCES[prepared.audience];
  if (!without.includes('status')) sheet.row(['Answers', from.answered, to.answered], number);
  if (!without.includes('evidence')) sheet.row(['Evidence', from.evidence, to.evidence], number);
  sheet.row([null], 0);
  sheet.row(['Changes', 'Added', 'Gone', 'Changed', 'Expired', 'In all'], styles.header, 20);
  for (const count of comparison.counts) {
    const { group, added, gone, changed, expired } = count;
    sheet.row(
      [GROUP_TITLES[group], added, gone, changed, expired, added + gone + changed + expired],
      [styles.label, ...new Array<number>(5).fill(styles.number)],
    );
  }
  sheet.row(['In all', null, null, null, null, comparison.total], styles.total);
  book.finish(sheet);
}

async function writeChanges(
  { book, styles, ...canvas }: Canvas,
  comparison: NamedComparison,
  { progress }: ExportControl,
): Promise<void> {
  const columns = changeColumns(comparison);
  const sheet = canvas.sheet(CHANGES, {
    widths: [18, 11, 40, 24, 52, 52, 40, ...(columns.length > COLUMNS.length ? [40] : [])],
    freeze: { rows: 1, columns: 0 },
    print: { printTitlesRow: '1:1' },
  });
  sheet.row(columns, styles.header, 22);
  const text = styles.text();
  const looks = [styles.key(), text, text, text, text, text, styles.mono, text];
  for (const [index, change] of comparison.changes.entries()) {
    sheet.row(changeCells(change, columns), looks);
    progress?.(index + 1, comparison.total, 'Changes');
    await sheet.settle();
  }
  sheet.table(CHANGES, columns);
  book.finish(sheet);
}
