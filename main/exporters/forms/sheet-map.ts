import { type Area, readAddress } from '../../domain/sheets/cell-address.ts';
import { readArea } from './addresses.ts';
import { type Attributes, attributeOf, type Place, walkXml } from './xml-places.ts';

export interface CellPlace {
  readonly attributes: Attributes;
  readonly start: number;
  readonly end: number;
  readonly style: number;
  readonly formula: boolean;
  /** Whether it holds something, a formula too. */
  readonly filled: boolean;
}
export interface RowPlace {
  readonly number: number;
  readonly attributes: Attributes;
  readonly start: number;
  readonly inside: number;
  /** Where its end tag begins. */
  readonly closing: number;
  readonly end: number;
  readonly empty: boolean;
  /** By column, from 0. */
  readonly cells: ReadonlyMap<number, CellPlace>;
}
/** What a sheet allows in some of its cells. ECMA-376 part 1, 18.3.1.32. */
export interface Validation {
  readonly type: string;
  readonly operator: string;
  readonly areas: readonly Area[];
  readonly first: string;
  readonly second: string;
}
/** A worksheet part with the places of its rows and cells, and what is said of them. */
export interface SheetMap {
  readonly xml: string;
  readonly prefix: string;
  /** In their order, by number. */
  readonly rows: ReadonlyMap<number, RowPlace>;
  /** Of the sheet's own data: where its start tag begins, the place behind that, where its end tag begins, and behind it. */
  readonly data: {
    readonly start: number;
    readonly inside: number;
    readonly closing: number;
    readonly end: number;
  };
  readonly dataEmpty: boolean;
  /** What the sheet says of the area that its cells take up; null where it says nothing. */
  readonly dimension: { readonly place: Place; readonly area: Area } | null;
  readonly columns: readonly { readonly first: number; readonly last: number; readonly style: number }[];
  readonly merges: readonly Area[];
  readonly validations: readonly Validation[];
  /** Whether only unlocked cells may be written. */
  readonly isProtected: boolean;
  readonly hasFormulas: boolean;
  /** Where what is printed above its pages belongs, beside what is printed below them or by itself; null where it has something there already. */
  readonly headerPlace: { readonly at: number; readonly beside: boolean } | null;
}

/** What stands behind the header and footer of a worksheet part, in the order of ECMA-376 part 1, 18.3.1.99; all else stands before. */
const BEHIND_HEADER: ReadonlySet<string> = new Set([
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'legacyDrawing',
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
]);
const MAX_MERGES = 100_000;
const MAX_VALIDATIONS = 10_000;

/**
 * Finds the rows and cells of a worksheet part. Throws a plain sentence part for what is not well-formed, has no data, or does not
 * say where its cells stand.
 */
export function mapSheet(xml: string): SheetMap {
  const reading = new Reading();
  walkXml(xml, {
    open: (place) => reading.open(place),
    text: (text) => reading.text(text),
    close: (name, start, end) => reading.close(name, start, end),
  });
  return reading.result(xml);
}

interface OpenCell {
  readonly column: number;
  readonly attributes: Attributes;
  readonly start: number;
  formula: boolean;
  filled: boolean;
}
type OpenRow = Omit<RowPlace, 'closing' | 'end' | 'cells'> & { readonly cells: Map<number, CellPlace> };
interface OpenValidation {
  readonly attributes: Attributes;
  sqref: string;
  first: string;
  second: string;
}

class Reading {
  readonly #rows = new Map<number, RowPlace>();
  readonly #columns: { first: number; last: number; style: number }[] = [];
  readonly #merges: Area[] = [];
  readonly #validations: Validation[] = [];
  #prefix = '';
  #data: { start: number; inside: number; empty: boolean } | null = null;
  #dataEnd: { closing: number; end: number } | null = null;
  #row: OpenRow | null = null;
  #lastRow = 0;
  #lastColumn = -1;
  #cell: OpenCell | null = null;
  #holds = false;
  #validation: OpenValidation | null = null;
  #into: 'sqref' | 'first' | 'second' | null = null;
  #dimension: SheetMap['dimension'] = null;
  #protected = false;
  #formulas = false;
  #depth = 0;
  /** Behind all that stands before the header and footer. */
  #beforeHeader: number | null = null;
  /** The element of both, where there is one: where it begins inside, or null where a header can be put into it no more. */
  #header: { inside: number | null } | null = null;

