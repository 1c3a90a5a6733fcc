import { type Area, areaOf, cellAddress, readAddress } from '../../domain/sheets/cell-address.ts';
import type { Cell, CellType, Row } from './book.ts';
import { dateText } from './dates.ts';
import {
  MAX_CELL_CHARACTERS,
  MAX_CELLS,
  MAX_COLUMN,
  MAX_FORMULA_CHARACTERS,
  MAX_LINKS,
  MAX_MERGES,
  MAX_ROW,
} from './limits.ts';
import { linkInFormula, linkOf, type RawLink } from './links.ts';
import { plainCells } from './plain-cells.ts';
import { RunsStruck, type Struck } from './strike.ts';
import { type SharedStrings, unescapeText } from './strings.ts';
import type { CellFormat } from './styles.ts';
import { type Attributes, attributeOf, type XmlHandlers } from './xml.ts';

export interface CellWorld {
  readonly strings: SharedStrings;
  readonly formats: readonly CellFormat[];
  readonly from1904: boolean;
}

/** Rows from 1, and columns from 0 as first and last of each run, that are hidden. */
export interface HiddenParts {
  readonly rows: readonly number[];
  readonly columns: readonly (readonly [first: number, last: number])[];
}
/** As many as are told of. */
const MAX_HIDDEN = 10_000;
const isOn = (value: string | undefined): boolean => value === '1' || value === 'true';

/** Collects the rows and merged areas of one sheet while its XML goes by. ECMA-376 part 1, 18.3.1. */
export class Worksheet implements XmlHandlers {
  readonly #world: CellWorld;
  readonly #merges: Area[] = [];
  readonly #links: RawLink[] = [];
  readonly #hiddenRows: number[] = [];
  readonly #hiddenColumns: (readonly [first: number, last: number])[] = [];
  /** Where formulas lead that cells share, by their number. */
  readonly #sharedLinks = new Map<string, string>();
  #rows: Row[] = [];
  #cells: Cell[] = [];
  #sorted = true;
  #row = 0;
  #column = -1;
  #count = 0;
  // The cell that is open.
  #type = 'n';
  #style = 0;
  #text: string | null = null;
  #formula = false;
  /** Of a formula that is open, and its number where cells share it. */
  #formulaText: string | null = null;
  #shared: string | null = null;
  #runs: RunsStruck | null = null;
  #collects = false;
  #inPhonetic = false;

  readonly #counted: (length: number) => void;

