import { SEVERITIES } from '../../../contract/gaps.ts';
import { counted } from '../../../domain/counted.ts';
import type { Report } from '../../../domain/report.ts';
import type { Book } from '../book.ts';
import { RED, STYLES } from '../styles.ts';
import { type Column, Table } from '../table.ts';
import { ours, SEVERITY_WORDS } from '../words.ts';

export const GAPS_TITLE = 'Gaps';
const COLUMNS: readonly Column[] = [
  { title: 'Severity', width: 50 },
  { title: 'What is wrong or missing', width: 283.28 },
  { title: 'Where', width: 178 },
];

/** What the rules find, the gravest first. `next` is awaited after each. */
export async function writeGaps(
  book: Book,
  report: Report,
  next: () => Promise<void> | undefined,
): Promise<void> {
  book.newPage('portrait');
  book.chapter(GAPS_TITLE);
  if (report.gaps.length === 0) {
    book.paragraph('The rules find nothing wrong or missing.', STYLES.body);
    return;
  }
  const table = new Table(book, COLUMNS, 'portrait', GAPS_TITLE);
  const text = (value: string, column: number, style = STYLES.cell) => ({
    lines: book.wrap(value, style, Table.textWidth(COLUMNS[column] ?? { title: '', width: 100 })),
    style,
  });
  table.start();
  for (const severity of SEVERITIES) {
    const gaps = report.gaps.filter((gap) => gap.severity === severity);
    if (gaps.length === 0) continue;
    table.band(`${SEVERITY_WORDS[severity]}: ${counted(gaps.length, 'gap', 'gaps')}`);
    for (const gap of gaps) {
      const where = gap.ref ?? gap.subject;
      table.row([
        [
          text(
            SEVERITY_WORDS[severity],
            0,
            severity === 'high' ? { ...STYLES.cellBold, colour: RED } : STYLES.cellBold,
          ),
        ],
        [text(book.show(ours(gap.sentence), where), 1)],
        [text(where, 2, STYLES.cellMuted)],
      ]);
      await next();
    }
  }
  table.end();
}
