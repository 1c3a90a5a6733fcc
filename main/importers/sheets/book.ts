import { invalidInput } from '../../contract/errors.ts';
import type { Area } from '../../domain/sheets/cell-address.ts';
import { readHead } from '../files/head.ts';
import { FORM_BYTES, unreadablePackage } from '../files/unreadable.ts';
import { type CellComment, readComments } from './comments.ts';
import { KeptRows } from './kept-rows.ts';
import { MAX_SHEETS } from './limits.ts';
import { type CellLink, type RawLink, resolveLinks } from './links.ts';
import { Package, type Relation } from './package.ts';
import type { Struck } from './strike.ts';
import { readSharedStrings } from './strings.ts';
import { readFormats } from './styles.ts';
import { type CellWorld, type HiddenParts, Worksheet } from './worksheet.ts';
import { attributeOf } from './xml.ts';

export { type Area, cellAddress, readAddress } from '../../domain/sheets/cell-address.ts';
export type { CellComment } from './comments.ts';
export type { CellLink } from './links.ts';

export type CellType = 'text' | 'number' | 'boolean' | 'date' | 'error';
/** A cell that holds something. A formula gives the value that was saved with it, which may be empty; it is never computed. */
export interface Cell {
  /** From 0. */
  readonly column: number;
  /** Dates as ISO text, numbers as short as they go, TRUE and FALSE, errors such as `#N/A`. */
  readonly text: string;
  readonly type: CellType;
  readonly formula: boolean;
  /** Only where all of the text, or some of it, is struck through. */
  readonly struck?: Struck;
}
export interface Row {
  /** From 1, as the program shows it. */
  readonly number: number;
  /** Only those that hold something, from left to right. */
  readonly cells: readonly Cell[];
  /** Of a table in Markdown, the first row below a line of dashes: the number of that line, above which the headings stand. */
  readonly dashes?: number;
  /** A line of text beside a table in Markdown, which is no row of it. */
  readonly isText?: true;
}
export interface Sheet {
  readonly name: string;
  readonly state: 'visible' | 'hidden' | 'very-hidden';
  readonly kind: 'cells' | 'chart';
}
export interface ReadSheet {
  readonly rows: readonly Row[];
  readonly merges: readonly Area[];
}

export interface Book {
  readonly sheets: readonly Sheet[];
  /** What was left alone in it: macros, links to other files. */
  readonly notes: readonly string[];
  /** The rows that hold something, in batches. INVALID_INPUT names the part that is damaged. A chart has none. */
  rows(sheet: string): AsyncGenerator<readonly Row[]>;
  /** Its merged areas; known once its rows were read to the end. */
  merges(sheet: string): readonly Area[];
  /** Its hidden rows and columns; known once its rows were read to the end. */
  hidden(sheet: string): HiddenParts;
  /** Cells that lead somewhere; known once its rows were read to the end. */
  links(sheet: string): Promise<readonly CellLink[]>;
  /** What people wrote beside cells, in the order of the file. */
  comments(sheet: string): Promise<readonly CellComment[]>;
  close(): Promise<void>;
}
interface Options {
  readonly signal?: AbortSignal;
}

/**
 * Opens an Excel workbook (.xlsx, .xlsm; strict and transitional) for reading its cells. Nothing in it is run, followed or expanded.
 * `name` is what messages call it. INVALID_INPUT for what is damaged, encrypted, binary or too large.
 */
