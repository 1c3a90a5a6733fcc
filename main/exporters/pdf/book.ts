import { deflateSync } from 'node:zlib';
import type { Paper } from '../../contract/exports.ts';
import type { Logo } from '../../contract/workbook.ts';
import { numeral } from '../../domain/words/counted.ts';
import { claimConformance } from './conformance.ts';
import { baselineOf, Content } from './content.ts';
import { embedPicture } from './embed-picture.ts';
import { type Fonts, loadFonts } from './fonts.ts';
import { Links } from './links.ts';
import { Missing } from './missing.ts';
import { makePatterns } from './patterns.ts';
import { type DocumentInfo, openDocument, type PdfRef, type RawDocument } from './raw-document.ts';
import { Structure } from './structure.ts';
import { EDGES, FOOTER, MARGIN, STYLES, type TextStyle } from './styles.ts';
import { fitText, type Line, showable, widthOf, wrapText } from './text.ts';
import { ours } from './words.ts';

/** Less than this is left for no chapter to begin in the middle of a page. */
const CHAPTER_ROOM = 110;
const CHAPTER_GAP = 16;
/** Between columns that text runs on in. */
const COLUMN_GAP = 20;
/** What columns of equal height have for rows that do not end together, and how short they may be. */
const COLUMN_SLACK = 12;
const LEAST_COLUMN = 140;
/** Where the mark of a page stands, in the margin above its text. */
const MARK_TOP = 16;

export type Orientation = 'portrait' | 'landscape';

/** An entry of the contents and of the bookmarks. */
export interface Entry {
  readonly level: 1 | 2;
  readonly title: string;
  readonly page: number;
  readonly target: PdfRef;
  /** From the top of the page, in points. */
  readonly y: number;
}
type OutlineItem = RawDocument['outline'];