  readonly plain = plainCells(
    (within) => within === 'row' && !(this.#collects || this.#inPhonetic) && this.#formulaText === null,
    (reference, style, type, text) => {
      this.#openCell(reference, style, type);
      if (text !== null) this.#setText(text);
      this.#closeCell();
    },
  );

  /** `counted` is told the length of each cell's text, and throws when they are too many. */
  constructor(world: CellWorld, counted: (length: number) => void) {
    this.#world = world;
    this.#counted = counted;
  }

  /** The rows that ended since it was last asked. */
  takeRows(): readonly Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  get merges(): readonly Area[] {
    return this.#merges;
  }

  /** Cells that lead somewhere; known once the rows were read to the end. */
  get links(): readonly RawLink[] {
    return this.#links;
  }

  /** What the program that shows it leaves out; known once the rows were read to the end. */
  get hidden(): HiddenParts {
    return { rows: this.#hiddenRows, columns: this.#hiddenColumns };
  }

  open(name: string, attributes: Attributes): void {
    this.#runs?.open(name, attributes);
    switch (name) {
      case 'col':
        this.#hideColumns(attributes);
        return;
      case 'row':
        this.#openRow(attributes);
        return;
      case 'c':
        this.#openCell(attributes.r, attributes.s, attributes.t);
        return;
      case 'v':
      case 't':
        this.#collects = !this.#inPhonetic;
        if (this.#collects) this.#text ??= '';
        return;
      case 'f':
        this.#formula = true;
        this.#formulaText = '';
        this.#shared = attributes.t === 'shared' ? (attributes.si ?? null) : null;
        return;
      case 'is':
        this.#runs = new RunsStruck();
        return;
      case 'rPh':
        this.#inPhonetic = true;
        return;
      case 'mergeCell':
        this.#merge(attributeOf(attributes, 'ref') ?? '');
        return;
      case 'hyperlink':
        this.#link(linkOf(attributes));
    }
  }

  text(piece: string): void {
    if (this.#formulaText !== null && this.#formulaText.length < MAX_FORMULA_CHARACTERS)
      this.#formulaText += piece;
    if (!this.#collects || this.#text === null) return;
    this.#runs?.text(piece);
    this.#setText(this.#text + piece);
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell();
    else if (name === 'f') this.#closeFormula();
    else if (name === 'v' || name === 't') this.#collects = false;
    else if (name === 'rPh') this.#inPhonetic = false;
    else if (name === 'row') this.#closeRow();
  }

  #openRow(attributes: Attributes): void {
    const given = attributeOf(attributes, 'r');
    this.#row = given === undefined ? this.#row + 1 : Number(given);
    if (!Number.isInteger(this.#row) || this.#row < 1 || this.#row > MAX_ROW)
      throw new Error(`it has a row "${given ?? this.#row}", which no sheet can have`);
    this.#cells = [];
    this.#sorted = true;
    this.#column = -1;
    if (isOn(attributes.hidden) && this.#hiddenRows.length < MAX_HIDDEN) this.#hiddenRows.push(this.#row);
  }

  #hideColumns({ hidden, min, max }: Attributes): void {
    const [first, last] = [Number(min) - 1, Number(max) - 1];
    if (!isOn(hidden) || !(first >= 0) || !(last >= first) || this.#hiddenColumns.length >= MAX_HIDDEN)
      return;
    this.#hiddenColumns.push([first, Math.min(last, MAX_COLUMN - 1)]);
  }

  #openCell(reference: string | undefined, style: string | undefined, type = 'n'): void {
    this.#column = reference === undefined ? this.#column + 1 : columnIn(reference, this.#row);
    if (this.#column >= MAX_COLUMN)
      throw new Error(`row ${this.#row} has more columns than a sheet can have`);
    this.#type = type;
    this.#style = style === undefined ? 0 : Number(style);
    this.#text = null;
    this.#formula = false;
    this.#runs = null;
  }

  #setText(text: string): void {
    this.#text = text;
    if (text.length > MAX_CELL_CHARACTERS)
      throw new Error(`the text of a cell in row ${this.#row} is longer than any spreadsheet keeps`);
  }

  #closeFormula(): void {
    const text = this.#formulaText ?? '';
    this.#formulaText = null;
    const target =
      text === '' && this.#shared !== null ? this.#sharedLinks.get(this.#shared) : linkInFormula(text);
    if (target === null || target === undefined) return;
    if (this.#shared !== null) this.#sharedLinks.set(this.#shared, target);
    this.#link({ cell: cellAddress(this.#row, this.#column), relation: null, target });
  }

  #link(link: RawLink | null): void {
    if (link === null) return;
    if (this.#links.length >= MAX_LINKS) throw new Error(`it holds more than ${MAX_LINKS} links`);
    this.#links.push(link);
  }

  #closeCell(): void {
    // A cell that only has a look holds nothing, and there can be millions of those.
    if (this.#text === null && !this.#formula) return;
    const [type, text] = this.#value(this.#text ?? '');
    if (text === '' && !this.#formula) return;
    this.#count += 1;
    this.#counted(text.length);
    if (this.#count > MAX_CELLS) throw new Error(`it holds more than ${MAX_CELLS} cells`);
    const last = this.#cells.at(-1);
    if (last && last.column >= this.#column) this.#sorted = false;
    const cell = { column: this.#column, text, type, formula: this.#formula };
    const struck = this.#struckBy(this.#text ?? '');
    this.#cells.push(struck === null ? cell : { ...cell, struck });
  }

  /** By runs of the text where they say so, else by the look of the cell. */
  #struckBy(raw: string): Struck | null {
    const runs = this.#type === 's' ? this.#world.strings.struck.get(Number(raw)) : this.#runs?.struck;
    return runs ?? (this.#world.formats[this.#style]?.isStruck === true ? 'whole' : null);
  }

  #value(raw: string): readonly [CellType, string] {
    switch (this.#type) {
      case 's': {
        const text = this.#world.strings.texts[Number(raw)];
        if (text === undefined)
          throw new Error(
            `a cell in row ${this.#row} points at the text ${raw}, which the file does not have`,
          );
        return ['text', text];
      }
      case 'inlineStr':
      case 'str':
        return ['text', unescapeText(raw)];
      case 'b':
        return ['boolean', raw.trim() === '1' || raw.trim() === 'true' ? 'TRUE' : 'FALSE'];
      case 'e':
        return ['error', raw];
      case 'd':
        return ['date', raw.trim().replace(/(T00:00:00)?(\.0+)?Z?$/, '')];
      default:
        return this.#number(raw.trim());
    }
  }

  #number(raw: string): readonly [CellType, string] {
    if (raw === '') return ['number', ''];
    const number = Number(raw);
    if (!Number.isFinite(number)) return ['text', raw];
    if (this.#world.formats[this.#style]?.isDate === true) {
      const date = dateText(number, this.#world.from1904);
      if (date !== null) return ['date', date];
    }
    return ['number', String(number)];
  }

  #closeRow(): void {
    if (this.#cells.length === 0) return;
    const cells = this.#sorted ? this.#cells : withoutDoubles(this.#cells, this.#row);
    this.#rows.push({ number: this.#row, cells });
  }

  #merge(reference: string): void {
    const [first, last] = reference.split(':').map(readAddress);
    if (!first) return;
    if (this.#merges.length >= MAX_MERGES) throw new Error(`it merges more than ${MAX_MERGES} areas`);
    this.#merges.push(areaOf(first, last ?? first));
  }
}

function columnIn(reference: string, row: number): number {
  const address = readAddress(reference);
  if (!address) throw new Error(`row ${row} has a cell "${reference}", which is no address`);
  return address.column;
}

function withoutDoubles(cells: readonly Cell[], row: number): readonly Cell[] {
  const sorted = [...cells].sort((a, b) => a.column - b.column);
  for (const [index, cell] of sorted.entries())
    if (sorted[index + 1]?.column === cell.column) throw new Error(`row ${row} has one cell twice`);
  return sorted;
}
