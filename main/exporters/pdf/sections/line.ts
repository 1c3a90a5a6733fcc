import { ownerKeyLabel } from '../../../domain/duties/owner-class.ts';
import {
  ownCounts,
  type StackInput,
  stackInputs,
  stackPicture,
  summariseStack,
  workbookPicture,
} from '../../../domain/pictures/demarcation.ts';
import { leavesOut } from '../../../domain/report/audience.ts';
import type { Report } from '../../../domain/report/report.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import type { Book, Orientation } from '../book.ts';
import { LEGEND_KEYS, swatch } from '../charts.ts';
import { paintPicture } from '../pictures.ts';
import { STYLES, type TextStyle } from '../styles.ts';
import type { Line } from '../text.ts';

/** Hears after each page how many services are drawn, of how many, and gives way. */
export type PageLook = (done: number, total: number) => Promise<void>;

const LINE_TITLE = 'Where the line runs';
const COLUMNS_PER_PAGE = 30;
const GALLERY = { columns: 6, rows: 3 } as const;
/** The names of the bands stand once, at the left of each line of pictures. */
const GALLERY_LABELS = 150;
const GALLERY_GAP = 12;
/** Few services are drawn upright: their columns in so much of a page, and each line of their pictures in so much. */
const UPRIGHT = { picture: 270, line: 154, gap: 8, names: 2 } as const;
/** The chapter's own words and the legend, beside the picture. */
const UPRIGHT_WORDS = 115;
/** Beyond this many services nobody turns the pages of their pictures any more; the register and the sheets still hold them all. */
const MOST_PICTURES = 1_000;

const servicesOf = (report: Report): readonly StackInput[] =>
  stackInputs(report.matrix).filter((input) => input.kind === 'service');
const orientationOf = (inputs: readonly StackInput[]): Orientation =>
  inputs.length <= GALLERY.columns * GALLERY.rows ? 'portrait' : 'landscape';

/** Whether the pictures begin on the current page, which another chapter left so much of. */
export const lineFollows = (book: Book, report: Report): boolean =>
  orientationOf(servicesOf(report)) === 'portrait' && book.room >= UPRIGHT.picture + UPRIGHT_WORDS;

/** The demarcation pictures: the whole workbook side by side, then one stack per service. `look` hears after each page how many services are drawn. */
export async function writeLine(book: Book, report: Report, look: PageLook): Promise<void> {
  const inputs = servicesOf(report);
  const orientation = orientationOf(inputs);
  if (lineFollows(book, report)) book.follow(orientation);
  else book.newPage(orientation);
  book.chapter(LINE_TITLE);
  if (inputs.length === 0) {
    book.paragraph('The workbook has no services in use yet, so there is no line to draw.', STYLES.body);
    return;
  }
  if (inputs.length > MOST_PICTURES) {
    book.paragraph(
      `The workbook has ${numeral(inputs.length)} services in use; pictures are drawn for up to ${numeral(MOST_PICTURES)}. The matrix sheet of the Excel workbook shows every service.`,
      STYLES.body,
    );
    return;
  }
  book.paragraph(
    'One column per service in use. In each band the provider’s part stands below and the customer’s above; the heavy line is drawn where ' +
      'it leaves the fewest duties on the wrong side, and framed pieces are those that remain there.' +
      (leavesOut(report, 'open') ? '' : ' It is dashed where missing answers could still move it.'),
    STYLES.bodyMuted,
  );
  book.y += 4;
  // Even pages instead of a last one with a single column.
  const pages = Math.ceil(inputs.length / COLUMNS_PER_PAGE);
  const perPage = Math.ceil(inputs.length / pages);
  for (let page = 0; page < pages; page += 1) {
    if (page > 0) {
      book.newPage(orientation);
      book.continued(LINE_TITLE);
    }
    drawColumns(book, inputs.slice(page * perPage, (page + 1) * perPage), inputs.length, page * perPage);
    drawLegend(book, report);
    await look(Math.min((page + 1) * perPage, inputs.length), inputs.length);
  }
  await gallery(book, report, inputs, { orientation, look });
}

function drawColumns(book: Book, inputs: readonly StackInput[], total: number, from: number): void {
  const labels = STYLES.label;
  const texts = inputs.map((input) => ({
    ...input,
    label: book.fit(book.show(input.label, input.ref), labels, 92),
  }));
  const head = Math.max(...texts.map((input) => book.widthOf(input.label, labels))) + 10;
  const upright = orientationOf(inputs) === 'portrait' && total === inputs.length;
  const height = upright ? UPRIGHT.picture : book.room - 24;
  const gutter = upright ? GALLERY_LABELS : 170;
  const width = Math.min(book.width, gutter + inputs.length * 54);
  const picture = workbookPicture(texts, { width, height, gutter, head });
  const range =
    inputs.length === total ? '' : `, services ${from + 1} to ${from + inputs.length} of ${total}`;
  const alt =
    `The demarcation picture of the whole workbook${range}, from ${inputs[0]?.label} to ${inputs.at(-1)?.label}. ` +
    'The pictures service by service, which follow, say in words what each column shows.';
  const y = book.y;
  book.figure(alt, { x: book.left, y, w: width, h: height }, () =>
    paintPicture(book, picture, { x: book.left, y, labels }),
  );
  book.y += height + 8;
}

