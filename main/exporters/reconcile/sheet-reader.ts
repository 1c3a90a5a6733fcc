/** A row as it stands in a sheet: texts and numbers by column, `null` where the sheet has no value. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly (string | number | null)[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of XML character data: entities, then Excel's own `_x0041_` escapes. */
function decodeText(raw: string): string {
  const text = raw.includes('&')
    ? raw.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (whole, name: string) => {
        if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
        if (name.startsWith('#')) return String.fromCodePoint(Number.parseInt(name.slice(1), 10));
        return ENTITIES[name] ?? whole;
      })
    : raw;
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;
}

/** 0-based column of a cell address such as `AB12`; -1 when it is none. */
function columnOf(address: string): number {
  let column = 0;
  for (let index = 0; index < address.length; index += 1) {
    const code = address.charCodeAt(index);
    if (code < 65 || code > 90) return column - 1;
    column = column * 26 + code - 64;
  }
  return -1;
}

const attribute = (tag: string, name: string): string | undefined => {
  const start = tag.indexOf(` ${name}="`);
  if (start < 0) return undefined;
  const from = start + name.length + 3;
  return tag.slice(from, tag.indexOf('"', from));
};

/**
 * Reads a worksheet part piece by piece and gives its rows as they end. Knows inline strings, formula strings and numbers
 * (what Demarc writes), not shared strings. Throws when elements do not close in order.
 */
export class SheetReader {
  #rest = '';
  readonly #open: string[] = [];
  #closed = false;
  #row: (string | number | null)[] = [];
  #rowNumber = 0;
  #column = -1;
  #type: string | undefined;
  #text: string | null = null;

  /** Takes the next piece; gives the rows that it completed. */
  push(piece: string): readonly SheetRow[] {
    const xml = this.#rest + piece;
    const rows: SheetRow[] = [];
    let at = 0;
    for (;;) {
      const start = xml.indexOf('<', at);
      if (start < 0) break;
      const end = xml.indexOf('>', start);
      if (end < 0) break;
      if (this.#text !== null && start > at) this.#text += decodeText(xml.slice(at, start));
      const row = this.#tag(xml.slice(start + 1, end));
      if (row) rows.push(row);
      at = end + 1;
    }
    this.#rest = xml.slice(at);
    return rows;
  }

  end(): void {
    if (!this.#closed || this.#open.length > 0 || this.#rest.trim() !== '')
      throw new Error('a sheet ends in the middle');
  }

  #tag(tag: string): SheetRow | undefined {
    const first = tag.charCodeAt(0);
    if (first === 0x3f || first === 0x21) return undefined;
    if (first === 0x2f) return this.#close(tag.slice(1).trimEnd());
    const empty = tag.endsWith('/');
    const space = tag.search(/[\s/]/);
    const name = space < 0 ? tag : tag.slice(0, space);
    if (this.#closed) throw new Error('a sheet goes on after its end');
    this.#open.push(name);
    if (name === 'row') {
      this.#row = [];
      this.#rowNumber = Number(attribute(tag, 'r') ?? this.#rowNumber + 1);
    } else if (name === 'c') {
      this.#column = columnOf(attribute(tag, 'r') ?? '');
      if (this.#column < 0) throw new Error(`a cell of row ${this.#rowNumber} has no address`);
      this.#type = attribute(tag, 't');
      this.#text = null;
    } else if (name === 't' || name === 'v') this.#text ??= '';
    return empty ? this.#close(name) : undefined;
  }

  #close(name: string): SheetRow | undefined {
    if (this.#open.pop() !== name) throw new Error(`</${name}> closes something else in a sheet`);
    if (this.#open.length === 0) this.#closed = true;
    if (name === 'c') {
      this.#row[this.#column] = this.#value();
      this.#text = null;
    } else if (name === 'row') {
      const cells = Array.from(this.#row, (cell) => cell ?? null);
      return { number: this.#rowNumber, cells };
    }
    return undefined;
  }

  #value(): string | number | null {
    if (this.#text === null) return null;
    if (this.#type === 'inlineStr' || this.#type === 'str') return this.#text;
    if (this.#type === undefined || this.#type === 'n') return Number(this.#text);
    throw new Error(`a cell of row ${this.#rowNumber} has the unexpected type ${this.#type}`);
  }
}
