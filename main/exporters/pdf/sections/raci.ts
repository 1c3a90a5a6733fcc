import { raciDuties } from '../../../domain/report/raci.ts';
import type { Report } from '../../../domain/report/report.ts';
import type { Book } from '../book.ts';
import { STYLES } from '../styles.ts';
import { type Column, Table, textIn } from '../table.ts';
import { ours, quoted } from '../words.ts';

const RACI_TITLE = 'Who is responsible and accountable (RACI)';
const COLUMNS: readonly Column[] = [
  { title: 'Duty', width: 130 },
  { title: 'Responsible and accountable, in how many places', width: 246 },
];
const SIDE_BY_SIDE = 2;
const NOBODY = 'Nobody yet';

/** Duty by duty who does it and answers for it, over every service: what the register says row by row, for whoever looks for a name. */
export async function writeRaci(book: Book, report: Report): Promise<void> {
  book.follow('landscape');
  book.chapter(RACI_TITLE);
  const duties = raciDuties(report, quoted);
  if (duties.length === 0) {
    book.paragraph('No duties are asked yet.', STYLES.body);
    return;
  }
  book.paragraph(
    'Whoever is named has a part of the duty, and is responsible and accountable (R/A) for it; the number says in how many services, or other ' +
      'places where it is asked. Who is consulted (C) and who is informed (I) is not recorded in a workbook, so nobody is listed as such.',
    STYLES.bodyMuted,
  );
  book.y += 6;
  const domains = new Map(report.domains.map(({ id, name }) => [id, name]));
  await book.inColumns(SIDE_BY_SIDE, () => {
    const table = new Table(book, COLUMNS, 'landscape', RACI_TITLE);
    table.start();
    let domain: string | null = null;
    for (const duty of duties.toSorted((a, b) => rankOf(report, a.domain) - rankOf(report, b.domain))) {
      if (duty.domain !== domain) table.band(book.show(domains.get(duty.domain) ?? duty.domain, 'RACI'));
      domain = duty.domain;
      const text = textIn(book, COLUMNS, duty.name);
      table.row([
        [text(0, duty.name, STYLES.cellBold)],
        [
          duty.parties.length === 0
            ? text(1, NOBODY, STYLES.cellItalic)
            : text(1, ours(`${duty.parties.join('; ')}.`)),
          ...(duty.others.length === 0 ? [] : [text(1, `${duty.others.join(', ')}.`, STYLES.cellMuted)]),
        ],
      ]);
    }
    table.end();
  });
}

const rankOf = ({ domains }: Report, domain: string): number => {
  const at = domains.findIndex(({ id }) => id === domain);
  return at < 0 ? domains.length : at;
};