/** The signs in one line at the foot of a picture; none of what the reader is not told. */
export function drawLegend(book: Book, report: Report): void {
  let x = book.left;
  const { y } = book;
  book.structure.artifact(book.content, () => {
    for (const key of LEGEND_KEYS) {
      if (key === 'unanswered' && leavesOut(report, 'open')) continue;
      swatch(book, key, x, y);
      const label = ownerKeyLabel(key);
      book.content.lines([label], STYLES.label, x + 15, y);
      x += 15 + book.fonts.regular.width(label, STYLES.label.size) + 16;
    }
  });
  book.y += 14;
}

async function gallery(
  book: Book,
  report: Report,
  inputs: readonly StackInput[],
  { orientation, look }: { readonly orientation: Orientation; readonly look: PageLook },
): Promise<void> {
  const perPage = GALLERY.columns * GALLERY.rows;
  const upright = orientation === 'portrait';
  const lines = upright ? Math.ceil(inputs.length / GALLERY.columns) : GALLERY.rows;
  const gap = upright ? UPRIGHT.gap : GALLERY_GAP;
  for (let first = 0; first < inputs.length; first += perPage) {
    if (upright) book.follow(orientation, lines * UPRIGHT.line + UPRIGHT_WORDS);
    else book.newPage(orientation);
    if (first === 0) {
      book.section('Service by service');
      book.paragraph(
        'What the provider does for all services alike is answered once: it is drawn with each, and counted with none.',
        STYLES.bodyMuted,
      );
      book.y += 6;
    } else book.continued(LINE_TITLE);
    const shown = inputs.slice(first, first + perPage);
    const cell = {
      w: (book.width - GALLERY_LABELS) / GALLERY.columns,
      h: upright ? UPRIGHT.line : (book.room - 14) / lines,
    };
    const top = book.y;
    for (const [index, input] of shown.entries()) {
      const column = index % GALLERY.columns;
      const x = book.left + GALLERY_LABELS + column * cell.w;
      const y = top + Math.floor(index / GALLERY.columns) * cell.h;
      const gutter = column === 0 ? GALLERY_LABELS : 0;
      const line = { among: shown, gutter, progress: !leavesOut(report, 'status'), upright };
      drawOne(book, input, { x, y, w: cell.w - gap, h: cell.h - 12 }, line);
    }
    book.y = top + lines * cell.h - 2;
    drawLegend(book, report);
    await look(Math.min(first + perPage, inputs.length), inputs.length);
  }
}

interface Look {
  readonly among: readonly StackInput[];
  readonly gutter: number;
  readonly progress: boolean;
  readonly upright: boolean;
}
function drawOne(
  book: Book,
  input: StackInput,
  box: { x: number; y: number; w: number; h: number },
  { among, gutter, progress, upright }: Look,
): void {
  const { content } = book;
  const { asked, answered } = ownCounts(input);
  // A narrow picture has two lines for its name, which stands above its count.
  const [style, most] = upright ? [STYLES.labelBold, UPRIGHT.names] : [STYLES.h3, 1];
  const title = fittedLines(book, book.show(input.label, input.ref), { style, width: box.w, most });
  const top = box.y + (most - title.length) * style.leading;
  book.structure.leaf(content, 'H3', {}, () => content.lines(title, style, box.x, top));
  const count = `${progress ? `${answered} of ` : ''}${counted(asked, 'duty', 'duties')}`;
  const head = most * style.leading + STYLES.label.leading + 1;
  const below = box.y + head - STYLES.label.leading - 2;
  book.structure.leaf(content, 'P', {}, () => content.lines([count], STYLES.label, box.x, below));
  const y = box.y + head;
  const h = box.h - head;
  const [x, w] = [box.x - gutter, box.w + gutter];
  const picture = stackPicture(input, { width: w, height: h, gutter, among });
  book.figure(summariseStack(input, progress), { x, y, w, h }, () =>
    paintPicture(book, picture, { x, y, labels: STYLES.cellMuted, line: 1.6 }),
  );
}

/** A text in so many lines at the most, with an ellipsis where something is missing. */
function fittedLines(
  book: Book,
  text: string,
  { style, width, most }: { readonly style: TextStyle; readonly width: number; readonly most: number },
): readonly Line[] {
  // Lines are not full: what fills them together may take one more.
  for (let room = most * width; ; room -= style.size) {
    const lines = book.wrap(book.fit(text, style, room), style, width);
    if (lines.length <= most || room <= width) return lines;
  }
}
