import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { DemarcError } from '../../contract/errors.ts';
import { type CellValue, columnLetters, RowRenderer, type TextNote } from './cells.ts';

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
  readonly _sheetRelsWriter: { addHyperlink(link: { address: string; target: string }): void };
}

export interface SheetOptions {
  readonly widths: readonly number[];
  readonly hidden?: boolean;
  readonly tab?: string;
  readonly freeze?: { readonly rows: number; readonly columns: number };
  readonly print?: Partial<ExcelJS.PageSetup>;
  readonly footer: string;
}

const BLOCK = 64 * 1024;
/** Bytes that may wait for the compressor before the renderer waits for it. */
const BACKLOG = 512 * 1024;

/** One sheet being written from top to bottom. */
export class Sheet {
  readonly name: string;
  readonly notes: readonly TextNote[];
  readonly #sheet: ExcelJS.Worksheet;
  readonly #open: OpenSheet;
  readonly #rows: RowRenderer;
  readonly #check: () => void;
  #block = '';

  constructor(sheet: ExcelJS.Worksheet, quoted: (style: number) => number, check: () => void) {
    this.name = sheet.name;
    this.#sheet = sheet;
    this.#open = sheet as unknown as OpenSheet;
    this.#rows = new RowRenderer(sheet.name, quoted);
    this.notes = this.#rows.notes;
    this.#check = check;
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
  }

  /** Hands rows over to the compressor once there are enough of them, and waits for it when it is behind. */
  async settle(): Promise<void> {
    if (this.#block.length < BLOCK) return;
    const sink = this.#flush();
    await nextTurn();
    this.#check();
    if (sink.writableLength > BACKLOG) await Promise.race([once(sink, 'drain'), once(sink, 'close')]);
    this.#check();
  }

  /** Makes a cell of the last row a link: an address on the web, or `#Sheet!A1`. */
  link(column: number, target: string): void {
    const address = `${columnLetters(column)}${this.lastRow}`;
    this.#open._sheetRelsWriter.addHyperlink({ address, target });
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

  filter(columns: number, headerRow: number): void {
    this.#sheet.autoFilter = `A${headerRow}:${columnLetters(columns)}${Math.max(headerRow, this.lastRow)}`;
  }

  finish(): void {
    this.#flush();
    this.#sheet.commit();
  }

  /** Past exceljs's own buffers, which copy every byte twice: first what it still holds, then the rows. */
  #flush(): Writable {
    const { stream } = this.#open;
    const sink = stream.pipes[0];
    if (!sink) throw new Error('exceljs no longer pipes its sheets into the archive.');
    stream.uncork();
    if (this.#block !== '') sink.write(this.#block);
    this.#block = '';
    return sink;
  }
}

/** An Excel file being streamed to `path`. */
export class Book {
  readonly notes: TextNote[] = [];
  readonly #book: ExcelJS.stream.xlsx.WorkbookWriter;
  readonly #output: WriteStream;
  readonly #signal: AbortSignal | undefined;
  readonly #styles: OpenStyles;
  readonly #styleIds = new Map<string, number>();
  readonly #quotedIds = new Map<number, number>();
  #failure: Error | null = null;

  constructor(
    path: string,
    options: { created: Date; title: string; subject: string; signal?: AbortSignal | undefined },
  ) {
    this.#signal = options.signal;
    this.#output = createWriteStream(path);
    this.#output.on('error', (error) => {
      this.#failure ??= error;
    });
    this.#book = new ExcelJS.stream.xlsx.WorkbookWriter({
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
      () => this.#check(),
    );
  }

  /** Ends a sheet and remembers what it could not hold as it was. */
  finish(sheet: Sheet): void {
    sheet.finish();
    this.notes.push(...sheet.notes);
  }

  /** Closes the file. Rejects when it could not be written whole. */
  async close(): Promise<void> {
    this.#check();
    const failed = once(this.#output, 'error').then(([error]) => Promise.reject(error));
    failed.catch(() => undefined);
    await Promise.race([this.#book.commit(), failed]);
    this.#check();
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

  #check(): void {
    if (this.#failure) throw this.#failure;
    if (this.#signal?.aborted)
      throw new DemarcError('CANCELLED', 'The Excel export was cancelled. No file was left behind.');
  }
}
