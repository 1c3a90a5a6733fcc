import { OWNERSHIP_STYLES } from '../../../domain/duties/ownership.ts';
import { leavesOut } from '../../../domain/report/audience.ts';
import type { Report } from '../../../domain/report/report.ts';
import { numeral } from '../../../domain/words/counted.ts';
import type { Book } from '../book.ts';
import { STYLES } from '../styles.ts';
import { type Column, Table, textIn } from '../table.ts';
import { ours, quoted } from '../words.ts';

const PEOPLE_TITLE = 'Parties and people';
const columnsOf = (report: Report): readonly Column[] =>
  leavesOut(report, 'emails')
    ? [
        { title: 'Name', width: 236 },
        { title: 'Role', width: 237 },
        { title: 'Duties', width: 50.28 },
      ]
    : [
        { title: 'Name', width: 150 },
        { title: 'Role', width: 150 },
        { title: 'E-mail', width: 173 },
        { title: 'Duties', width: 50.28 },
      ];

/** Who is named in the register, by party. */
export function writePeople(book: Book, report: Report): void {
  book.follow('portrait');
  book.chapter(PEOPLE_TITLE);
  const columns = columnsOf(report);
  const mailed = !leavesOut(report, 'emails');
  const table = new Table(book, columns, 'portrait', PEOPLE_TITLE);
  const text = (where: string) => textIn(book, columns, where);
  table.start();
  for (const party of report.parties) {
    table.band(
      book.show(
        ours(`${quoted(party.name)}: ${OWNERSHIP_STYLES[party.kind].label.toLowerCase()}`),
        'the name of a party',
      ),
    );
    const people = report.people.filter((person) => person.party === party.id);
    for (const person of people)
      table.row([
        [text('a name')(0, person.name, STYLES.cellBold)],
        [text('a role')(1, person.role ?? '–')],
        ...(mailed ? [[text('an e-mail address')(2, person.email ?? '–')]] : []),
        [text('a count')(columns.length - 1, numeral(person.assignments))],
      ]);
    if (people.length === 0)
      table.row([[text('a party')(0, 'Nobody named', STYLES.cellItalic)], ...columns.slice(1).map(() => [])]);
  }
  table.end();
}
