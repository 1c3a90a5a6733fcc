import type { Part } from '../../../contract/audience.ts';
import { providerWords } from '../../../domain/providers/origin-words.ts';
import { leavesOut, preparedSentence } from '../../../domain/report/audience.ts';
import { chosenFrameworks, isHandOut, type Report } from '../../../domain/report/report.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import { period } from '../../../domain/words/date-words.ts';
import type { Book } from '../book.ts';
import { drawPartyLegend, legendHeight } from '../party-legend.ts';
import { STYLES } from '../styles.ts';
import type { Line } from '../text.ts';

export const ABOUT_TITLE = 'About this document';
/** Points of the page for the parties, so that all else has its place on it, too. */
const LEGEND_ROOM = 100;
const MOST_SCOPE = 14;
const HEAD_GAP = 8;
const CHAPTER_HEAD = STYLES.h1.leading + HEAD_GAP;
const BODY_GAP = 4;
const TITLE_ROOM = 6 + STYLES.h2.leading + 2;
/** For what cannot be shown: its title, and as much as most workbooks need. */
const MISSING_ROOM = TITLE_ROOM + 4 * STYLES.body.leading;

/** A piece of the page, and the room that it takes. */
interface Piece {
  readonly height: number;
  draw(): void;
}
/** How to read the document, what it holds, and what it could not show: drawn last, bound after the contents. */
export interface About {
  /** Room that it takes before the characters that cannot be shown are named, which is known only at the end. */
  readonly height: number;
  draw(): void;
}
/** Prepares the page about the document; `scoped` where the cover tells its scope already. */
export function prepareAbout(book: Book, report: Report, scoped: boolean): About {
  const pieces = piecesOf(book, report, scoped);
  return {
    height: pieces.reduce((sum, { height }) => sum + height, CHAPTER_HEAD) + MISSING_ROOM,
    draw: () => {
      book.part(ABOUT_TITLE);
      book.heading('H1', ABOUT_TITLE, STYLES.h1);
      book.y += HEAD_GAP;
      for (const { draw } of pieces) draw();
      missing(book);
    },
  };
}

function piecesOf(book: Book, report: Report, scoped: boolean): readonly Piece[] {
  const { meta, counts } = report;
  const pieces: Piece[] = [];
  const body = (text: string) => {
    const shown = book.show(text, 'about');
    pieces.push({
      height: book.wrap(shown, STYLES.body, book.width).length * STYLES.body.leading + BODY_GAP,
      draw: () => {
        book.paragraph(shown, STYLES.body);
        book.y += BODY_GAP;
      },
    });
  };
  const title = (text: string) => pieces.push({ height: TITLE_ROOM, draw: () => drawTitle(book, text) });
  body(
    `It records, for every AWS service in use, which party owns each security duty${leavesOut(report, 'evidence') ? '' : ' and what proves it'}. The provider secures the cloud itself, the ` +
      `customer what is put there; where the line runs depends on the service${isHandOut(report) ? '' : ', and every cell of the matrix says where'}.`,
  );
  const prepared = preparedSentence(meta.prepared);
  if (prepared !== null) {
    title('For whom it is, and what is left out');
    body(prepared);
  }
  if (!scoped && meta.scopeNote) {
    title('Scope');
    const { lines } = scopeLines(book, meta.scopeNote, book.width);
    pieces.push({
      height: lines.length * STYLES.body.leading + BODY_GAP,
      draw: () => {
        book.structure.leaf(book.content, 'P', {}, () =>
          book.content.lines(lines, STYLES.body, book.left, book.y),
        );
        book.y += lines.length * STYLES.body.leading + BODY_GAP;
      },
    });
  }
  title('How to read it');
  body(
    `Each kind of owner has a letter, a colour and a pattern, the same in ${isHandOut(report) ? 'all tables' : 'the pictures, the matrix and the tables'}, on screen and in the Excel file; where several parties are of one kind, the tables number them:`,
  );
  pieces.push({
    height: legendHeight(book, report, LEGEND_ROOM) + BODY_GAP,
    draw: () => {
      drawPartyLegend(book, report, LEGEND_ROOM);
      book.y += BODY_GAP;
    },
  });
  body(
    `A duty that several parties share shows each of them. ${leavesOut(report, 'open') ? '' : '“Unanswered” means that nobody has decided yet; '}“${leavesOut(report, 'open') ? 'N' : 'n'}ot applicable” ${leavesOut(report, 'reasons') ? 'means that the duty does not arise here' : 'carries its reason'}. ` +
      `The grey name under a duty, such as orders-db/guest-os-patching, is its reference: the same in every export and in the workbook.${leavesOut(report, 'evidence') ? '' : ' Blue words lead to where they stand: from a duty to its evidence and gaps, and from those back to the duty.'}`,
  );
  title('What it holds');
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
  for (const provider of report.providers ?? [])
    body(
      `Rows of ${report.parties.find(({ id }) => id === provider.party)?.name ?? provider.party} are inherited from ${providerWords(provider)}.`,
    );
  if (chosenFrameworks(report).length === 0)
    body('No framework was chosen for this workbook, so the document has no chapter about any.');
  return pieces;
}

/** The scope in as many lines as a page has for it; the last one says where it is whole. */
export function scopeLines(
  book: Book,
  note: string,
  width: number,
): { readonly lines: readonly Line[]; readonly isWhole: boolean } {
  const lines = book.wrap(book.show(note, 'scope note'), STYLES.body, width);
  return lines.length <= MOST_SCOPE
    ? { lines, isWhole: true }
    : { lines: [...lines.slice(0, MOST_SCOPE), '… (the whole note stands in the workbook)'], isWhole: false };
}

function drawTitle(book: Book, text: string): void {
  book.y += 6;
  book.heading('H2', text, STYLES.h2);
  book.y += 2;
}

/** Names the texts that no font has all of, as far as the page goes. */
function missing(book: Book): void {
  const sentences = book.missing.lines();
  drawTitle(book, 'Characters that this document cannot show');
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