  open(place: Place): void {
    const { name, attributes } = place;
    this.#depth += 1;
    switch (name) {
      case 'worksheet':
        this.#prefix = place.prefix;
        return;
      case 'dimension': {
        const [area] = readArea(attributes.ref ?? '');
        if (area && this.#data === null) this.#dimension = { place, area };
        return;
      }
      case 'headerFooter':
        // Other heads of first or even pages are somebody's own.
        this.#header = {
          inside:
            place.empty ||
            attributes.differentFirst !== undefined ||
            attributes.differentOddEven !== undefined
              ? null
              : place.inside,
        };
        return;
      case 'oddHeader':
        if (this.#header) this.#header.inside = null;
        return;
      case 'sheetData':
        this.#data = place;
        return;
      case 'row':
        this.#openRow(place);
        return;
      case 'c':
        this.#openCell(place);
        return;
      case 'v':
      case 't':
        this.#holds = this.#cell !== null;
        return;
      case 'f':
        if (this.#cell) {
          this.#cell.formula = true;
          this.#cell.filled = true;
          this.#formulas = true;
        } else if (this.#validation && this.#into === null) this.#into = 'first';
        return;
      case 'col':
        this.#columns.push({
          first: Number(attributes.min) - 1,
          last: Number(attributes.max) - 1,
          style: Number(attributes.style ?? 0),
        });
        return;
      case 'sheetProtection':
        this.#protected = ['1', 'true'].includes(attributes.sheet ?? '');
        return;
      case 'mergeCell':
        if (this.#merges.length >= MAX_MERGES) throw new Error(`it merges more than ${MAX_MERGES} areas`);
        this.#merges.push(...readArea(attributes.ref ?? ''));
        return;
      default:
        this.#openRule(place);
    }
  }

  /** Newer programs keep rules that look at other sheets apart, with their places and formulas as elements. */
  #openRule({ name, attributes }: Place): void {
    if (name === 'dataValidation')
      this.#validation = { attributes, sqref: attributes.sqref ?? '', first: '', second: '' };
    else if (this.#validation === null) return;
    else if (name === 'formula1') this.#into = 'first';
    else if (name === 'formula2') this.#into = 'second';
    else if (name === 'sqref') this.#into = 'sqref';
  }

  text(text: string): void {
    if (this.#holds && this.#cell) this.#cell.filled ||= text !== '';
    if (this.#validation && this.#into) this.#validation[this.#into] += text;
  }

  close(name: string, start: number, end: number): void {
    this.#depth -= 1;
    if (this.#depth === 1) this.#closePart(name, end);
    if (name === 'v' || name === 't') this.#holds = false;
    else if (name === 'c') this.#closeCell(end);
    else if (name === 'row') {
      if (this.#row) this.#rows.set(this.#row.number, { ...this.#row, closing: start, end });
      this.#row = null;
    } else if (name === 'sheetData') this.#dataEnd = { closing: start, end };
    else if (name === 'formula1' || name === 'formula2' || name === 'sqref') this.#into = null;
    else if (name === 'dataValidation') this.#closeValidation();
  }

  /** One of the parts of the sheet itself has ended. */
  #closePart(name: string, end: number): void {
    if (name !== 'headerFooter' && !BEHIND_HEADER.has(name)) this.#beforeHeader = end;
  }

  #openRow({ attributes, start, inside, empty }: Place): void {
    if (this.#data === null || this.#dataEnd !== null) return;
    const number = Number(attributes.r);
    if (!Number.isInteger(number) || number <= this.#lastRow)
      throw new Error('its rows do not say their numbers in order');
    this.#lastRow = number;
    this.#lastColumn = -1;
    this.#row = { number, attributes, start, inside, empty, cells: new Map() };
  }

  #openCell({ attributes, start }: Place): void {
    const row = this.#row;
    if (!row) return;
    const address = readAddress(attributes.r ?? '');
    if (!address || address.row !== row.number || address.column <= this.#lastColumn)
      throw new Error(`the cells of its row ${row.number} do not say their places in order`);
    this.#lastColumn = address.column;
    this.#cell = { column: address.column, attributes, start, formula: false, filled: false };
  }

  #closeCell(end: number): void {
    const cell = this.#cell;
    this.#cell = null;
    if (!cell || !this.#row) return;
    const { column, attributes, start, formula, filled } = cell;
    this.#row.cells.set(column, {
      attributes,
      start,
      end,
      style: Number(attributes.s ?? 0),
      formula,
      filled,
    });
  }

  #closeValidation(): void {
    const found = this.#validation;
    this.#validation = null;
    this.#into = null;
    if (!found) return;
    if (this.#validations.length >= MAX_VALIDATIONS)
      throw new Error(`it has more than ${MAX_VALIDATIONS} rules for what cells may hold`);
    const { attributes, sqref, first, second } = found;
    this.#validations.push({
      type: attributeOf(attributes, 'type') ?? 'none',
      operator: attributeOf(attributes, 'operator') ?? 'between',
      areas: readArea(sqref),
      first: first.trim(),
      second: second.trim(),
    });
  }

  result(xml: string): SheetMap {
    if (!this.#data || !this.#dataEnd) throw new Error('it has no cells');
    const { start, inside, empty } = this.#data;
    return {
      xml,
      prefix: this.#prefix,
      rows: this.#rows,
      data: { start, inside, ...this.#dataEnd },
      dataEmpty: empty,
      dimension: this.#dimension,
      columns: this.#columns,
      merges: this.#merges,
      validations: this.#validations,
      isProtected: this.#protected,
      hasFormulas: this.#formulas,
      headerPlace: this.#header ? placed(this.#header.inside, true) : placed(this.#beforeHeader, false),
    };
  }
}

const placed = (at: number | null, beside: boolean): SheetMap['headerPlace'] =>
  at === null ? null : { at, beside };
