import { SEVERITIES } from '../../../contract/gaps.ts';
import { SEVERITY_WORDS } from '../../../domain/gaps/severity-words.ts';
import { UNANSWERED } from '../../../domain/gaps/unanswered.ts';
import { leavesOut } from '../../../domain/report/audience.ts';
import { type GapGroup, type GapPlace, gapGroups } from '../../../domain/report/gap-groups.ts';
import type { Report } from '../../../domain/report/report.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import type { Book } from '../book.ts';
import { type LinkItem, linkBlock } from '../cell-blocks.ts';
import { dutyPlace, gapPlace, subjectPlace } from '../links.ts';
import { RED, STYLES } from '../styles.ts';
import { type Column, Table } from '../table.ts';
import { ours } from '../words.ts';

export const GAPS_TITLE = 'Gaps';
const OPEN_ROOM = 90;
/** What most unanswered duties have to say. */
const PLAIN = 'No answer yet.';
const COLUMNS: readonly Column[] = [
  { title: 'What is wrong or missing', width: 262 },
  { title: 'Where', width: 507.89 },
];
const OPEN_COLUMNS: readonly Column[] = [
  { title: 'Where', width: 120 },
  { title: 'Duties that nobody has answered', width: 649.89 },
];

/** What the rules find, the gravest first, each finding once with all its places; then what nobody has answered. `next` is awaited after each gap. */
export async function writeGaps(
  book: Book,
  report: Report,
  next: () => Promise<void> | undefined,
): Promise<void> {
  book.follow('landscape');
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
  const groups = gapGroups(report, report.gaps);
  const found = groups.filter(({ rule }) => rule !== UNANSWERED.id);
  const open = groups.filter(({ rule }) => rule === UNANSWERED.id);
  const tick = async ({ count }: { readonly count: number }) => {
    for (let gap = 0; gap < count; gap += 1) await next();
  };
  if (found.length > 0) await writeFound(book, found, tick);
  if (open.length > 0) await writeOpen(book, open, tick);
}

type Tick = (of: { readonly count: number }) => Promise<void>;

const total = (groups: readonly GapGroup[]): number => groups.reduce((sum, { count }) => sum + count, 0);
const placesOf = ({ subject, duties }: GapPlace): readonly string[] =>
  duties.map(({ gap }) => gapPlace(gap.ref ?? subject));
const named = (place: GapPlace) => place.duties.filter(({ name }) => name !== null);

/** The duties of a place, each leading to its row: a page of links in their colour would be a page in blue. */
const dutyLinks = (book: Book, place: GapPlace, end: string): readonly LinkItem[] =>
  named(place).map(({ gap, name }, index, all) => ({
    text: book.show(name ?? '', place.subject),
    to: gap.ref === null ? subjectPlace(place.subject) : dutyPlace(gap.ref),
    style: STYLES.cell,
    end: index === all.length - 1 ? end : ';',
  }));

/** A place in words: its name, and its duties where there are any. */
function placeLinks(book: Book, place: GapPlace): readonly LinkItem[] {
  const duties = dutyLinks(book, place, '.');
  const end = duties.length > 0 ? ':' : '.';
  const label = book.show(place.label, place.subject);
  return [{ text: label, to: subjectPlace(place.subject), style: STYLES.cellLink, end }, ...duties];
}

async function writeFound(book: Book, found: readonly GapGroup[], tick: Tick): Promise<void> {
  const table = new Table(book, COLUMNS, 'landscape', GAPS_TITLE);
  const [what, where] = [0, 1].map((index) => Table.textWidth(book, COLUMNS, index));
  table.start();
  for (const severity of SEVERITIES) {
    const groups = found.filter((group) => group.severity === severity);
    if (groups.length === 0) continue;
    table.band(`${SEVERITY_WORDS[severity]}: ${counted(total(groups), 'gap', 'gaps')}`);
    const style = severity === 'high' ? { ...STYLES.cellBold, colour: RED } : STYLES.cell;
    for (const group of groups) {
      const places = group.places.flatMap((place) => placeLinks(book, place));
      const told = group.count === 1 ? group.finding : `${group.finding} (${numeral(group.count)})`;
      table.row(
        [
          [{ lines: book.wrap(book.show(ours(told), 'gaps'), style, what ?? 0), style }],
          [linkBlock(book, places, where ?? 0)],
        ],
        { places: group.places.flatMap(placesOf) },
      );
      await tick(group);
    }
  }
  table.end();
}

async function writeOpen(book: Book, open: readonly GapGroup[], tick: Tick): Promise<void> {
  if (book.room < OPEN_ROOM) book.newPage('landscape');
  else book.y += 10;
  const table = new Table(book, OPEN_COLUMNS, 'landscape', `${GAPS_TITLE}: unanswered`);
  const [where, what] = [0, 1].map((index) => Table.textWidth(book, OPEN_COLUMNS, index));
  table.start();
  for (const severity of SEVERITIES) {
    const groups = open.filter((group) => group.severity === severity);
    if (groups.length === 0) continue;
    table.band(
      `${SEVERITY_WORDS[severity]}: ${counted(total(groups), 'gap for want of an answer', 'gaps for want of an answer')}`,
    );
    for (const { finding, places } of groups)
      for (const place of places) {
        const label = book.show(place.label, place.subject);
        // That nobody has answered says the head of the table; what else is said, and what is said of a subject as a whole, follows.
        const also = named(place).length === 0 || finding !== PLAIN;
        const items = [
          ...dutyLinks(book, place, also ? ':' : ''),
          ...(also
            ? [{ text: book.show(ours(finding), place.subject), to: '', style: STYLES.cell, end: '' }]
            : []),
        ];
        table.row(
          [
            [
              linkBlock(
                book,
                [{ text: label, to: subjectPlace(place.subject), style: STYLES.cellBold }],
                where ?? 0,
              ),
            ],
            [linkBlock(book, items, what ?? 0)],
          ],
          { places: placesOf(place) },
        );
        await tick({ count: place.duties.length });
      }
  }
  table.end();
}
