import { OWNERSHIP_STYLES } from '../../../domain/ownership.ts';
import type { Report } from '../../../domain/report.ts';
import type { Book } from '../book.ts';
import { STYLES, type TextStyle } from '../styles.ts';
import { type Block, type Column, Table } from '../table.ts';
import { count, ours, quoted } from '../words.ts';

export const PEOPLE_TITLE = 'Parties and people';
const COLUMNS: readonly Column[] = [
  { title: 'Name', width: 150 },
  { title: 'Role', width: 150 },
  { title: 'E-mail', width: 173 },
  { title: 'Duties', width: 50.28 },
];

/** Who is named in the register, by party. */
export function writePeople(book: Book, report: Report): void {
  book.follow('portrait');
  book.chapter(PEOPLE_TITLE);
  const table = new Table(book, COLUMNS, 'portrait', PEOPLE_TITLE);
  const block = (
    text: string | null,
    column: number,
    where: string,
    style: TextStyle = STYLES.cell,
  ): Block => {
    return {
      lines: book.wrap(book.show(text ?? '–', where), style, Table.textWidth(book, COLUMNS, column)),
      style,
    };
  };
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
        [block(person.name, 0, 'a name', STYLES.cellBold)],
        [block(person.role, 1, 'a role')],
        [block(person.email, 2, 'an e-mail address')],
        [block(count(person.assignments), 3, 'a count')],
      ]);
    if (people.length === 0)
      table.row([[block('Nobody named', 0, 'a party', STYLES.cellItalic)], [], [], []]);
  }
  table.end();
}