export async function openBook(path: string, name: string, { signal }: Options = {}): Promise<Book> {
  const source = await Package.open(path, name);
  try {
    return await readBook(source, path, name, signal);
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function readBook(
  source: Package,
  path: string,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Book> {
  const main = await findWorkbook(source, path, name);
  const relations = await source.relations(main);
  const targets = new Map(relations.map((relation) => [relation.id, relation]));
  const { from1904, entries } = await readWorkbook(source, main);
  if (entries.length === 0)
    throw invalidInput(`${name} is not an Excel workbook with sheets. Give an .xlsx file.`);
  const sheets: (Sheet & { readonly part: string | null })[] = [];
  for (const entry of entries) {
    const relation = targets.get(entry.relation);
    const part = relation && source.find(relation.target, main);
    if (!relation || part === undefined)
      throw invalidInput(
        `${name}: the sheet "${entry.name}" is named but is not in the file. Get the file again from whoever made it.`,
      );
    const kind = relation.type === 'worksheet' ? 'cells' : 'chart';
    if (sheets.some((sheet) => sheet.part === part))
      throw invalidInput(
        `${name}: two of its sheets are one part of the file, which no spreadsheet program writes. Get the file again from whoever made it.`,
      );
    sheets.push({ name: entry.name, state: entry.state, kind, part: kind === 'cells' ? part : null });
  }
  let world: Promise<CellWorld> | undefined;
  const load = () => {
    world ??= loadWorld(source, main, relations, from1904, signal);
    return world;
  };
  const sheetNamed = (wanted: string) => {
    const sheet = sheets.find((each) => each.name === wanted);
    if (!sheet) throw invalidInput(`${name} has no sheet "${wanted}".`);
    return sheet;
  };
  async function* through(wanted: string): AsyncGenerator<Worksheet> {
    const { part } = sheetNamed(wanted);
    const worksheet = new Worksheet(await load(), source.cellTexts());
    if (part === null) return;
    for await (const _ of source.read(part, worksheet, signal)) yield worksheet;
  }
  const merges = new Map<string, readonly Area[]>();
  const links = new Map<string, readonly RawLink[]>();
  const hidden = new Map<string, HiddenParts>();
  const kept = new KeptRows();
  return {
    sheets: sheets.map(({ name: title, state, kind }) => ({ name: title, state, kind })),
    notes: notesOn(source),
    async *rows(wanted) {
      const before = kept.read(wanted);
      if (before) {
        yield* before;
        return;
      }
      const keeping = kept.begin(wanted);
      for await (const worksheet of through(wanted)) {
        const rows = worksheet.takeRows();
        keeping.take(rows);
        if (rows.length > 0) yield rows;
        merges.set(wanted, worksheet.merges);
        hidden.set(wanted, worksheet.hidden);
        links.set(wanted, worksheet.links);
      }
      keeping.end();
    },
    merges: (wanted) => merges.get(wanted) ?? [],
    hidden: (wanted) => hidden.get(wanted) ?? { rows: [], columns: [] },
    async links(wanted) {
      const found = links.get(wanted) ?? [];
      const { part } = sheetNamed(wanted);
      return part === null || found.length === 0 ? [] : resolveLinks(found, await source.relations(part));
    },
    async comments(wanted) {
      const { part } = sheetNamed(wanted);
      return part === null ? [] : readComments(source, part, signal);
    },
    close: () => source.close(),
  };
}

async function findWorkbook(source: Package, path: string, name: string): Promise<string> {
  const root = await source.relations('');
  const target = root.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const part = source.find(target);
  if (part?.toLowerCase().endsWith('.bin') || source.hasLike(/(^|\/)workbook\.bin$/))
    throw invalidInput(
      `${name} is a binary workbook (.xlsb). Open it in Excel and save it as an Excel workbook (.xlsx), then try again.`,
    );
  const other = unreadablePackage(source.names, await readHead(path, FORM_BYTES));
  if (other) throw invalidInput(`${name} is ${other.what}. ${other.instead}`);
  if (part === undefined)
    throw invalidInput(
      `${name} is a ZIP file without a workbook in it. Give an Excel workbook (.xlsx) or a CSV.`,
    );
  return part;
}

interface SheetEntry {
  readonly name: string;
  readonly state: Sheet['state'];
  readonly relation: string;
}

async function readWorkbook(source: Package, part: string) {
  let from1904 = false;
  const entries: SheetEntry[] = [];
  await source.readAll(part, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributeOf(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      if (entries.length >= MAX_SHEETS) throw new Error(`it has more than ${MAX_SHEETS} sheets`);
      const state = attributes.state;
      entries.push({
        name: attributes.name ?? '',
        state: state === 'veryHidden' ? 'very-hidden' : state === 'hidden' ? 'hidden' : 'visible',
        relation: attributeOf(attributes, 'id') ?? '',
      });
    },
  });
  return { from1904, entries };
}

async function loadWorld(
  source: Package,
  main: string,
  relations: readonly Relation[],
  from1904: boolean,
  signal: AbortSignal | undefined,
): Promise<CellWorld> {
  const partOf = (type: string) => {
    const relation = relations.find((each) => each.type === type);
    return relation && source.find(relation.target, main);
  };
  const strings = partOf('sharedStrings');
  const styles = partOf('styles');
  return {
    from1904,
    strings:
      strings === undefined
        ? { texts: [], struck: new Map() }
        : await readSharedStrings(source, strings, signal),
    formats: styles === undefined ? [] : await readFormats(source, styles),
  };
}

function notesOn(source: Package): readonly string[] {
  const notes: string[] = [];
  if (source.hasLike(/vbaproject\.bin$/)) notes.push('It holds macros; they were left out and never run.');
  if (source.hasLike(/\/externallinks\//))
    notes.push(
      'Some of its formulas point at other files; those were not opened, the values saved here were read.',
    );
  return notes;
}