/** The document as the sections write it: pages with their furniture, headings, paragraphs, bookmarks. */
export class Book {
  readonly doc: RawDocument;
  readonly fonts: Fonts;
  /** Edges of its paper, in points. */
  readonly edges: (typeof EDGES)[Paper];
  readonly structure: Structure;
  readonly links: Links;
  readonly missing = new Missing();
  readonly entries: Entry[] = [];
  /** Top of the free space of the current page. */
  y = 0;
  content: Content;
  readonly #footer: { readonly title: string; readonly digest: string };
  /** What every page bears at its head; null for nothing. */
  readonly #mark: string | null;
  readonly #patterns: Readonly<Record<string, PdfRef>>;
  readonly #total: PdfRef;
  readonly #file: { close(): void; abandon(): void };
  #open = false;
  #furniture = true;
  #pages = 0;
  #reserved = 0;
  #chapter: OutlineItem | null = null;
  /** Pictures on the current page, by the names under which its content draws them. */
  #pictures: Record<string, PdfRef> = {};
  /**
   * Columns that are being written in: which one, where they begin on this page, where the longest ended, how much is still to be
   * written (null for not known), and where all but the last of them end.
   */
  #columns: {
    readonly count: number;
    at: number;
    top: number;
    lowest: number;
    left: number | null;
    limit: number;
  } | null = null;

  constructor(
    path: string,
    info: DocumentInfo,
    footer: { title: string; digest: string; mark?: string | null },
    paper: Paper = 'a4',
  ) {
    this.edges = EDGES[paper];
    const { doc, file } = openDocument(path, info);
    this.doc = doc;
    this.#file = file;
    claimConformance(doc, info);
    this.fonts = loadFonts(doc, this.missing);
    this.structure = new Structure(doc);
    this.links = new Links(doc, this.structure);
    this.#patterns = makePatterns(doc);
    this.#footer = { ...footer, title: this.show(footer.title, 'title') };
    this.#mark = footer.mark ? this.show(ours(footer.mark), 'the mark of each page') : null;
    this.#total = doc.ref({});
    this.content = new Content(0, 0, this.fonts);
  }

  /** Number of the current page as printed, counting the pages kept free before it. */
  get pageNumber(): number {
    return this.#pages + this.#reserved;
  }
  get left(): number {
    return MARGIN.left + (this.#columns === null ? 0 : this.#columns.at * (this.width + COLUMN_GAP));
  }
  get right(): number {
    return this.left + this.width;
  }
  get width(): number {
    const whole = this.content.width - MARGIN.left - MARGIN.right;
    const { count } = this.#columns ?? { count: 1 };
    return (whole - (count - 1) * COLUMN_GAP) / count;
  }
  get bottom(): number {
    const bottom = this.#foot;
    const columns = this.#columns;
    return columns && columns.at < columns.count - 1 ? Math.min(bottom, columns.limit) : bottom;
  }
  get #foot(): number {
    return this.content.height - MARGIN.bottom;
  }
  get room(): number {
    return this.bottom - this.y;
  }

  /** Draws what `write` writes in columns side by side: where one is full it goes on in the next, and on the next page after the last. */
  async inColumns(count: number, write: () => Promise<void> | void): Promise<void> {
    this.#columns = {
      count,
      at: 0,
      top: this.y,
      lowest: this.y,
      left: null,
      limit: Number.POSITIVE_INFINITY,
    };
    await write();
    const { lowest } = this.#columns;
    this.#columns = null;
    this.y = Math.max(lowest, this.y);
  }
  /** Says how much will be written in the columns from here on, so that those of the last page end alike. */
  balance(height: number): void {
    const columns = this.#columns;
    if (!columns) return;
    columns.left = height;
    this.#level();
  }
  /** What a column begins with again is no part of that. */
  repeated(height: number): void {
    if (this.#columns && this.#columns.left !== null) this.#columns.left += height;
  }
  /** Where what is left fits on the page, the columns share it; the last has room for what was not foreseen. */
  #level(): void {
    const columns = this.#columns;
    if (!columns || columns.left === null) return;
    const share = columns.left / columns.count + COLUMN_SLACK;
    const end = columns.top + Math.max(share, LEAST_COLUMN);
    columns.limit = end < this.#foot ? end : Number.POSITIVE_INFINITY;
  }
  /** Ends the page, or the column, and begins the next. `number` is for pages drawn last but bound earlier. */
  newPage(orientation: Orientation, options: { furniture?: boolean; number?: number } = {}): void {
    const columns = this.#columns;
    if (columns && columns.left !== null) columns.left -= this.y - columns.top;
    if (columns && columns.at < columns.count - 1) {
      columns.at += 1;
      columns.lowest = Math.max(columns.lowest, this.y);
      this.y = columns.top;
      return;
    }
    this.finishPage();
    const finished = this.doc.page;
    const landscape = orientation === 'landscape';
    const { short, long } = this.edges;
    this.doc.addPage({ size: landscape ? [long, short] : [short, long], margin: 0 });
    // pdfkit has written it and keeps it only as the target of bookmarks.
    if (finished) finished.resources.data = {};
    this.#pages += 1;
    this.content = new Content(
      landscape ? long : short,
      landscape ? short : long,
      this.fonts,
      this.content.memory,
    );
    this.#open = true;
    this.#furniture = options.furniture ?? true;
    this.y = MARGIN.top;
    if (columns) {
      Object.assign(columns, { at: 0, top: this.y, lowest: this.y });
      this.#level();
    }
    this.#drawMark();
    if (this.#furniture) this.#drawFooter(options.number ?? this.pageNumber);
  }
  /** Room for a chapter that may begin below another: on this page where `least` of it is left, else on the next. */
  follow(orientation: Orientation, least = CHAPTER_ROOM): void {
    const landscape = this.content.width > this.content.height;
    const fits = this.#open && landscape === (orientation === 'landscape') && this.room >= least;
    if (fits) this.y += CHAPTER_GAP;
    else this.newPage(orientation);
  }
  /** Keeps numbers free for pages that are drawn at the end and moved here. */
  reservePages(count: number): void {
    this.#reserved += count;
  }
  finishPage(): void {
    if (!this.#open) return;
    this.#open = false;
    const { page } = this.doc;
    this.structure.finishPage();
    page.content.compress = false;
    page.content.data.Filter = 'FlateDecode';
    // pdfkit turns the page upside down first; this exporter does without, so what it wrote is replaced.
    page.content.buffer = [deflateSync(this.content.bytes, { level: 3 })];
    const { regular, bold, italic, symbols } = this.fonts;
    page.resources.data.Font = Object.fromEntries(
      [regular, bold, italic, symbols, ...this.content.scriptFaces].map((face) => [
        face.resource,
        face.ref(),
      ]),
    );
    page.resources.data.Pattern = this.#patterns;
    const drawn = { ...(this.#furniture ? { Total: this.#total } : {}), ...this.#pictures };
    if (Object.keys(drawn).length > 0) page.resources.data.XObject = drawn;
    this.#pictures = {};
  }
  /** Above everything else, on the cover as well. */
  #drawMark(): void {
    if (this.#mark === null) return;
    const style = STYLES.mark;
    const right = this.content.width - MARGIN.right;
    const text = this.fit(this.#mark, style, right - MARGIN.left);
    const draw = () => this.content.right(text, style, right, MARK_TOP);
    this.structure.artifact(this.content, draw, 'Header');
  }
  #drawFooter(number: number): void {
    const style = STYLES.footer;
    const y = this.content.height - FOOTER;
    const { regular } = this.fonts;
    const count = `Page ${numeral(number)} of `;
    const after = MARGIN.left + regular.width(count, style.size);
    this.structure.artifact(
      this.content,
      () => {
        this.content.lines([count], style, MARGIN.left, y);
        // The number of pages is known at the end only: one shared drawing, filled then, stands on every page.
        this.content.op(
          `q 1 0 0 1 ${after.toFixed(2)} ${(this.content.height - y - baselineOf(style)).toFixed(2)} cm /Total Do Q`,
        );
        this.content.right(this.#footer.digest, style, this.content.width - MARGIN.right, y);
        const title = this.fit(
          this.#footer.title,
          style,
          (this.content.width - MARGIN.left - MARGIN.right) * 0.4,
        );
        this.content.centred(title, style, this.content.width / 2, y);
      },
      'Footer',
    );
  }

  /** Text as it can be drawn; `where` names its place in the warnings. */
  show(text: string, where: string): string {
    return showable(text, this.fonts, this.missing, where);
  }
  wrap(text: string, style: TextStyle, width: number): Line[] {
    return wrapText(text, this.fonts, style.face, style.size, width);
  }
  /** Cuts to one line, with an ellipsis where something is missing. */
  fit(text: string, style: TextStyle, width: number): string {
    return fitText(text, this.fonts, style.face, style.size, width);
  }
  /** Width of a line in points. */
  widthOf(line: Line, style: TextStyle): number {
    return widthOf(line, this.fonts, style.face, style.size);
  }

  /** A part of the document in its structure: every page's content belongs to one. */
  part(title: string): void {
    this.structure.part(title);
  }
  /** A chapter of the document: a part, a bookmark, a line of the contents and a heading. */
  chapter(title: string): void {
    this.part(title);
    this.bookmark(1, title);
    this.heading('H1', title, STYLES.h1);
    this.y += 8;
  }
  /** A section of the current chapter. */
  section(title: string): void {
    this.bookmark(2, title);
    this.heading('H2', title, STYLES.h2);
    this.y += 2;
  }
  heading(tag: 'H1' | 'H2' | 'H3', title: string, style: TextStyle): void {
    const lines = this.wrap(title, style, this.width);
    this.structure.leaf(this.content, tag, {}, () => this.content.lines(lines, style, this.left, this.y));
    this.y += lines.length * style.leading;
  }
  /** Names the place for the contents and the bookmarks. */
  bookmark(level: 1 | 2, title: string): void {
    this.entries.push({
      level,
      title,
      page: this.pageNumber,
      target: this.doc.page.dictionary,
      y: Math.max(0, this.y - 8),
    });
    const options = { top: this.y - 8, left: this.content.width, expanded: false };
    if (level === 1 || !this.#chapter) this.#chapter = this.doc.outline.addItem(title, options);
    else this.#chapter.addItem(title, options);
  }
  paragraph(text: string, style: TextStyle): void {
    const lines = this.wrap(text, style, this.width);
    this.structure.leaf(this.content, 'P', {}, () => this.content.lines(lines, style, this.left, this.y));
    this.y += lines.length * style.leading;
  }
  /** Says in the upper margin of a page what goes on there; readers who listen are not told again. */
  continued(title: string): void {
    if (this.#columns && this.#columns.at > 0) return;
    const style = STYLES.labelBold;
    const line = this.fit(
      this.show(ours(`${title} (continued)`), 'title'),
      style,
      this.content.width - MARGIN.left - MARGIN.right,
    );
    const y = this.y - style.leading - 3;
    this.structure.artifact(this.content, () => this.content.lines([line], style, this.left, y), 'Header');
  }
  /** A paragraph or a title of any length: it goes on over pages. `mark` is the name of its content mark, where the finished file is compared with it. */
  flow(text: string, style: TextStyle, orientation: Orientation, mark?: string, tag: 'P' | 'H1' = 'P'): void {
    const lines = this.wrap(text, style, this.width);
    const leaf = this.structure.openLeaf(tag);
    for (let at = 0; at < lines.length; ) {
      const fits = Math.floor(this.room / style.leading);
      if (fits < 1) {
        this.newPage(orientation);
        continue;
      }
      const piece = lines.slice(at, at + fits);
      const goesOn = at > 0;
      const draw = () => this.content.lines(piece, style, this.left, this.y, goesOn);
      this.structure.mark(this.content, leaf, () =>
        mark === undefined ? draw() : this.content.marked(mark, goesOn, draw),
      );
      this.y += piece.length * style.leading;
      at += piece.length;
    }
    this.structure.closeLeaf(leaf);
  }
  /** A drawing with its words for readers who cannot see it. */
  figure(alt: string, box: { x: number; y: number; w: number; h: number }, draw: () => void): void {
    const { height } = this.content;
    const corners = [box.x, height - box.y - box.h, box.x + box.w, height - box.y] as const;
    this.structure.leaf(this.content, 'Figure', { alt, box: corners }, draw);
  }

  /** A picture from its points or its file, with the words for readers who cannot see it. */
  picture(logo: Logo, alt: string, box: { x: number; y: number; w: number; h: number }): void {
    const name = `Picture${Object.keys(this.#pictures).length}`;
    this.#pictures[name] = embedPicture(this.doc, logo);
    const y = this.content.height - box.y - box.h;
    const place = [box.w, 0, 0, box.h, box.x, y].map((n) => n.toFixed(2)).join(' ');
    this.figure(alt, box, () => this.content.op(`q ${place} cm /${name} Do Q`));
  }

  /** Binds the last `pages` pages, which are the last `parts` parts, after the first `at` of each. */
  moveLast(pages: number, parts: number, at: number): void {
    this.finishPage();
    const kids = this.doc._root.data.Pages.data.Kids;
    kids.splice(at, 0, ...kids.splice(kids.length - pages, pages));
    this.structure.moveLastParts(parts, at);
  }
  /** Writes what could only be known at the end. */
  finish(): void {
    this.finishPage();
    const { regular } = this.fonts;
    const label = new Content(60, 12, this.fonts);
    const style = STYLES.footer;
    label.lines([numeral(this.#pages)], style, 0, 12 - baselineOf(style));
    Object.assign(this.#total.data, {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, -4, 60, 12],
      Resources: { Font: { [regular.resource]: regular.ref() } },
    });
    this.#total.write(label.bytes);
    this.#total.end();
    this.links.finish();
    this.structure.finish();
    this.doc.end();
    this.#file.close();
  }
  /** Leaves the file as it is: the caller removes it. */
  abandon(): void {
    this.#file.abandon();
  }
}
