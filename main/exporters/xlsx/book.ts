import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type ExcelJS from 'exceljs';
// The writer alone: with its reader and its model of a whole workbook, loading takes twice as long.
import WorkbookWriter from 'exceljs/lib/stream/xlsx/workbook-writer.js';
import { DemarcError } from '../../contract/errors.ts';
import { linkSeal, MAX_SEALED, type SheetSeals, sealOfRow, withSeal } from '../../domain/sheet-seals.ts';
import { outputStream } from '../../platform/byte-file.ts';
import { type CellValue, columnLetters, RowRenderer, shownValue, type TextNote } from './cells.ts';

// exceljs makes the package, the styles and all that stands around the rows of a sheet. The rows are rendered here,
// because its own cell path writes text as formula results, has no "quote prefix", drops leading blanks and control
// characters in silence, and knows no back pressure (100,000 rows took 418 MB). What its types leave out of what it has:
interface OpenStyles {
  addStyleModel(style: Partial<ExcelJS.Style>): number;
  readonly model: { readonly styles: string[] };
}
interface OpenSheet {
  readonly stream: { uncork(): void; readonly pipes: readonly Writable[] };
  readonly dataValidations: { add(range: string, validation: ExcelJS.DataValidation): void };
  /** Written as they are; its own `mergeCells` would make cells of its own beside our rows. */
  readonly _merges: string[];
  readonly _sheetRelsWriter: {
    /** A link to an address outside, kept as a relationship of the sheet. */
    addHyperlink(link: { address: string; target: string }): void;
    /** What becomes the sheet's `hyperlinks`; an entry with a place in this workbook needs no relationship. */
    readonly _hyperlinks: { address: string; target: string }[];
  };
}

export interface SheetOptions {
  readonly widths: readonly number[];
  readonly hidden?: boolean;
  /** Its cells are sealed, so that an edit of them is known when the file comes back. */
  readonly sealed?: boolean;
  readonly tab?: string;
  readonly freeze?: { readonly rows: number; readonly columns: number };
  readonly print?: Partial<ExcelJS.PageSetup>;
  readonly footer: string;
}

const BLOCK = 64 * 1024;
/** Bytes that may wait for the compressor before the renderer waits for it. */
const BACKLOG = 512 * 1024;
/** Excel repairs, and so empties, a sheet with more links than 65,530. */
const LINKS = 65_000;

/** One sheet being written from top to bottom. */
export class Sheet {
  readonly name: string;
  readonly notes: readonly TextNote[];
  readonly #sheet: ExcelJS.Worksheet;
  readonly #open: OpenSheet;
  readonly #rows: RowRenderer;
  readonly #hold: (wait: Promise<unknown>) => Promise<void>;
  #block = '';
  #links = 0;
  readonly #seals: Map<number, string> | null;
  #sealed = 0;
  readonly #linkSeals = new Map<number, string>();
  /** Characters handed over since the compressor last caught up. */
  #pending = 0;

  /** `hold` waits, but no longer than the file can still be written. */
  constructor(
    sheet: ExcelJS.Worksheet,
    quoted: (style: number) => number,
    hold: (wait: Promise<unknown>) => Promise<void>,
    sealed: boolean,
  ) {
    this.#seals = sealed ? new Map() : null;
    this.name = sheet.name;
    this.#sheet = sheet;
    this.#open = sheet as unknown as OpenSheet;
    this.#rows = new RowRenderer(sheet.name, quoted);
    this.notes = this.#rows.notes;
    this.#hold = hold;
    // An empty row makes exceljs write everything that comes before the rows.
    sheet.addRow([]).commit();
  }

  /** Number of the last row. */
  get lastRow(): number {
    return this.#rows.row;
  }

