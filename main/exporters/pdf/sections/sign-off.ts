import { type Report, type ReportSignOff, signOffStanding } from '../../../domain/report/report.ts';
import { sentence, signOffWordsInDocument } from '../../../domain/signatures/key-words.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import { shortDate } from '../../../domain/words/date-words.ts';
import type { Book } from '../book.ts';
import { INK, RULE, STYLES, type TextStyle } from '../styles.ts';
import { type Column, Table, textIn } from '../table.ts';
import { ours, quoted } from '../words.ts';

const SIGN_OFF_TITLE = 'Sign-off';
export const SIGNED_TITLE = 'Sign-offs in the workbook';
/** Height of a signature's box without its names, and its least height with them. */
const FRAME = 28;
const LEAST = 62;
/** Empty lines for whoever else signs. */
const SPARE = 2;

/** What was signed already, then a page to sign on paper: who signs, what exactly, and the digest that ties the signature to it. */
export function writeSignOff(book: Book, report: Report): void {
  if (report.signOffs.length > 0) writeSigned(book, report.signOffs);
  const { meta, counts } = report;
  book.newPage('portrait');
  book.chapter(SIGN_OFF_TITLE);
  book.paragraph(
    book.show(
      `I have read this record of who owns which security duty in “${quoted(meta.title)}” of ${quoted(meta.organisation)}: ` +
        `${counted(counts.rows, 'duty', 'duties')}, of which ${numeral(counts.answered)} are answered, ` +
        `${counted(counts.evidence, 'piece', 'pieces')} of evidence and ${counted(counts.gaps, 'open gap', 'open gaps')}. ` +
        'I understand the duties that name me or my team.',
      'sign-off',
    ),
    STYLES.lead,
  );
  book.y += 8;
  book.paragraph(
    `The signature holds for revision ${meta.revision} of the workbook, last changed ${shortDate(meta.lastChange)} and judged as of ${shortDate(meta.judgedAsOf)}, with this digest:`,
    STYLES.body,
  );
  const groups = meta.digest.match(/.{1,8}/g)?.join(' ') ?? meta.digest;
  book.paragraph(groups, STYLES.bodyBold);
  book.y += 18;
  for (const signer of signers(report)) signature(book, signer);
  // Room for whoever else signs, where it costs no page.
  for (let spare = 0; spare < SPARE && book.room >= LEAST; spare += 1)
    signature(book, { name: null, role: null });
}

const SIGNED_COLUMNS: readonly Column[] = [
  { title: 'By whom', width: 124 },
  { title: 'What was stated', width: 154 },
  { title: 'Date and digest', width: 137 },
  { title: 'Since then', width: 108.28 },
];

/** The sign-offs that the workbook itself holds, each with what became of its subject since. */
function writeSigned(book: Book, signOffs: readonly ReportSignOff[]): void {
  book.follow('landscape');
  book.chapter(SIGNED_TITLE);
  const table = new Table(book, SIGNED_COLUMNS, 'landscape', SIGNED_TITLE);
  const text = textIn(book, SIGNED_COLUMNS, 'sign-off');
  table.start();
  for (const entry of signOffs)
    table.row([
      [
        text(0, entry.name, STYLES.cellBold),
        ...(entry.role === null ? [] : [text(0, entry.role)]),
        text(0, sentence(signOffWordsInDocument(entry))),
      ],
      [
        text(
          1,
          entry.subject === null ? ours(`${quoted(entry.label)}, as a whole`) : entry.label,
          STYLES.cellBold,
        ),
        text(1, entry.statement),
      ],
      [text(2, shortDate(entry.signedAt)), text(2, entry.digest.match(/.{1,8}/g)?.join(' ') ?? '')],
      [text(3, signOffStanding(entry))],
    ]);
  table.end();
}

interface Signer {
  readonly name: string | null;
  readonly role: string | null;
}

/** The lead assessor, then everybody who is named for a duty, those with the most first. */
function signers(report: Report): Signer[] {
  const { leadAssessor } = report.meta;
  const list: Signer[] = leadAssessor === null ? [] : [{ name: leadAssessor, role: 'Lead assessor' }];
  const named = [...report.people]
    .filter((person) => person.assignments > 0 && person.name !== leadAssessor)
    .sort((a, b) => b.assignments - a.assignments || (a.id < b.id ? -1 : 1));
  list.push(...named.map(({ name, role }) => ({ name, role })));
  return list;
}

function signature(book: Book, { name, role }: Signer): void {
  const text = (words: string | null, style: TextStyle) =>
    words === null ? [] : book.wrap(book.show(words, 'sign-off'), style, book.width * 0.4);
  const [names, roles] = [text(name, STYLES.bodyBold), text(role, STYLES.body)];
  const above = Math.max(LEAST - FRAME, (names.length + roles.length) * STYLES.body.leading + 4);
  if (book.room < above + FRAME) {
    book.newPage('portrait');
    book.continued(SIGN_OFF_TITLE);
  }
  const { content, structure, left, width } = book;
  const line = book.y + above;
  const columns = [
    { label: 'Name and role', x: left, w: width * 0.4 },
    { label: 'Signature', x: left + width * 0.43, w: width * 0.35 },
    { label: 'Date', x: left + width * 0.81, w: width * 0.19 },
  ];
  structure.artifact(content, () => {
    for (const { x, w } of columns)
      content.line(
        [
          { x, y: line },
          { x: x + w, y: line },
        ],
        name === null ? RULE : INK,
        0.6,
      );
  });
  structure.leaf(content, 'P', {}, () => {
    const top = line - (names.length + roles.length) * STYLES.body.leading - 2;
    if (names.length > 0) content.lines(names, STYLES.bodyBold, left, top);
    if (roles.length > 0)
      content.lines(roles, STYLES.body, left, top + names.length * STYLES.bodyBold.leading);
    for (const { label, x } of columns) content.lines([label], STYLES.label, x, line + 2);
  });
  book.y += above + FRAME;
}
