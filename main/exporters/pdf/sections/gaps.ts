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
import { type Column, Table, type TableRow } from '../table.ts';
import { ours, quoted } from '../words.ts';

export const GAPS_TITLE = 'Gaps';
/** What most unanswered duties have to say. */
const PLAIN = 'No answer yet.';
const COLUMNS: readonly Column[] = [{ title: 'What is wrong or missing, and where', width: 376 }];
/** A finding takes a line or two, and most are of few places: two columns of the page. */
const SIDE_BY_SIDE = 2;
/** The heads of the table, one in each column of the page. */
const HEAD_ROOM = 26;

/**
 * What the rules find, the gravest first, each finding once with all its places. Duties that nobody has answered are counted here:
 * the register names them, under their services. `next` is awaited after each gap.
 */
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
  if (groups.some(isPlain)) {
    book.paragraph(
      'Duties that nobody has answered are counted for each service; the register names them there, beside a “?”.',
      STYLES.bodyMuted,
    );
    book.y += 4;
  }
  await writeFound(book, groups, next);
}

const isPlain = ({ rule, finding }: GapGroup): boolean => rule === UNANSWERED.id && finding === PLAIN;
const total = (groups: readonly GapGroup[]): number => groups.reduce((sum, { count }) => sum + count, 0);
const placesOf = ({ subject, duties }: GapPlace): readonly string[] =>
  duties.map(({ gap }) => gapPlace(gap.ref ?? subject));
const named = (place: GapPlace) => place.duties.filter(({ name }) => name !== null);

/** A place in words: its name, and its duties where there are any; each leads to its row: a page of links in their colour would be a page in blue. */
function placeLinks(book: Book, place: GapPlace): readonly LinkItem[] {
  const duties = named(place);
  const label = book.show(place.label, place.subject);
  const subject = { text: label, to: subjectPlace(place.subject), style: STYLES.cellLink };
  return [
    { ...subject, end: duties.length > 0 ? ':' : '.' },
    ...duties.map(({ gap, name }, index) => ({
      text: book.show(name ?? '', place.subject),
      to: gap.ref === null ? subjectPlace(place.subject) : dutyPlace(gap.ref),
      style: STYLES.cell,
      end: index === duties.length - 1 ? '.' : ';',
    })),
  ];
}

/** Places by their names and the numbers of their duties. */
const countLinks = (book: Book, places: readonly GapPlace[]): readonly LinkItem[] =>
  places.map(({ subject, label, duties }, index) => ({
    text: `${book.show(ours(quoted(label)), subject)}\u00a0${numeral(duties.length)}`,
    to: subjectPlace(subject),
    style: STYLES.cellLink,
    end: index === places.length - 1 ? '.' : ',',
  }));

/** A finding with its places below it, and the band where its severity begins. */
interface Found {
  readonly group: GapGroup;
  readonly band: string | null;
  readonly rows: readonly TableRow[];
}
function rowsOf(book: Book, found: readonly GapGroup[]): readonly Found[] {
  const width = Table.textWidth(book, COLUMNS, 0);
  return SEVERITIES.flatMap((severity) => {
    const groups = found.filter((group) => group.severity === severity);
    const style = severity === 'high' ? { ...STYLES.cellBold, colour: RED } : STYLES.cell;
    return groups.map((group, index): Found => {
      const places = isPlain(group)
        ? countLinks(book, group.places)
        : group.places.flatMap((place) => placeLinks(book, place));
      const told = group.count === 1 ? group.finding : `${group.finding} (${numeral(group.count)})`;
      const words = { lines: book.wrap(book.show(ours(told), 'gaps'), style, width), style };
      return {
        group,
        band: index > 0 ? null : `${SEVERITY_WORDS[severity]}: ${counted(total(groups), 'gap', 'gaps')}`,
        rows: [{ cells: [[words, linkBlock(book, places, width)]] }],
      };
    });
  });
}

async function writeFound(
  book: Book,
  found: readonly GapGroup[],
  next: () => Promise<void> | undefined,
): Promise<void> {
  await book.inColumns(SIDE_BY_SIDE, async () => {
    const table = new Table(book, COLUMNS, 'landscape', GAPS_TITLE);
    const all = rowsOf(book, found);
    book.balance(all.reduce((sum, each) => sum + table.heightOf(each), HEAD_ROOM));
    table.start();
    for (const { group, band, rows } of all) {
      if (band !== null) table.band(band);
      for (const { cells } of rows) table.row(cells, { places: group.places.flatMap(placesOf) });
      for (let gap = 0; gap < group.count; gap += 1) await next();
    }
    table.end();
  });
}
