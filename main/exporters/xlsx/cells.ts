import { serialOfInstant } from '../../domain/answers/dates.ts';
import { columnLetters as lettersFromZero } from '../../domain/sheets/cell-address.ts';
import { cleanText, EXCEL_TEXT_LIMIT, splitText, startsLikeFormula } from '../safe-text.ts';

/** A piece of a cell's text in its own colour (`RRGGBB`). */
export interface Run {
  readonly text: string;
  readonly color: string;
}
/** A number that a formula of our own gives, with what it gives for the workbook as it is written. Never made of a user's text. */
export interface Computed {
  readonly formula: string;
  readonly value: number;
}
export type CellValue = string | number | null | Computed | readonly Run[];

export const isComputed = (value: CellValue): value is Computed =>
  typeof value === 'object' && value !== null && 'formula' in value;

/** What a sheet could not hold as it was; each is listed on the sheet "Export notes". */
export interface TextNote {
  readonly sheet: string;
  readonly cell: string;
  readonly replaced: number;
  /** The rest of a text that is longer than a cell may be, in pieces that fit. */
  readonly rest: readonly string[];
}

/** Ends the first piece of a text that goes on elsewhere. */
export const CONTINUED = '\n[This text goes on in the sheet "Export notes"]';
export const PIECE = 32_000;

/** What each text of a cell is run through; says what had to change. Exported for the reading back. */
export function fitText(text: string): { head: string; rest: readonly string[]; replaced: number } {
  const { text: clean, replaced } = cleanText(text);
  if (clean.length <= EXCEL_TEXT_LIMIT) return { head: clean, rest: [], replaced };
  const [head, tail] = splitText(clean, PIECE);
  const rest: string[] = [];
  for (let left = tail; left !== ''; ) {
    const [piece, more] = splitText(left, PIECE);
    rest.push(piece);
    left = more;
  }
  return { head: head + CONTINUED, rest, replaced };
}

/** What a cell of this value says, as it is read back: a text as far as it fits, the pieces of a coloured one as one. */
export function shownValue(value: CellValue): string | number | null {
  if (value === null || typeof value === 'number') return value;
  if (isComputed(value)) return value.value;
  return typeof value === 'string' ? fitText(value).head : value.map(({ text }) => text).join('');
}

// Everything that makes a text differ from its XML, in one look, since nearly no text needs more than that look.
const NEEDS_WORK =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find.
  /[\x00-\x08\x0b-\x1f\x7f&<>\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_/;
const EDGE_SPACE = /^\s|\s$/;

/** XML of a cell's text. `_x0041_` is Excel's own escape for a character, so a literal one is escaped too. */
export function escapeCellText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** Column letters of a 1-based column number. */
export const columnLetters = (column: number): string => lettersFromZero(column - 1);

/** Days since the start of 1900, as Excel counts them, from an ISO date or instant (UTC). */
export const excelDate = (iso: string): number => serialOfInstant(Date.parse(iso));

/** March 1900: before it Excel counts a day that there never was. */
const FIRST_SURE_SERIAL = 61;

/** The same for a text that may be none, or a day that Excel cannot count: then null. */
export function countedDate(iso: string): number | null {
  const serial = excelDate(iso);
  return Number.isFinite(serial) && serial >= FIRST_SURE_SERIAL ? serial : null;
}

/** Renders the rows of one sheet as SpreadsheetML. */
export class RowRenderer {
  readonly notes: TextNote[] = [];
  #row = 0;
  readonly #sheet: string;
  readonly #quoted: (style: number) => number;
  readonly #letters: string[] = [];

  /** `quoted` gives the same style with Excel's "this is text" mark, which survives editing. */
  constructor(sheet: string, quoted: (style: number) => number) {
    this.#sheet = sheet;
    this.#quoted = quoted;
  }

  /** Number of the last row rendered. */
  get row(): number {
    return this.#row;
  }

  render(values: readonly CellValue[], styles: number | readonly number[], height?: number): string {
    this.#row += 1;
    let xml =
      height === undefined
        ? `<row r="${this.#row}">`
        : `<row r="${this.#row}" ht="${height}" customHeight="1">`;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? null;
      const style = typeof styles === 'number' ? styles : (styles[index] ?? 0);
      if (value === null && style === 0) continue;
      const address = this.#address(index);
      if (value === null) xml += `<c r="${address}" s="${style}"/>`;
      else if (typeof value === 'number') xml += `<c r="${address}" s="${style}"><v>${value}</v></c>`;
      else if (typeof value === 'string') xml += this.#text(address, style, value);
      else if (isComputed(value))
        xml += `<c r="${address}" s="${style}"><f>${escapeCellText(value.formula)}</f><v>${value.value}</v></c>`;
      else xml += this.#runs(address, style, value);
    }
    return `${xml}</row>`;
  }

  #address(index: number): string {
    let letters = this.#letters[index];
    if (letters === undefined) {
      letters = columnLetters(index + 1);
      this.#letters[index] = letters;
    }
    return letters + this.#row;
  }

  #text(address: string, style: number, text: string): string {
    let shown = text;
    let xml = text;
    if (text.length > EXCEL_TEXT_LIMIT || NEEDS_WORK.test(text)) {
      const { head, rest, replaced } = fitText(text);
      if (replaced > 0 || rest.length > 0)
        this.notes.push({ sheet: this.#sheet, cell: address, replaced, rest });
      shown = head;
      xml = escapeCellText(head);
    }
    const quoted = startsLikeFormula(shown) || shown.startsWith("'") ? this.#quoted(style) : style;
    const space = EDGE_SPACE.test(shown) ? ' xml:space="preserve"' : '';
    return `<c r="${address}" s="${quoted}" t="inlineStr"><is><t${space}>${xml}</t></is></c>`;
  }

  #runs(address: string, style: number, runs: readonly Run[]): string {
    const parts = runs.map(
      ({ text, color }) =>
        `<r><rPr><sz val="10"/><color rgb="FF${color}"/><rFont val="Arial"/></rPr><t xml:space="preserve">${escapeCellText(text)}</t></r>`,
    );
    return `<c r="${address}" s="${style}" t="inlineStr"><is>${parts.join('')}</is></c>`;
  }
}
