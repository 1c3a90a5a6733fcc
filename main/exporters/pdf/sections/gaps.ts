import { type Gap, SEVERITIES } from '../../../contract/gaps.ts';
import { leavesOut } from '../../../domain/audience.ts';
import { counted } from '../../../domain/counted.ts';
import { SEVERITY_WORDS } from '../../../domain/gaps/severity-words.ts';
import type { Report } from '../../../domain/report.ts';
import type { Book } from '../book.ts';
import { linkBlock } from '../cell-blocks.ts';
import { dutyPlace, gapPlace, subjectPlace } from '../links.ts';
import { RED, STYLES } from '../styles.ts';
import { type Column, Table } from '../table.ts';
import { ours } from '../words.ts';

export const GAPS_TITLE = 'Gaps';
const OPEN_ROOM = 90;
const COLUMNS: readonly Column[] = [
  { title: 'What is wrong or missing', width: 353.28 },
  { title: 'Where', width: 170 },
];
/** What nobody has answered says no more than that: two sentences side by side, each leading to its place. */
const OPEN_COLUMNS: readonly Column[] = [
  { title: 'Unanswered', width: 261.64 },
  { title: 'Unanswered', width: 261.64, heads: true },
];
const OPEN_RULE = 'unanswered';

/** What the rules find, the gravest first; then what nobody has answered. `next` is awaited after each. */
export async function writeGaps(
  book: Book,
  report: Report,
  next: () => Promise<void> | undefined,
): Promise<void> {
  book.follow('portrait');
  book.chapter(GAPS_TITLE);
  if (report.gaps.length === 0) {
    book.paragraph(
      leavesOut(report, 'names')
        ? 'The rules find nothing wrong or missing of the kinds that go out.'
        : 'The rules find nothing wrong or missing.',
      STYLES.body,
    );
    return;
  }
  const found = report.gaps.filter(({ rule }) => rule !== OPEN_RULE);
  const open = report.gaps.filter(({ rule }) => rule === OPEN_RULE);
  if (found.length > 0) await writeFound(book, found, next);
  if (open.length > 0) await writeOpen(book, open, next);
}

const placeOf = (gap: Gap): string => gap.ref ?? gap.subject;
const targetOf = (gap: Gap): string => (gap.ref === null ? subjectPlace(gap.subject) : dutyPlace(gap.ref));

async function writeFound(
  book: Book,
  found: readonly Gap[],
  next: () => Promise<void> | undefined,
): Promise<void> {
  const table = new Table(book, COLUMNS, 'portrait', GAPS_TITLE);
  const [what, where] = [0, 1].map((index) => Table.textWidth(book, COLUMNS, index));
  table.start();
  for (const severity of SEVERITIES) {
    const gaps = found.filter((gap) => gap.severity === severity);
    if (gaps.length === 0) continue;
    table.band(`${SEVERITY_WORDS[severity]}: ${counted(gaps.length, 'gap', 'gaps')}`);
    const style = severity === 'high' ? { ...STYLES.cellBold, colour: RED } : STYLES.cell;
    for (const gap of gaps) {
      const place = placeOf(gap);
      table.row(
        [
          [{ lines: book.wrap(book.show(ours(gap.sentence), place), style, what ?? 0), style }],
          [linkBlock(book, [{ text: place, to: targetOf(gap) }], where ?? 0)],
        ],
        { places: [gapPlace(place)] },
      );
      await next();
    }
  }
  table.end();
}

async function writeOpen(
  book: Book,
  open: readonly Gap[],
  next: () => Promise<void> | undefined,
): Promise<void> {
  if (book.room < OPEN_ROOM) book.newPage('portrait');
  else book.y += 10;
  const table = new Table(book, OPEN_COLUMNS, 'portrait', `${GAPS_TITLE}: unanswered`);
  table.start();
  for (const severity of SEVERITIES) {
    const gaps = open.filter((gap) => gap.severity === severity);
    if (gaps.length === 0) continue;
    table.band(
      `${SEVERITY_WORDS[severity]}: ${counted(gaps.length, 'duty', 'duties')} that nobody has answered`,
    );
    for (let at = 0; at < gaps.length; at += 2) {
      const pair = gaps.slice(at, at + 2);
      const cells = OPEN_COLUMNS.map((_, index) => {
        const gap = pair[index];
        if (gap === undefined) return [];
        const text = book.show(ours(gap.sentence), placeOf(gap));
        // A page of links in their colour would be a page in blue.
        return [
          linkBlock(
            book,
            [{ text, to: targetOf(gap) }],
            Table.textWidth(book, OPEN_COLUMNS, index),
            STYLES.cell,
          ),
        ];
      });
      table.row(cells, { places: pair.map((gap) => gapPlace(placeOf(gap))) });
      for (const _ of pair) await next();
    }
  }
  table.end();
}
