import type { Part } from '../../../contract/audience.ts';
import { leavesOut, preparedSentence } from '../../../domain/report/audience.ts';
import { chosenFrameworks, type Report } from '../../../domain/report/report.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import { period } from '../../../domain/words/date-words.ts';
import type { Book } from '../book.ts';
import { drawPartyLegend } from '../party-legend.ts';
import { STYLES } from '../styles.ts';

export const ABOUT_TITLE = 'About this document';
/** Points of the page for the parties, so that all else has its place on it, too. */
const LEGEND_ROOM = 100;

/** How to read it, what it holds, and what it could not show. One page, drawn last, bound after the contents. */
export function writeAbout(book: Book, report: Report, number: number): void {
  const { meta, counts } = report;
  book.newPage('portrait', { number });
  book.part(ABOUT_TITLE);
  book.heading('H1', ABOUT_TITLE, STYLES.h1);
  book.y += 8;
  const body = (text: string) => {
    book.paragraph(book.show(text, 'about'), STYLES.body);
    book.y += 4;
  };
  body(
    `It records, for every AWS service in use, which party owns each security duty${leavesOut(report, 'evidence') ? '' : ' and what proves it'}. The provider secures the cloud itself, the ` +
      'customer what is put there; where the line runs depends on the service, and every cell of the matrix says where.',
  );
  const prepared = preparedSentence(meta.prepared);
  if (prepared !== null) {
    title(book, 'For whom it is, and what is left out');
    body(prepared);
  }
  if (meta.scopeNote) {
    title(book, 'Scope');
    const lines = book.wrap(book.show(meta.scopeNote, 'scope note'), STYLES.body, book.width);
    const shown =
      lines.length > 14 ? [...lines.slice(0, 14), '… (the whole note stands in the workbook)'] : lines;
    book.structure.leaf(book.content, 'P', {}, () =>
      book.content.lines(shown, STYLES.body, book.left, book.y),
    );
    book.y += shown.length * STYLES.body.leading + 4;
  }
  title(book, 'How to read it');
  body(
    'Each kind of owner has a letter, a colour and a pattern, the same in the pictures, the matrix and the tables, on screen and in the Excel file; where several parties are of one kind, the tables number them:',
  );
  drawPartyLegend(book, report, LEGEND_ROOM);
  book.y += 4;
  body(
    `A duty that several parties share shows each of them. “Unanswered” means that nobody has decided yet; “not applicable” ${leavesOut(report, 'reasons') ? 'means that the duty does not arise here' : 'carries its reason'}. ` +
      `The grey name under a duty, such as orders-db/guest-os-patching, is its reference: the same in every export and in the workbook.${leavesOut(report, 'evidence') ? '' : ' Blue words lead to where they stand: from a duty to its evidence and gaps, and from those back to the duty.'}`,
  );
  title(book, 'What it holds');
  const told = (part: Part, words: string) => (leavesOut(report, part) ? [] : [words]);
  const held = [
    `${counted(counts.rows, 'register row', 'register rows')}${leavesOut(report, 'status') ? '' : ` (${numeral(counts.answered)} answered)`}`,
    ...told('notes', counted(counts.notes, 'note', 'notes')),
    ...told('evidence', `${counted(counts.evidence, 'piece', 'pieces')} of evidence`),
    ...told('gaps', counted(counts.gaps, 'gap', 'gaps')),
    `${counted(counts.services, 'service', 'services')} in use`,
    ...told('names', counted(counts.people, 'person', 'people')),
  ];
  const notes = leavesOut(report, 'notes') ? '' : ', notes';
  const evidence = leavesOut(report, 'evidence') ? '' : ' and evidence';
  body(
    `${held.join(', ')}. After the file was written, Demarc read it back and compared its rows${notes}${evidence} with the workbook; ` +
      'an export that differs is reported as failed and not delivered as complete.',
  );
  const facts = [
    `Revision ${meta.revision}`,
    period(meta.periodFrom, meta.periodTo),
    `catalogue ${meta.catalogueVersion}`,
    `Demarc ${meta.appVersion}`,
  ];
  body(
    `${facts.filter((fact) => fact).join(', ')}. The digest, of which the first digits stand at the foot of each page, is the head of the workbook’s change log: it changes with every change. ` +
      `In full: ${meta.digest}`,
  );
  if (meta.state !== null)
    body(
      `Digest of the state, that is of everything recorded: ${meta.state}. “demarc verify FILE --head” finds either digest in the history of the workbook.`,
    );
  if (chosenFrameworks(report).length === 0)
    body('No framework was chosen for this workbook, so the document has no chapter about any.');
  missing(book);
}

function title(book: Book, text: string): void {
  book.y += 6;
  book.heading('H2', text, STYLES.h2);
  book.y += 2;
}

/** Names the texts that no font has all of, as far as the page goes. */
function missing(book: Book): void {
  const sentences = book.missing.lines();
  title(book, 'Characters that this document cannot show');
  if (sentences.length === 0) {
    book.paragraph('None: every character of the workbook is printed as it was written.', STYLES.body);
    return;
  }
  book.paragraph(
    'No font of this document has them. Each is printed as \ufffd, and stands unharmed in the workbook and in the Excel file:',
    STYLES.body,
  );
  const lines = sentences.flatMap((sentence) => book.wrap(sentence, STYLES.cell, book.width));
  const room = Math.floor(book.room / STYLES.cell.leading);
  const shown =
    lines.length <= room
      ? lines
      : [...lines.slice(0, room - 1), `… and ${lines.length - room + 1} more lines of this list`];
  book.structure.leaf(book.content, 'P', {}, () => book.content.lines(shown, STYLES.cell, book.left, book.y));
  book.y += shown.length * STYLES.cell.leading;
}
