import type { Part } from '../../../contract/audience.ts';
import { type OwnershipCount, ownerKeyLabel } from '../../../domain/duties/owner-class.ts';
import { SEVERITY_WORDS } from '../../../domain/gaps/severity-words.ts';
import { DEMARCATION_ORDER } from '../../../domain/pictures/demarcation.ts';
import { leavesOut } from '../../../domain/report/audience.ts';
import { isHandOut, type Report, type ReportSummary } from '../../../domain/report/report.ts';
import { summarySentence } from '../../../domain/report/summary-words.ts';
import { STATUS_LABELS } from '../../../domain/sheets/cell-words.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import { percentWords } from '../../../domain/words/percent.ts';
import type { Book } from '../book.ts';
import { countBars, legend, stackedBar } from '../charts.ts';
import { colour, HAIR, INK, STYLES } from '../styles.ts';
import { ours, quoted } from '../words.ts';

const TONES = {
  implemented: colour('#3F6B4F'),
  'in-progress': colour('#7FA58C'),
  'not-started': colour('#C3CAD3'),
  'risk-accepted': colour('#8A6D3B'),
  high: colour('#9B1C1C'),
  medium: colour('#C77C1E'),
  low: colour('#B9A978'),
} as const;

/** One page for people who read only that. */
export function writeSummary(book: Book, report: Report): void {
  const { summary } = report;
  book.newPage('portrait');
  book.chapter('Summary');
  book.paragraph(book.show(ours(summarySentence(report, quoted)), 'summary'), STYLES.lead);
  book.y += 12;
  figures(book, report);
  ownership(book, summary);
  byDomain(book, report, summary);
  if (!leavesOut(report, 'gaps')) {
    statusAndGaps(book, summary);
    attention(book, report);
  }
}

function figures(book: Book, report: Report): void {
  const { summary, counts } = report;
  const told = (part: Part, figure: [string, string]) => (leavesOut(report, part) ? [] : [figure]);
  const figures: [string, string][] = [
    ...told('status', [percentWords(summary.answered, summary.asked), 'of duties answered']),
    [numeral(counts.services), 'services in use'],
    ...told('evidence', [numeral(counts.evidence), 'pieces of evidence']),
    ...told('gaps', [numeral(counts.gaps), 'gaps']),
    ...told('gaps', [numeral(summary.withoutPerson), 'duties with nobody named']),
  ];
  const { content, structure, left, y } = book;
  const width = book.width / figures.length;
  for (const [index, [value, label]] of figures.entries()) {
    const x = left + index * width;
    structure.artifact(content, () =>
      content.line(
        [
          { x, y },
          { x: x + width - 12, y },
        ],
        INK,
        0.8,
      ),
    );
    structure.leaf(content, 'P', {}, () => {
      content.lines([value], STYLES.figure, x, y + 5);
      content.lines([label], STYLES.label, x, y + 29);
    });
  }
  book.y += 54;
}

const words = (parts: readonly OwnershipCount[]) =>
  parts.map((part) => `${ownerKeyLabel(part.key)} ${numeral(part.count)}`).join(', ');

/** What is counted of the owners; of the duties asked, only those that go out. */
const sumOf = (parts: readonly OwnershipCount[]): number => parts.reduce((sum, { count }) => sum + count, 0);

function ownership(book: Book, summary: ReportSummary): void {
  book.heading('H2', 'Who owns the duties', STYLES.h2);
  book.y += 3;
  const box = { x: book.left, y: book.y, w: book.width, h: 22 };
  const columns = 3;
  const h = 36 + Math.ceil(summary.ownership.length / columns) * 14;
  const whole = sumOf(summary.ownership);
  book.figure(`Ownership of all duties: ${words(summary.ownership)}.`, { ...box, h }, () => {
    stackedBar(book, summary.ownership, whole, box);
    book.y += 29;
    book.y += legend(book, summary.ownership, whole, {
      x: book.left,
      y: book.y,
      w: book.width,
      columns,
    });
  });
  book.y += 12;
}

