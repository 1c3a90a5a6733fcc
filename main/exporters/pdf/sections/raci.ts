import { RACI_WORDS, raciDuties, raciOwn } from '../../../domain/report/raci.ts';
import type { Report } from '../../../domain/report/report.ts';
import type { Book } from '../book.ts';
import { STYLES } from '../styles.ts';
import { type Column, Table, type TableRow, textIn } from '../table.ts';
import { ours, quoted } from '../words.ts';

const RACI_TITLE = 'Who is responsible and accountable (RACI)';
const COLUMNS: readonly Column[] = [
  { title: 'Duty', width: 146 },
  { title: 'Responsible and accountable, in how many places', width: 230 },
];
const SIDE_BY_SIDE = 2;
/** The chapter's own words, and some rows. */
const CHAPTER_ROOM = 140;
/** The heads of the table, one in each column of the page. */
const HEAD_ROOM = 26;

/** Duty by duty who does it and answers for it, over every service: what the register says row by row, for whoever looks for a name. */
export async function writeRaci(book: Book, report: Report): Promise<void> {
  book.follow('landscape', CHAPTER_ROOM);
  book.chapter(RACI_TITLE);
  const duties = raciDuties(report, quoted);
  if (duties.length === 0) {
    book.paragraph('No duties are asked yet.', STYLES.body);
    return;
  }
  const own = raciOwn(report);
  book.paragraph(
    book.show(
      ours(
        `${RACI_WORDS} The number says in how many services, or other places where it is asked.${own ? ` Before people of ${quoted(own.name)} no party stands.` : ''}`,
      ),
      'RACI',
    ),
    STYLES.bodyMuted,
  );
  book.y += 6;
  const domains = new Map(report.domains.map(({ id, name }) => [id, name]));
  await book.inColumns(SIDE_BY_SIDE, () => {
    const table = new Table(book, COLUMNS, 'landscape', RACI_TITLE);
    const groups: { readonly band: string | null; readonly rows: readonly TableRow[] }[] = [];
    let domain: string | null = null;
    for (const duty of duties.toSorted((a, b) => rankOf(report, a.domain) - rankOf(report, b.domain))) {
      const isFirst = duty.domain !== domain;
      domain = duty.domain;
      const text = textIn(book, COLUMNS, duty.name);
      const told = [...duty.parties, ...duty.others];
      groups.push({
        band: isFirst ? book.show(domains.get(duty.domain) ?? duty.domain, 'RACI') : null,
        rows: [
          {
            cells: [[text(0, duty.name, STYLES.cellBold)], [text(1, ours(`${told.join('; ')}.`))]],
          },
        ],
      });
    }
    book.balance(groups.reduce((sum, group) => sum + table.heightOf(group), HEAD_ROOM));
    table.start();
    for (const { band, rows } of groups) {
      if (band !== null) table.band(band);
      for (const { cells } of rows) table.row(cells);
    }
    table.end();
  });
}

const rankOf = ({ domains }: Report, domain: string): number => {
  const at = domains.findIndex(({ id }) => id === domain);
  return at < 0 ? domains.length : at;
};
