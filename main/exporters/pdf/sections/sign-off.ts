import { type Report, type ReportSignOff, signOffStanding } from '../../../domain/report/report.ts';
import { sentence, signOffWordsInDocument } from '../../../domain/signatures/key-words.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import { shortDate } from '../../../domain/words/date-words.ts';
import type { Book } from '../book.ts';
import { INK, RULE, STYLES, type TextStyle } from '../styles.ts';
import { type Column, Table, textIn } from '../table.ts';
import type { Line } from '../text.ts';
import { ours, quoted } from '../words.ts';

const SIGN_OFF_TITLE = 'Sign-off';
export const SIGNED_TITLE = 'Sign-offs in the workbook';
/** Below the line of a signature, above it, and what a usual one takes in all. */
const FRAME = 20;
const SIGNED = 26;
const LEAST = 72;
/** Signatures beside each other, and what is between them. */
const SIDE_BY_SIDE = 4;
const BETWEEN = 22;
/** What is signed, in words: the statement stands on one page with those who sign it where they have the room. */
const WORDS = 150;

/** What was signed already, then a page to sign on paper: who signs, what exactly, and the digest that ties the signature to it. */
export function writeSignOff(book: Book, report: Report): void {
  if (report.signOffs.length > 0) writeSigned(book, report.signOffs);
  const { meta, counts } = report;
  const all = signers(report);
  book.follow('landscape', WORDS + Math.ceil(all.length / SIDE_BY_SIDE) * LEAST);
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
  book.y += 8;
  // Room for whoever else signs, where it costs no line.
  const spare = (SIDE_BY_SIDE - (all.length % SIDE_BY_SIDE)) % SIDE_BY_SIDE;
  const boxes = [...all, ...Array.from({ length: spare }, (): Signer => ({ name: null, role: null }))];
  for (let at = 0; at < boxes.length; at += SIDE_BY_SIDE)
    signatures(book, boxes.slice(at, at + SIDE_BY_SIDE));
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

function signatures(book: Book, signers: readonly Signer[]): void {
  const width = (book.width - (SIDE_BY_SIDE - 1) * BETWEEN) / SIDE_BY_SIDE;
  const text = (words: string | null, style: TextStyle) =>
    words === null ? [] : book.wrap(book.show(words, 'sign-off'), style, width);
  const boxes = signers.map(({ name, role }) => ({
    names: text(name, STYLES.bodyBold),
    roles: text(role, STYLES.body),
  }));
  const height = ({ names, roles }: (typeof boxes)[number]) =>
    (names.length + roles.length) * STYLES.body.leading;
  const above = Math.max(...boxes.map(height)) + SIGNED;
  if (book.room < above + FRAME) {
    book.newPage('landscape');
    book.continued(SIGN_OFF_TITLE);
  }
  for (const [index, box] of boxes.entries())
    signature(book, box, { x: book.left + index * (width + BETWEEN), width, above });
  book.y += above + FRAME;
}

/** Names at the top, and below them, over the whole width, the line that is signed and dated on. */
function signature(
  { content, structure, y }: Book,
  { names, roles }: { readonly names: readonly Line[]; readonly roles: readonly Line[] },
  { x, width, above }: { readonly x: number; readonly width: number; readonly above: number },
): void {
  const line = y + above;
  const columns = [
    { label: 'Signature', x, w: width * 0.64 },
    { label: 'Date', x: x + width * 0.7, w: width * 0.3 },
  ];
  structure.artifact(content, () => {
    for (const column of columns)
      content.line(
        [
          { x: column.x, y: line },
          { x: column.x + column.w, y: line },
        ],
        names.length === 0 ? RULE : INK,
        0.6,
      );
  });
  structure.leaf(content, 'P', {}, () => {
    if (names.length > 0) content.lines(names, STYLES.bodyBold, x, y);
    else content.lines(['Name and role'], STYLES.label, x, y);
    if (roles.length > 0) content.lines(roles, STYLES.body, x, y + names.length * STYLES.bodyBold.leading);
    for (const column of columns) content.lines([column.label], STYLES.label, column.x, line + 2);
  });
}