  /** Appends a row; `height` in points, else the spreadsheet program fits it to the text. */
  row(values: readonly CellValue[], styles: number | readonly number[], height?: number): void {
    this.#block += this.#rows.render(values, styles, height);
    if (!this.#seals || this.#sealed > MAX_SEALED) return;
    this.#sealed += values.length;
    this.#seals.set(this.lastRow, sealOfRow(values.map(shownValue)));
  }

  /** Seals of its rows; none where it was not to be sealed. */
  get seals(): SheetSeals {
    return this.#seals ?? new Map();
  }

  /** Seals of where its cells lead; none where it was not to be sealed. */
  get linkSeals(): SheetSeals {
    return this.#linkSeals;
  }

  /** Hands rows over to the compressor once there are enough of them, and waits for it when it is behind. */
  async settle(): Promise<void> {
    if (this.#block.length < BLOCK) return;
    this.#flush();
    await this.#hold(nextTurn());
    if (this.#pending > BACKLOG) await this.#hold(once(this.#sink(), 'drain'));
  }

  /** Makes a cell of the last row a link: to the web, or to a cell of another sheet. False when no more links fit. */
  link(
    column: number,
    to: { readonly url: string } | { readonly sheet: string; readonly cell: string },
  ): boolean {
    if (this.#links === LINKS) return false;
    this.#links += 1;
    if (this.#seals)
      this.#linkSeals.set(
        this.lastRow,
        withSeal(this.#linkSeals.get(this.lastRow) ?? '', column - 1, linkSeal('url' in to ? to.url : null)),
      );
    const address = `${columnLetters(column)}${this.lastRow}`;
    const links = this.#open._sheetRelsWriter;
    if ('url' in to) links.addHyperlink({ address, target: to.url });
    else links._hyperlinks.push({ address, target: `'${to.sheet}'!${to.cell}` });
    return true;
  }

  /** Offers a list, `=Lists!$A$2:$A$9`, for a column from one row to another. */
  offer(column: number, from: number, to: number, formula: string, title: string, strict: boolean): void {
    const letters = columnLetters(column);
    this.#open.dataValidations.add(`${letters}${from}:${letters}${to}`, {
      type: 'list',
      allowBlank: true,
      formulae: [formula],
      showErrorMessage: true,
      errorStyle: strict ? 'stop' : 'warning',
      errorTitle: title.slice(0, 32),
      error: strict
        ? 'Please choose a value from the list.'
        : 'This value is not in the list. Keep it only if you are sure.',
    });
  }

  /** Joins an area such as `A1:M1`; its text is that of its first cell. */
  merge(area: string): void {
    this.#open._merges.push(area);
  }

  filter(columns: number, headerRow: number): void {
    this.#sheet.autoFilter = `A${headerRow}:${columnLetters(columns)}${Math.max(headerRow, this.lastRow)}`;
  }

  finish(): void {
    this.#flush();
    this.#sheet.commit();
  }

  #sink(): Writable {
    const sink = this.#open.stream.pipes[0];
    if (!sink) throw new Error('exceljs no longer pipes its sheets into the archive.');
    return sink;
  }

  /** Past exceljs's own buffers, which copy every byte twice: first what it still holds, then the rows. */
  #flush(): void {
    if (this.#block === '') return;
    this.#open.stream.uncork();
    const sink = this.#sink();
    if (this.#pending === 0)
      sink.once('drain', () => {
        this.#pending = 0;
      });
    this.#pending += this.#block.length;
    sink.write(this.#block);
    this.#block = '';
  }
}

// exceljs dates every part of the package by the clock. With the report's own date the same report gives the same bytes.
const PlainWriter = WorkbookWriter as unknown as new (
  options: Partial<ExcelJS.stream.xlsx.WorkbookStreamWriterOptions> & { readonly created: Date },
) => ExcelJS.stream.xlsx.WorkbookWriter & {
  readonly zip: { append(source: unknown, entry: { readonly name: string; readonly date?: Date }): unknown };
};
class DatedWriter extends PlainWriter {
  /** What exceljs's constructor appends first. */
  override addThemes(): Promise<void> {
    const { zip, created } = this;
    const append = zip.append.bind(zip);
    zip.append = (source, entry) => append(source, { ...entry, date: created });
    return super.addThemes();
  }
}

/** An Excel file being streamed to `path`. */
export class Book {
  readonly notes: TextNote[] = [];
  /** Seals of the finished sheets, by name. */
  readonly seals = new Map<string, { readonly cells: SheetSeals; readonly links: SheetSeals }>();
  readonly #book: ExcelJS.stream.xlsx.WorkbookWriter;
  readonly #output: Writable;
  readonly #signal: AbortSignal | undefined;
  readonly #styles: OpenStyles;
  readonly #styleIds = new Map<string, number>();
  readonly #quotedIds = new Map<number, number>();
  readonly #failed: Promise<never>;

  constructor(
    path: string,
    options: { created: Date; title: string; subject: string; signal?: AbortSignal | undefined },
  ) {
    this.#signal = options.signal;
    this.#output = outputStream(path);
    this.#failed = new Promise((_, reject) => {
      this.#output.on('error', reject);
      options.signal?.addEventListener('abort', () => reject(cancelled()), { once: true });
    });
    this.#failed.catch(() => undefined);
    this.#book = new DatedWriter({
      created: options.created,
      stream: this.#output,
      useStyles: true,
      useSharedStrings: false,
      zip: { zlib: { level: 6, chunkSize: 64 * 1024 } } as never,
    });
    Object.assign(this.#book, {
      creator: 'Demarc',
      lastModifiedBy: 'Demarc',
      created: options.created,
      modified: options.created,
      title: options.title,
      subject: options.subject,
      language: 'en',
      views: [
        { x: 0, y: 0, width: 28_800, height: 17_000, firstSheet: 0, activeTab: 0, visibility: 'visible' },
      ],
    });
    this.#styles = (this.#book as unknown as { styles: OpenStyles }).styles;
  }

  /** Number of a style; the same description gives the same number. */
  style(style: Partial<ExcelJS.Style>): number {
    const key = JSON.stringify(style);
    let id = this.#styleIds.get(key);
    if (id === undefined) {
      id = this.#styles.addStyleModel(style);
      this.#styleIds.set(key, id);
    }
    return id;
  }

  sheet(name: string, options: SheetOptions): Sheet {
    const { freeze } = options;
    const sheet = this.#book.addWorksheet(name, {
      state: options.hidden ? 'hidden' : 'visible',
      properties: {
        defaultRowHeight: 15,
        dyDescent: 0.25,
        ...(options.tab ? { tabColor: { argb: `FF${options.tab}` } } : {}),
      } as ExcelJS.WorksheetProperties,
      views: [
        freeze
          ? {
              state: 'frozen',
              xSplit: freeze.columns,
              ySplit: freeze.rows,
              topLeftCell: `${columnLetters(freeze.columns + 1)}${freeze.rows + 1}`,
              showGridLines: false,
            }
          : { state: 'normal', showGridLines: false },
      ],
      pageSetup: {
        paperSize: 9,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
        ...options.print,
      },
      headerFooter: { oddFooter: options.footer },
    });
    sheet.columns = options.widths.map((width) => ({ width }));
    return new Sheet(
      sheet,
      (style) => this.#quoted(style),
      (wait) => this.#hold(wait),
      options.sealed === true,
    );
  }

  /** Ends a sheet and remembers what it could not hold as it was. */
  finish(sheet: Sheet): void {
    sheet.finish();
    this.seals.set(sheet.name, { cells: sheet.seals, links: sheet.linkSeals });
    this.notes.push(...sheet.notes);
  }

  /** Closes the file. Rejects when it could not be written whole. */
  async close(): Promise<void> {
    const committed = this.#book.commit();
    // After a cancellation nobody waits for it, and its failure must not end the thread.
    committed.catch(() => undefined);
    await this.#hold(committed);
  }

  /** Lets go of the file after a failure or a cancellation. */
  async abandon(): Promise<void> {
    (this.#book as unknown as { zip: { abort(): void } }).zip.abort();
    if (this.#output.closed) return;
    const closed = once(this.#output, 'close').catch(() => undefined);
    this.#output.destroy();
    await closed;
  }

  #quoted(style: number): number {
    let id = this.#quotedIds.get(style);
    if (id === undefined) {
      const { styles } = this.#styles.model;
      const xml = styles[style];
      if (!xml?.startsWith('<xf ')) throw new Error('exceljs no longer keeps its styles as XML.');
      id = styles.push(xml.replace('<xf ', '<xf quotePrefix="1" ')) - 1;
      this.#quotedIds.set(style, id);
    }
    return id;
  }

  async #hold(wait: Promise<unknown>): Promise<void> {
    if (this.#signal?.aborted) throw cancelled();
    await Promise.race([wait, this.#failed]);
  }
}

const cancelled = () =>
  new DemarcError('CANCELLED', 'The Excel export was cancelled. No file was left behind.');
