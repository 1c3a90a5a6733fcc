import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type ExcelJS from 'exceljs';
import {
  COMPUTED_SEAL,
  linkSeal,
  MAX_SEALED,
  type SheetSeals,
  sealOfRow,
  withSeal,
} from '../../domain/sheets/sheet-seals.ts';
import {
  type CellValue,
  columnLetters,
  isComputed,
  RowRenderer,
  shownValue,
  type TextNote,
} from './cells.ts';
import { orderTail, type SheetTail } from './sheet-tail.ts';
import { canHeadTable, tableXml } from './table-part.ts';

// exceljs makes the package, the styles and all that stands around the rows of a sheet. The rows are rendered here,
// because its own cell path writes text as formula results, has no "quote prefix", drops leading blanks and control
// characters in silence, and knows no back pressure (100,000 rows took 418 MB). What its types leave out of what it has:
interface OpenSheet extends SheetTail {
  readonly stream: { uncork(): void; readonly pipes: readonly Writable[] };
  readonly dataValidations: { add(range: string, validation: ExcelJS.DataValidation): void };
  /** Written as they are; its own `mergeCells` would make cells of its own beside our rows. */
  readonly _merges: string[];
  sheetProtection: unknown;
  addConditionalFormatting(rules: ExcelJS.ConditionalFormattingOptions): void;
  readonly _sheetRelsWriter: {
    /** A link to an address outside, kept as a relationship of the sheet. */
    addHyperlink(link: { address: string; target: string }): void;
    /** A relationship to another part of the package; gives its id. */
    addRelationship(relation: { Type: string; Target: string }): string;
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
  /** Printed on the larger of the two sizes of paper. */
  readonly large?: boolean;
  readonly freeze?: { readonly rows: number; readonly columns: number };
  readonly print?: Partial<ExcelJS.PageSetup>;
  readonly footer: string;
}

/** What a sheet is written into. */
export interface SheetHost {
  /** The same style with Excel's "this is text" mark. */
  quoted(style: number): number;
  /** Waits, but no longer than the file can still be written. */
  hold(wait: Promise<unknown>): Promise<void>;
  nextPart(kind: 'table' | 'drawing'): { readonly number: number; readonly path: string };
  addPart(kind: 'table' | 'drawing', path: string, xml: string): void;
}

/** What the cells of a column take, and what is said to whoever comes to one of them. */
export interface Offer {
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly title: string;
  readonly prompt: string | null;
  /** A list such as `Lists!$A$2:$A$9`, dates, or anything, with no more than a word beside it. */
  readonly takes: { readonly list: string } | 'date' | 'anything';
  /** Whether nothing else is taken. */
  readonly strict: boolean;
}
/** A look that cells of an area take on while a formula, said for its first cell, holds. */
export interface Rule {
  readonly formula: string;
  readonly style: Partial<ExcelJS.Style>;
}

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';
/** The first day that every spreadsheet program counts alike. */
const FIRST_DAY = '1900-03-01';
const BLOCK = 64 * 1024;
/** Bytes that may wait for the compressor before the renderer waits for it. */
const BACKLOG = 2 * BLOCK;
/** Excel repairs, and so empties, a sheet with more links than 65,530. */
const LINKS = 65_000;

const kindOf = (takes: Offer['takes']) =>
  takes === 'anything'
    ? { type: 'any' }
    : takes === 'date'
      ? { type: 'date', operator: 'greaterThanOrEqual', formulae: [new Date(FIRST_DAY)] }
      : { type: 'list', formulae: [takes.list] };

/** One sheet being written from top to bottom. */
export class Sheet {
  readonly name: string;
  /** The row in which the headings of a list stand. */
  readonly heading: number;
  readonly notes: readonly TextNote[];
  readonly #sheet: ExcelJS.Worksheet;
  readonly #open: OpenSheet;
  readonly #rows: RowRenderer;
  readonly #host: SheetHost;
  #block = '';
  #links = 0;
  readonly #seals: Map<number, string> | null;
  #sealed = 0;
  readonly #linkSeals = new Map<number, string>();
  readonly #computedSeals = new Map<number, string>();
  #rules = 0;
  #table: { readonly name: string; readonly headings: readonly string[]; readonly headerRow: number } | null =
    null;
  #drawing: string | null = null;
  /** Characters handed over since the compressor last caught up. */
  #pending = 0;

