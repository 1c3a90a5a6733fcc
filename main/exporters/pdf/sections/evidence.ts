import type { Evidence } from '../../../contract/evidence.ts';
import { namesById } from '../../../domain/duties/ownership.ts';
import { reportWords } from '../../../domain/evidence/provider-reports.ts';
import type { Report } from '../../../domain/report/report.ts';
import { capital } from '../../../domain/words/capital.ts';
import { numeral } from '../../../domain/words/counted.ts';
import { period, shortDate } from '../../../domain/words/date-words.ts';
import { splitText } from '../../safe-text.ts';
import type { Book } from '../book.ts';
import { type LinkItem, linkBlock } from '../cell-blocks.ts';
import { dutyPlace, evidencePlace } from '../links.ts';
import { MARKS } from '../marks.ts';
import { STYLES, type TextStyle } from '../styles.ts';
import { type Block, type Cell, type Column, Table, textIn } from '../table.ts';
import { bytes, KIND_WORDS, ours, quoted } from '../words.ts';

export const EVIDENCE_TITLE = 'Evidence register';
const COLUMNS: readonly Column[] = [
  { title: 'No.', width: 26 },
  { title: 'Evidence', width: 250 },
  { title: 'SHA-256', width: 150 },
  { title: 'Covers, expires', width: 100 },
  { title: 'Supports', width: 243.89 },
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
  const usual = usualCollection(report.evidence);
  const most = report.evidence.length > 1 ? `, and it was ${usual}` : '';
  book.paragraph(
    book.show(
      ours(
        `The SHA-256 of a file that you received must equal the one printed here, digit by digit; “sha256sum” or “Get-FileHash” shows it. Unless a row says otherwise, a file is held in the workbook${most}.`,
      ),
      'evidence',
    ),
    STYLES.bodyMuted,
  );
  book.y += 6;
  const table = new Table(book, COLUMNS, 'landscape', EVIDENCE_TITLE);
  table.start();
  const parties = namesById(report.parties);
  for (const evidence of report.evidence)
    table.row(cellsOf(book, evidence, parties, most === '' ? null : usual), {
      places: [evidencePlace(evidence.number)],
    });
  table.end();
}

/** Each duty by its reference; the subject of several is said with the first. */
const dutyLinks = (refs: readonly string[]): readonly LinkItem[] =>
  refs.map((ref, index) => {
    const subject = ref.slice(0, ref.indexOf('/') + 1);
    const text = refs[index - 1]?.startsWith(subject) ? ref.slice(subject.length - 1) : ref;
    return { text, to: dutyPlace(ref), said: ref };
  });

const collected = ({ collectedAt, collectedBy }: Evidence): string =>
  `collected ${shortDate(collectedAt)}${collectedBy === null ? '' : ` by ${quoted(collectedBy)}`}`;

/** When and by whom most of it was collected, so that it is said once. */
function usualCollection(all: readonly Evidence[]): string {
  const counts = new Map<string, number>();
  for (const each of all.map(collected)) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most), ['', 0] as const)[0];
}

/** `usual` is what was said of all of it already. */
function cellsOf(
  book: Book,
  evidence: Evidence,
  parties: ReadonlyMap<string, string>,
  usual: string | null,
): Cell[] {
  const where = `E-${evidence.number}`;
  const text = textIn(book, COLUMNS, where);
  const dates: Block[] = [];
  const covers = period(evidence.coversFrom, evidence.coversTo);
  if (covers) dates.push(text(3, covers));
  if (evidence.expires) dates.push(text(3, `Expires ${shortDate(evidence.expires)}`));
  const supports =
    evidence.links.length === 0
      ? text(4, 'Nothing yet', STYLES.cellItalic)
      : linkBlock(book, dutyLinks(evidence.links), Table.textWidth(book, COLUMNS, 4));
  return [
    [text(0, where, STYLES.cellBold, MARKS.evidence)],
    describe(evidence, parties, (words, style) => text(1, words, style)),
    [hashBlock(evidence)],
    [
      ...dates,
      ...(collected(evidence) === usual
        ? []
        : [text(3, ours(capital(collected(evidence))), STYLES.cellMuted)]),
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
    ...[evidence.fileName, evidence.url].map((name) => (name ? quoted(name) : null)),
    // That files are held in the workbook is said of all of them.
    evidence.kind === 'file' && evidence.fileName ? null : KIND_WORDS[evidence.kind],
    evidence.mediaType,
    evidence.size === null ? null : bytes(evidence.size),
  ].filter((fact) => fact);
  const kind = facts.join('  ·  ');
  // Words that stand alone before a note head it.
  const heads = evidence.text && facts.length === 1;
  if (!heads) blocks.push(block(ours(kind)));
  if (evidence.text) {
    const [head, rest] = splitText(evidence.text, NOTE_LIMIT);
    blocks.push(block(heads ? ours(`${kind}: ${quoted(head)}`) : head, STYLES.cellItalic));
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
