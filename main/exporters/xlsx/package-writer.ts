import type ExcelJS from 'exceljs';
// The writer alone: with its reader and its model of a whole workbook, loading takes twice as long.
import WorkbookWriter from 'exceljs/lib/stream/xlsx/workbook-writer.js';

/** A name of the workbook and the cells that it stands for, such as `Register!$H$2:$H$442`. */
export interface DefinedName {
  readonly name: string;
  readonly area: string;
}

// What exceljs's types leave out of what it has.
const PlainWriter = WorkbookWriter as unknown as new (
  options: Partial<ExcelJS.stream.xlsx.WorkbookStreamWriterOptions> & { readonly created: Date },
) => ExcelJS.stream.xlsx.WorkbookWriter & {
  readonly zip: { append(source: unknown, entry: { readonly name: string; readonly date?: Date }): unknown };
  _definedNames: unknown;
};

const TYPES = 'application/vnd.openxmlformats-officedocument.';
const CONTENT_TYPES = {
  table: `${TYPES}spreadsheetml.table+xml`,
  drawing: `${TYPES}drawing+xml`,
  chart: `${TYPES}drawingml.chart+xml`,
} as const;

const APPLICATION = 'docProps/app.xml';
/** Parts of exceljs that say more or something else here. */
const AMENDED: ReadonlySet<string> = new Set([APPLICATION, '[Content_Types].xml']);

/**
 * The package around the sheets. exceljs dates every part by the clock, names another program as the one that wrote it, and has no
 * tables or charts. Here every part has the report's own date, so that the same report gives the same bytes, and further parts
 * are taken in beside its own.
 */
export class PackageWriter extends PlainWriter {
  #version = '';
  readonly #names: { readonly name: string; readonly ranges: readonly string[] }[] = [];
  readonly #types: string[] = [];
  readonly #counts = { table: 0, drawing: 0, chart: 0 };

  /** The version of Demarc, as the package states it beside the name. */
  set version(version: string) {
    this.#version = version;
  }

  define(names: readonly DefinedName[]): void {
    this.#names.push(...names.map(({ name, area }) => ({ name, ranges: [area] })));
    this._definedNames = { model: this.#names };
  }

  /** What exceljs's constructor appends first. */
  override addThemes(): Promise<void> {
    const { zip, created } = this;
    const append = zip.append.bind(zip);
    // The first part comes while the constructor runs, before anything of this class is there.
    zip.append = (source, entry) =>
      append(
        typeof source === 'string' && AMENDED.has(entry.name) ? this.#amended(source, entry.name) : source,
        {
          ...entry,
          date: created,
        },
      );
    return super.addThemes();
  }

  /** The number, from 1, and the path of the next part of a kind. */
  nextPart(kind: keyof typeof CONTENT_TYPES): { readonly number: number; readonly path: string } {
    this.#counts[kind] += 1;
    const number = this.#counts[kind];
    return { number, path: `${kind}s/${kind}${number}.xml` };
  }

  /** Takes a part in under the path that `nextPart` gave. */
  addPart(kind: keyof typeof CONTENT_TYPES, path: string, xml: string): void {
    this.#types.push(`<Override PartName="/xl/${path}" ContentType="${CONTENT_TYPES[kind]}"/>`);
    this.zip.append(xml, { name: `xl/${path}` });
  }

  /** Takes in what a part leads to. */
  addRelations(path: string, xml: string): void {
    this.zip.append(xml, { name: `xl/${path}` });
  }

  #amended(xml: string, name: string): string {
    if (name === APPLICATION)
      return replaced(
        replaced(xml, /<Application>[^<]*</, '<Application>Demarc<'),
        /<AppVersion>[^<]*<\/AppVersion>/,
        this.#version === '' ? '' : `<AppVersion>${applicationVersion(this.#version)}</AppVersion>`,
      );
    return replaced(xml, '</Types>', `${this.#types.join('')}</Types>`);
  }
}

function replaced(xml: string, what: string | RegExp, by: string): string {
  const found = xml.replace(what, by);
  if (found === xml && by !== what) throw new Error('exceljs writes another package than it did.');
  return found;
}

/** `0.2.0` as the two numbers of at most two and four digits that a package may state: `0.0002`. */
function applicationVersion(version: string): string {
  const [major = '0', minor = '0'] = version.split('.');
  const digits = (text: string, most: number) => text.replace(/\D/g, '').slice(0, most) || '0';
  return `${digits(major, 2)}.${digits(minor, 4).padStart(4, '0')}`;
}