  constructor(
    sheet: ExcelJS.Worksheet,
    host: SheetHost,
    { sealed, above }: { readonly sealed: boolean; readonly above: number },
  ) {
    this.heading = above + 1;
    this.#seals = sealed ? new Map() : null;
    this.name = sheet.name;
    this.#sheet = sheet;
    this.#open = sheet as unknown as OpenSheet;
    this.#rows = new RowRenderer(sheet.name, (style) => host.quoted(style));
    this.notes = this.#rows.notes;
    this.#host = host;
    orderTail(this.#open, () => this.#last());
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
    for (const [index, value] of values.entries())
      if (isComputed(value))
        this.#computedSeals.set(
          this.lastRow,
          withSeal(this.#computedSeals.get(this.lastRow) ?? '', index, COMPUTED_SEAL),
        );
  }

  /** Seals of its rows; none where it was not to be sealed. */
  get seals(): SheetSeals {
    return this.#seals ?? new Map();
  }

  /** Seals of where its cells lead; none where it was not to be sealed. */
  get linkSeals(): SheetSeals {
    return this.#linkSeals;
  }

  /** Where its formulas stand; none where it was not to be sealed. */
  get computedSeals(): SheetSeals {
    return this.#computedSeals;
  }

  /** Hands rows over to the compressor once there are enough of them, and waits for it when it is behind. */
  async settle(): Promise<void> {
    if (this.#block.length < BLOCK) return;
    this.#flush();
    await this.#host.hold(nextTurn());
    if (this.#pending > BACKLOG) await this.#host.hold(once(this.#sink(), 'drain'));
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

  /** Says what the cells of a column take, and offers it where that is a list. */
  offer({ column, from, to, title, prompt, takes, strict }: Offer): void {
    const letters = columnLetters(column);
    const head = title.slice(0, 32);
    this.#open.dataValidations.add(`${letters}${from}:${letters}${to}`, {
      ...kindOf(takes),
      allowBlank: true,
      ...(takes === 'anything'
        ? {}
        : {
            showErrorMessage: true,
            errorStyle: strict ? 'stop' : 'warning',
            errorTitle: head,
            error:
              takes === 'date'
                ? 'Please write a date, such as 2027-03-31.'
                : strict
                  ? 'Please choose a value from the list.'
                  : 'This value is not in the list. Keep it only if you are sure.',
          }),
      ...(prompt === null ? {} : { showInputMessage: true, promptTitle: head, prompt: prompt.slice(0, 255) }),
    } as ExcelJS.DataValidation);
  }

  /** Has the cells of an area such as `H2:H442` take on the look of the first rule that holds. */
  follow(area: string, rules: readonly Rule[]): void {
    if (rules.length === 0) return;
    this.#open.addConditionalFormatting({
      ref: area,
      rules: rules.map(({ formula, style }) => {
        this.#rules += 1;
        return { type: 'expression', formulae: [formula], style, priority: this.#rules };
      }),
    });
  }

  /** Locks all cells but those whose style says otherwise; without a password, so that anybody can take the lock away. */
  protect(): void {
    this.#open.sheetProtection = {
      sheet: true,
      formatCells: true,
      formatColumns: true,
      formatRows: true,
      insertHyperlinks: true,
      sort: true,
      autoFilter: true,
    };
  }

  /** Makes a table with a filter of the rows from the headings on, where a table can be made of them; else only a filter. */
  table(name: string, headings: readonly string[], headerRow = this.heading): void {
    if (this.lastRow > headerRow && canHeadTable(headings)) this.#table = { name, headings, headerRow };
    else this.filter(headings.length, headerRow);
  }

  /** Puts the drawing of a part of the package on the sheet. */
  draw(path: string): void {
    this.#drawing = path;
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
    // exceljs keeps its sheets until the end of the file, with the links that it has just written.
    this.#open._sheetRelsWriter._hyperlinks.length = 0;
  }

  /** What exceljs does not write of the end of a sheet: its drawing and its table. */
  #last(): string {
    const relate = (kind: 'table' | 'drawing', path: string) =>
      this.#open._sheetRelsWriter.addRelationship({ Type: RELATION + kind, Target: `../${path}` });
    let xml = '';
    if (this.#drawing !== null) xml += `<drawing r:id="${relate('drawing', this.#drawing)}"/>`;
    if (this.#table !== null) {
      const { name, headings, headerRow } = this.#table;
      const { number, path } = this.#host.nextPart('table');
      this.#host.addPart('table', path, tableXml(number, name, headings, headerRow, this.lastRow));
      xml += `<tableParts count="1"><tablePart r:id="${relate('table', path)}"/></tableParts>`;
    }
    return xml;
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