function byDomain(book: Book, report: Report, summary: ReportSummary): void {
  book.heading('H2', 'By domain', STYLES.h2);
  book.paragraph(
    `From data at the top to the facilities at the bottom${isHandOut(report) ? '' : ', as in the pictures that follow'}.`,
    STYLES.label,
  );
  book.y += 3;
  const order: readonly string[] = DEMARCATION_ORDER;
  const rank = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  const domains = [...summary.byDomain].sort((a, b) => rank(b.domain) - rank(a.domain));
  const row = Math.min(17, 230 / Math.max(domains.length, 1));
  const top = book.y;
  const labelWidth = 158;
  const alt = domains.map((domain) => `${domain.name}: ${words(domain.ownership)}.`).join(' ');
  book.figure(alt, { x: book.left, y: top, w: book.width, h: domains.length * row }, () => {
    for (const [index, domain] of domains.entries()) {
      const y = top + index * row;
      const name = book.fit(book.show(domain.name, 'summary'), STYLES.label, labelWidth - 8);
      book.content.lines([name], STYLES.label, book.left, y + (row - 10) / 2 - 1);
      stackedBar(book, domain.ownership, sumOf(domain.ownership), {
        x: book.left + labelWidth,
        y,
        w: book.width - labelWidth - 36,
        h: row - 3.5,
      });
      book.content.right(
        numeral(sumOf(domain.ownership)),
        STYLES.labelBold,
        book.right,
        y + (row - 10) / 2 - 1,
      );
    }
  });
  book.y += domains.length * row + 11;
}

function statusAndGaps(book: Book, summary: ReportSummary): void {
  const { content, structure } = book;
  const half = book.width / 2 - 12;
  const right = book.left + book.width / 2 + 12;
  const top = book.y;
  structure.leaf(content, 'H2', {}, () =>
    content.lines(['Status of the customer’s part'], STYLES.h2, book.left, top),
  );
  const y = top + STYLES.h2.leading + 4;
  const status = summary.status.map((entry) => ({
    ...entry,
    label: STATUS_LABELS[entry.status],
    tone: TONES[entry.status],
  }));
  const gaps = summary.gaps.map((entry) => ({
    ...entry,
    label: SEVERITY_WORDS[entry.severity],
    tone: TONES[entry.severity],
  }));
  const alt = (bars: readonly { label: string; count: number }[]) =>
    bars.map((bar) => `${bar.label} ${numeral(bar.count)}`).join(', ');
  book.figure(`Status: ${alt(status)}.`, { x: book.left, y, w: half, h: status.length * 16 }, () =>
    countBars(book, status, { x: book.left, y, w: half, labelWidth: 64 }),
  );
  structure.leaf(content, 'H2', {}, () => content.lines(['Gaps by severity'], STYLES.h2, right, top));
  book.figure(`Gaps: ${alt(gaps)}.`, { x: right, y, w: half, h: gaps.length * 16 }, () =>
    countBars(book, gaps, { x: right, y, w: half, labelWidth: 64 }),
  );
  book.y = y + Math.max(status.length, gaps.length) * 16 + 10;
}

/** The gravest gaps that still fit on the page. */
function attention(book: Book, report: Report): void {
  const { gaps } = report;
  if (gaps.length === 0 || book.room < 60) return;
  book.structure.artifact(book.content, () =>
    book.content.line(
      [
        { x: book.left, y: book.y - 4 },
        { x: book.right, y: book.y - 4 },
      ],
      HAIR,
      0.5,
    ),
  );
  book.heading('H2', 'To look at first', STYLES.h2);
  book.y += 2;
  let shown = 0;
  for (const gap of gaps) {
    const text = book.show(ours(gap.sentence), gap.ref ?? gap.subject);
    const lines = book.wrap(text, STYLES.body, book.width - 50);
    if (lines.length * STYLES.body.leading + 16 > book.room || shown === 6) break;
    book.structure.leaf(book.content, 'P', {}, () => {
      book.content.lines([SEVERITY_WORDS[gap.severity]], STYLES.bodyBold, book.left, book.y);
      book.content.lines(lines, STYLES.body, book.left + 50, book.y);
    });
    book.y += lines.length * STYLES.body.leading + 2;
    shown += 1;
  }
  if (gaps.length > shown && book.room >= 12)
    book.paragraph(
      `All ${counted(gaps.length, 'gap stands', 'gaps stand')} in the chapter “Gaps”.`,
      STYLES.label,
    );
}
