import type { Evidence } from '../../../contract/evidence.ts';
import { namesById } from '../../../domain/duties/ownership.ts';
import { reportWords } from '../../../domain/evidence/provider-reports.ts';
import type { Report } from '../../../domain/report/report.ts';
import { numeral } from '../../../domain/words/counted.ts';
import { period, shortDate } from '../../../domain/words/date-words.ts';
import { splitText } from '../../safe-text.ts';
import type { Book } from '../book.ts';
import { linkBlock } from '../cell-blocks.ts';
import { dutyPlace, evidencePlace } from '../links.ts';
import { MARKS } from '../marks.ts';
import { STYLES, type TextStyle } from '../styles.ts';
import { type Block, type Cell, type Column, Table, textIn } from '../table.ts';
import { bytes, KIND_WORDS } from '../words.ts';

export const EVIDENCE_TITLE = 'Evidence register';
const COLUMNS: readonly Column[] = [
  { title: 'No.', width: 26 },
  { title: 'Evidence', width: 220 },
  { title: 'SHA-256', width: 150 },
  { title: 'Covers, expires, was collected', width: 158 },
  { title: 'Supports', width: 215.89 },
];
/** A note is printed up to here; its whole text is in the workbook, under the hash that stands beside it. */
const NOTE_LIMIT = 2000;

/** Every piece of evidence with its hash, so that a file received can be checked without Demarc. */
export function writeEvidence(book: Book, report: Report): void {
  book.follow('landscape');
  book.chapter(EVIDENCE_TITLE);
  if (report.evidence.length === 0) {
    book.paragraph('No evidence has been collected yet.', STYLES.body);
    return;
  }
  book.paragraph(
    'The SHA-256 of a file that you received must equal the one printed here, digit by digit; “sha256sum” or “Get-FileHash” shows it.',
    STYLES.bodyMuted,
  );
  book.y += 6;
  const table = new Table(book, COLUMNS, 'landscape', EVIDENCE_TITLE);
  table.start();
  const parties = namesById(report.parties);
  for (const evidence of report.evidence)
    table.row(cellsOf(book, evidence, parties), { places: [evidencePlace(evidence.number)] });
  table.end();
}

function cellsOf(book: Book, evidence: Evidence, parties: ReadonlyMap<string, string>): Cell[] {
  const where = `E-${evidence.number}`;
  const text = textIn(book, COLUMNS, where);
  const dates: Block[] = [];
  const covers = period(evidence.coversFrom, evidence.coversTo);
  if (covers) dates.push(text(3, covers));
  if (evidence.expires) dates.push(text(3, `Expires ${shortDate(evidence.expires)}`));
  const supports =
    evidence.links.length === 0
      ? text(4, 'Nothing yet', STYLES.cellItalic)
      : linkBlock(
          book,
          evidence.links.map((ref) => ({ text: ref, to: dutyPlace(ref) })),
          Table.textWidth(book, COLUMNS, 4),
        );
  return [
    [text(0, where, STYLES.cellBold, MARKS.evidence)],
    describe(evidence, parties, (words, style) => text(1, words, style)),
    [hashBlock(evidence)],
    [
      ...dates,
      text(
        3,
        `Collected ${shortDate(evidence.collectedAt)}${evidence.collectedBy === null ? '' : ` by ${evidence.collectedBy}`}`,
        STYLES.cellMuted,
      ),
    ],
    [supports],
  ];
}

function describe(
  evidence: Evidence,
  parties: ReadonlyMap<string, string>,
  block: (text: string, style?: TextStyle) => Block,
): Block[] {
  const blocks = [block(evidence.title, STYLES.cellBold)];
  if (evidence.replacedBy !== null)
    blocks.push(block(`Replaced by E-${evidence.replacedBy}`, STYLES.cellItalic));
  if (evidence.providerReport) blocks.push(block(reportWords(evidence.providerReport, parties)));
  const facts = [
    KIND_WORDS[evidence.kind],
    evidence.mediaType,
    evidence.size === null ? null : bytes(evidence.size),
  ].filter((fact) => fact);
  blocks.push(block(facts.join('  ·  '), STYLES.cellMuted));
  if (evidence.fileName) blocks.push(block(evidence.fileName));
  if (evidence.url) blocks.push(block(evidence.url));
  if (evidence.text) {
    const [head, rest] = splitText(evidence.text, NOTE_LIMIT);
    blocks.push(block(head, STYLES.cellItalic));
    if (rest !== '')
      blocks.push(
        block(`Cut here; the note has ${numeral(evidence.text.length)} characters.`, STYLES.cellMuted),
      );
  }
  return blocks;
}

/** Groups of eight digits, four on a line: people compare these by eye. */
function hashBlock(evidence: Evidence): Block {
  if (evidence.sha256 === null) return { lines: ['No file, no hash'], style: STYLES.cellItalic };
  const groups = evidence.sha256.match(/.{1,8}/g) ?? [];
  const lines = [groups.slice(0, 4).join(' '), groups.slice(4).join(' ')];
  return { lines, style: STYLES.cell, mark: MARKS.hash };
}
