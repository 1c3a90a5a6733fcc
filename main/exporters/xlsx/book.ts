import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type ExcelJS from 'exceljs';
import { DemarcError } from '../../contract/errors.ts';
import type { Paper } from '../../contract/exports.ts';
import type { SheetSeals } from '../../domain/sheets/sheet-seals.ts';
import { outputStream } from '../../platform/byte-file.ts';
import { columnLetters, type TextNote } from './cells.ts';
import { type BarChart, chartXml, drawingRelations, drawingXml } from './chart-part.ts';
import { rowsAbove } from './mark-line.ts';
import { type DefinedName, PackageWriter } from './package-writer.ts';
import { Sheet, type SheetOptions } from './sheet.ts';
import { header, MARK_LINE } from './styles.ts';

interface OpenStyles {
  addStyleModel(style: Partial<ExcelJS.Style>): number;
  readonly model: { readonly styles: string[] };
}

/** What Excel calls A4 and A3, Letter and Tabloid (11 x 17 inches). */
const PAPER_SIZES = { a4: { plain: 9, large: 8 }, letter: { plain: 1, large: 3 } } as const;

interface Seals {
  readonly cells: SheetSeals;
  readonly links: SheetSeals;
  /** Where formulas stand. */
  readonly computed: SheetSeals;
}

interface BookOptions {
  readonly created: Date;
  readonly title: string;
  readonly subject: string;
  /** Of Demarc, where it is known. */
  readonly version?: string;
  readonly paper?: Paper | undefined;
  /** What every sheet bears at its head in print. */
  readonly mark?: string | null | undefined;
  /** What every sheet that is seen says in a line above all else. */
  readonly line?: string | null | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An Excel file being streamed to `path`. */
export class Book {
  readonly notes: TextNote[] = [];
  /** Seals of the finished sheets, by name. */
  readonly seals = new Map<string, Seals>();
  readonly #book: PackageWriter;
  readonly #paper: Paper;
  readonly #header: string | null;
  readonly #line: string | null;
  readonly #output: Writable;
  readonly #signal: AbortSignal | undefined;
  readonly #styles: OpenStyles;
  readonly #styleIds = new Map<string, number>();
  readonly #quotedIds = new Map<number, number>();
  /** Why the file can no longer be written; null while it can. */
  #failure: Error | null = null;
  /** Lets whoever waits know of it. */
  #tell: ((failure: Error) => void) | null = null;

  constructor(path: string, options: BookOptions) {
    this.#signal = options.signal;
    this.#output = outputStream(path);
    this.#output.on('error', (error) => this.#fail(error));
    options.signal?.addEventListener('abort', () => this.#fail(cancelled()), { once: true });
    this.#paper = options.paper ?? 'a4';
    this.#header = options.mark ? header(options.mark) : null;
    this.#line = options.line ?? null;
    this.#book = new PackageWriter({
      created: options.created,
      stream: this.#output,
      useStyles: true,
      useSharedStrings: false,
      // The compressor takes a third of the time at 6, and a quarter less at 5 for 4 % more bytes.
      zip: { zlib: { level: 5, chunkSize: 64 * 1024 } } as never,
    });
    this.#book.version = options.version ?? '';
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

  /** The row of a sheet that is seen in which an entry of its list stands, by its place in the list. */
  rowOf(index: number): number {
    return rowsAbove(this.#line) + 2 + index;
  }

  sheet(name: string, options: SheetOptions): Sheet {
    const line = options.hidden ? null : this.#line;
    const above = rowsAbove(line);
    const freeze = options.freeze && { ...options.freeze, rows: options.freeze.rows + above };
    const titles = options.print?.printTitlesRow;
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
        paperSize: PAPER_SIZES[this.#paper][options.large ? 'large' : 'plain'] as never,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
        ...options.print,
        ...(titles === undefined ? {} : { printTitlesRow: lowered(titles, above) }),
      },
      headerFooter: {
        ...(this.#header === null ? {} : { oddHeader: this.#header }),
        oddFooter: options.footer,
      },
    });
    sheet.columns = options.widths.map((width) => ({ width }));
    const made = new Sheet(
      sheet,
      {
        quoted: (style) => this.#quoted(style),
        hold: (wait) => this.#hold(wait),
        nextPart: (kind) => this.#book.nextPart(kind),
        addPart: (kind, path, xml) => this.#book.addPart(kind, path, xml),
      },
      { sealed: options.sealed === true, above },
    );
    if (line !== null) made.row([line], this.style(MARK_LINE), 20);
    return made;
  }

  /** Ends a sheet and remembers what it could not hold as it was. */
  finish(sheet: Sheet): void {
    sheet.finish();
    this.seals.set(sheet.name, {
      cells: sheet.seals,
      links: sheet.linkSeals,
      computed: sheet.computedSeals,
    });
    this.notes.push(...sheet.notes);
  }

  /** Names for cells, by which formulas speak of them. */
  define(names: readonly DefinedName[]): void {
    this.#book.define(names);
  }

  /** Puts charts on a sheet; their cells may still be written. */
  draw(sheet: Sheet, charts: readonly BarChart[]): void {
    if (charts.length === 0) return;
    const drawing = this.#book.nextPart('drawing');
    const paths = charts.map((chart) => {
      const { path } = this.#book.nextPart('chart');
      this.#book.addPart('chart', path, chartXml(chart));
      return path;
    });
    this.#book.addPart('drawing', drawing.path, drawingXml(charts));
    this.#book.addRelations(
      drawing.path.replace('drawings/', 'drawings/_rels/').concat('.rels'),
      drawingRelations(paths),
    );
    sheet.draw(drawing.path);
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

  #fail(failure: Error): void {
    this.#failure ??= failure;
    this.#tell?.(this.#failure);
  }

  /** One wait at a time. Not a race with a promise that stands for the failure: that would remember every wait there ever was. */
  async #hold(wait: Promise<unknown>): Promise<void> {
    if (this.#signal?.aborted) throw cancelled();
    if (this.#failure) throw this.#failure;
    await new Promise<void>((done, failed) => {
      this.#tell = failed;
      wait.then(() => done(), failed);
    });
    this.#tell = null;
  }
}

/** Rows such as `1:1`, so many further down. */
const lowered = (rows: string, by: number): string => rows.replace(/\d+/g, (row) => `${Number(row) + by}`);

const cancelled = () =>
  new DemarcError('CANCELLED', 'The Excel export was cancelled. No file was left behind.');
