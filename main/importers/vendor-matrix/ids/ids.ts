import type { ColumnMapping } from '../../../contract/claims.ts';
import {
  areBareNumbers,
  beginsWithId,
  type ControlId,
  ID_SCHEMES,
  type IdScheme,
  idScheme,
  OWN_IDS,
  parseControlIds,
} from '../../../domain/controls/control-ids.ts';
import { frameworksIn, type NamedFramework } from '../../../domain/controls/framework-names.ts';
import {
  alikeIn,
  areClausesBeside,
  beginsWithNumber,
  editionsOf,
  hasOthers,
} from '../../../domain/controls/other-ids.ts';
import { isOfFormerCaiq } from '../../../domain/controls/questionnaire-editions.ts';
import { namesServices } from '../../../domain/services/guess-columns.ts';
import { namesFoot, namesSum } from '../../../domain/words/sums.ts';
import type { Headings } from '../columns/heading.ts';
import { isNothing, namesTasks, numbersQuestions } from '../layouts.ts';
import type { Grid } from '../tables/grid.ts';
import { type Around, beneathVendor } from '../whose.ts';
import { fold, type Rename } from '../words.ts';
import { namesClauses, namesMapping, namesOtherFramework } from './framework-headings.ts';
import { type FrameworksOfRows, frameworksOfRows, idsByRow } from './frameworks-of-rows.ts';
import { holdsParts } from './parts-of-rows.ts';

/** Rows looked at to tell how ids are written. */
const SAMPLED_ROWS = 300;
/** At least this share of the cells must be ids. */
const ENOUGH = 0.5;

/** The texts of a column from which its ids are told. */
export function* sampled(
  grid: Grid,
  headings: Pick<Headings, 'row' | 'rows'>,
  column: number,
): Generator<string> {
  const first = headings.row + headings.rows;
  const last = Math.min(grid.lastRow, first + SAMPLED_ROWS);
  for (let row = first; row <= last; row += 1) {
    const cell = grid.source(row, column);
    // A text alone in its row is the title of a section, whatever it looks like.
    if (cell && !isNothing(cell.text) && grid.rowCells(row).length > 1) yield cell.text;
  }
}
const shareOf = (texts: readonly string[], scheme: IdScheme): number =>
  texts.filter((text) => beginsWithId(text, scheme)).length / Math.max(1, texts.length);

/** How the ids of a column are written. */
interface Spelling {
  /** Null where in no way that is known. */
  readonly scheme: IdScheme | null;
  /** The frameworks of which they may be, where they are several and nothing names one. */
  readonly mayBe: readonly string[];
  /** Whether a framework is named that is not known here, and whose they may be. */
  readonly isOther: boolean;
}
const NONE: Spelling = { scheme: null, mayBe: [], isOther: false };
/** What has numbers alone for ids as well, and is not known here. */
const NUMBERED_SO = ['the CIS Controls', 'another'];

const OTHER: Spelling = { ...NONE, isOther: true };

const NAMED_AMONG = 40;
const LONGEST = 200;
/** What may name the framework of a column, the nearest first: its heading; the sheet and what stands above the headings; the file; the other headings. */
function namesAround(
  grid: Grid,
  { row, rows }: Pick<Headings, 'row' | 'rows'>,
  header: string,
  { sheet, book }: Around,
): readonly (readonly NamedFramework[])[] {
  const top = grid.cells.slice(0, NAMED_AMONG);
  const lines = (cells: typeof top) => cells.map(({ text }) => text.slice(0, LONGEST));
  return [
    [header],
    [sheet, ...lines(top.filter((cell) => cell.row < row))],
    [book],
    lines(top.filter((cell) => cell.row >= row && cell.row < row + rows && !namesMapping(cell.text))),
  ].map((texts) => frameworksIn(texts.join('\n')));
}

/** How the ids of a column are written, by themselves and by what names a framework in the heading or around the table. */
function spellingOf(
  grid: Grid,
  headings: Pick<Headings, 'row' | 'rows'>,
  { column, header }: Pick<ColumnMapping, 'column' | 'header'>,
  around: Around,
  only: readonly string[],
  numbersRows: boolean,
): Spelling {
  const texts = [...sampled(grid, headings, column)];
  // 5.1 is an id of several frameworks, whatever the headings look like.
  const isBare = areBareNumbers(texts);
  if (namesOtherFramework(header) || (isBare && namesClauses(header))) return OTHER;
  const rated = ID_SCHEMES.map((scheme) => ({ scheme, share: shareOf(texts, scheme) })).filter(
    ({ share }) => share >= ENOUGH,
  );
  const best = Math.max(0, ...rated.map(({ share }) => share));
  const fitting = rated.filter(({ share }) => share >= best - 0.1).map(({ scheme }) => scheme);
  if (fitting.length === 0) return NONE;
  const withClauses = fitting.find(({ id }) => areClausesBeside(texts, id));
  const others = isBare ? NUMBERED_SO : fitting.flatMap(({ id }) => alikeIn(texts, id) ?? []);
  const names = namesAround(grid, headings, header, around);
  const isFitting = ({ scheme }: NamedFramework) =>
    scheme === null ? others.length > 0 : fitting.some(({ id }) => id === scheme);
  const nearest = names.map((each) => each.filter(isFitting)).find((each) => each.length > 0) ?? [];
  const named = fitting.filter(({ id }) => nearest.some(({ scheme }) => scheme === id));
  const namesUnknown = nearest.some(({ scheme }) => scheme === null);
  if (named.length === 0) {
    // `2.1 Amazon S3` below a heading of services or tasks is numbered as sections are, unless the framework is named.
    const isNumbered = numbersRows || namesTasks(header) || numbersServices(grid, headings, column);
    if (isNumbered && mostlyNumbered(texts)) return NONE;
    if (namesUnknown) return OTHER;
  }
  const mayBe = [
    ...(named.length > 0 ? named : fitting).map(({ name }) => name),
    ...(named.length === 0 ? others : namesUnknown ? ['another'] : []),
  ];
  if (mayBe.length > 1 && withClauses === undefined) return { ...NONE, mayBe };
  // Other standards have clauses and an annex of the same numbers.
  const isOfOther = names.flat().some(({ scheme }) => scheme === null) && named.length === 0;
  if (withClauses !== undefined && isOfOther) return OTHER;
  const [first] =
    withClauses !== undefined
      ? [withClauses].filter(({ id }) => only.length === 0 || only.includes(id))
      : (named.length > 0 ? named : fitting).filter(({ id }) => only.length === 0 || only.includes(id));
  if (first === undefined) return NONE;
  if (withClauses === undefined && hasOthers(texts, first.id)) return OTHER;
  // A.7.1 of 2013 is another control than that of 2022.
  const said = names
    .slice(0, -1)
    .flat()
    .filter(({ scheme, editions }) => scheme === first.id && editions.length > 0);
  if (said.length > 0) return said.some(({ isKnown }) => isKnown) ? { ...NONE, scheme: first } : OTHER;
  if (first.id === 'csa-ccm' && isOfFormerCaiq(headingsOf(grid, headings), texts)) return OTHER;
  const editions = editionsOf(texts, first.id);
  return editions.length > 0 ? { ...NONE, mayBe: editions } : { ...NONE, scheme: first };
}

const headingsOf = (grid: Grid, { row, rows }: Pick<Headings, 'row' | 'rows'>): readonly string[] =>
  grid.cells
    .filter((cell) => cell.row >= row && cell.row < row + rows)
    .map(({ text }) => text.slice(0, LONGEST));
/** Whether all are plain numbers, as those of rows are. */
export function holdsNumbers(texts: Iterable<string>): boolean {
  const all = [...texts];
  return all.length > 0 && all.every((text) => /^\s*\d{1,5}\.?\s*$/.test(text));
}
/** Whether a column numbers services, as `1. Amazon S3` above `1.1 Patch hosts`. */
function numbersServices(grid: Grid, { row, rows }: Pick<Headings, 'row' | 'rows'>, column: number): boolean {
  const last = Math.min(grid.lastRow, row + rows + SAMPLED_ROWS);
  for (let at = row + rows; at <= last; at += 1)
    if (/^\s*\d[\d.]{0,10}[):]?\s+(?:Amazon|AWS)\s/.test(grid.source(at, column)?.text ?? '')) return true;
  return false;
}
const isAddress = (text: string): boolean => /^\s*https?:\/\//i.test(text);
function mostlyNumbered(texts: Iterable<string>): boolean {
  const all = [...texts];
  return all.filter((text) => /^\s*\d/.test(text)).length * 2 >= all.length;
}

export interface ControlColumn extends Spelling {
  readonly column: number;
  /** How the ids of each row are written, where another column names the framework of each. */
  readonly byRow?: FrameworksOfRows['byRow'] | undefined;
  /** Clauses of ISO 27001 stand among the controls of its Annex A, and are of no framework that is known here. */
  readonly hasClauses?: boolean | undefined;
}
/** How the ids of each row are written where clauses of ISO 27001 stand among those of Annex A, which alone are controls; null elsewhere. */
function annexOf(
  grid: Grid,
  headings: Pick<Headings, 'row' | 'rows'>,
  column: number,
  scheme: IdScheme | null,
): FrameworksOfRows['byRow'] | null {
  if (scheme === null || !areClausesBeside([...sampled(grid, headings, column)], scheme.id)) return null;
  const byRow = new Map<number, IdScheme | null>();
  for (let row = headings.row + headings.rows; row <= grid.lastRow; row += 1)
    byRow.set(row, beginsWithNumber(grid.text(row, column)) ? null : scheme);
  return byRow;
}
/** What the number of a row is called. */
const OF_ROWS =
  /^(ids?|refs?|references?|no|nos|nr|numbers?|nummer|key|item|row|line|pos|position|referenz|référence|riferimento|referentie|referencia)$/u;
/** A control is asked about by several questions, and mostly named beside the first of them alone. */
const questionsFirst = (a: ColumnMapping, b: ColumnMapping): number =>
  Number(numbersQuestions(b.header)) - Number(numbersQuestions(a.header));
/** Whether a heading is that of the numbers of rows. */
export const namesRows = (heading: string): boolean => OF_ROWS.test(fold(heading));
/**
 * Which of the columns that could hold ids do: those whose cells are ids. A second one with the same ids is a title, one
 * without is the row's own number. Several columns under one heading, as with mappings, all stay.
 */
export function settleControls(
  grid: Grid,
  headings: Pick<Headings, 'row' | 'rows'>,
  columns: readonly ColumnMapping[],
  around: Around,
  schemes: readonly string[],
  given: string | null,
  rename: Rename,
): { readonly columns: readonly ColumnMapping[]; readonly controls: readonly ControlColumn[] } {
  const wanted = given === null ? undefined : idScheme(given);
  const isGiven = wanted !== undefined || given === OWN_IDS;
  const ofNames = columns.filter(({ header }) => namesTasks(header) || namesServices(header));
  /** Whether a column numbers services or tasks that stand beside it. */
  const numbersTasks = (entry: ColumnMapping) =>
    namesRows(entry.header) && ofNames.some(({ column }) => column !== entry.column);
  const named = given === OWN_IDS ? null : frameworksOfRows(grid, headings, columns);
  const candidates = columns
    .filter(({ meaning }) => meaning === 'control')
    .map((entry): ColumnMapping & Omit<ControlColumn, 'column'> => {
      // A layout of one framework has no rows of several.
      const byRow = named === null || schemes.length > 0 ? null : idsByRow(grid, entry.column, named);
      if (named !== null && byRow !== null) return { ...entry, ...NONE, scheme: named.scheme, byRow };
      const spelt = isGiven
        ? { ...NONE, scheme: wanted ?? null }
        : spellingOf(grid, headings, entry, around, schemes, numbersTasks(entry));
      const annex = annexOf(grid, headings, entry.column, spelt.scheme);
      return { ...entry, ...spelt, ...(annex !== null && { byRow: annex, hasClauses: true }) };
    });
  const readable = candidates.filter(({ scheme }) => scheme !== null);
  // Where nothing is an id of a framework, services are what is spoken of, whatever stands before them, and the rows' own numbers are not.
  const ofServices = candidates.filter(({ header }) => namesServices(header));
  const isNumber = (entry: ColumnMapping) =>
    readable.length === 0 &&
    entry.meaning === 'control' &&
    !namesTasks(entry.header) &&
    (ofServices.length > 0 || holdsNumbers(sampled(grid, headings, entry.column)) || numbersBarely(entry));
  const numbersBarely = (entry: ColumnMapping) =>
    !isGiven && numbersTasks(entry) && areBareNumbers([...sampled(grid, headings, entry.column)]);
  const others = candidates.filter((entry) => !ofServices.includes(entry));
  const numbers = others.filter(isNumber);
  const leading = (
    readable.length > 0
      ? readable
      : [...ofServices, ...others.filter((entry) => !numbers.includes(entry)), ...numbers]
  ).toSorted(questionsFirst);
  const kept: typeof candidates = [];
  for (const entry of leading) {
    const [first] = kept;
    const same = first && first.header !== entry.header && first.scheme === entry.scheme;
    if (!same || entry.confidence === 'given') kept.push(entry);
  }
  const isKept = (entry: ColumnMapping) =>
    // An empty column under the same heading waits for a further id.
    kept.some(({ column, header }) => column === entry.column || header === entry.header);
  const taken = columns.some((entry) => entry.meaning === 'label' || (isNumber(entry) && !isKept(entry)));
  // Beside the rows' own numbers what stands next to names are tasks, however short.
  const isNamed = readable.length === 0 && !columns.some(({ meaning }) => meaning === 'title');
  const isOfRows = kept.some(({ byRow, hasClauses }) => byRow !== undefined && hasClauses !== true);
  const settled = columns.map((entry) => {
    const isOfFrameworks = isOfRows && entry.column === named?.column;
    if (entry.meaning === 'unknown' && (isOfFrameworks || holdsParts(grid, headings, entry)))
      return { ...entry, meaning: 'note' as const, confidence: 'sure' as const };
    if (entry.meaning !== 'control' || entry.confidence === 'given' || isKept(entry)) return entry;
    const texts = [...sampled(grid, headings, entry.column)];
    if (isNumber(entry))
      return { ...entry, meaning: texts.some(isAddress) ? ('note' as const) : ('label' as const) };
    // To what the controls of a questionnaire are mapped says nothing of its questions.
    if (namesMapping(entry.header))
      return { ...entry, meaning: 'note' as const, confidence: 'likely' as const };
    const long = texts.filter((text) => /\S\s+\S/.test(text)).length > texts.length / 2;
    const meaning =
      long || (taken && isNamed) ? ('title' as const) : taken ? ('note' as const) : ('label' as const);
    return { ...entry, meaning, confidence: 'likely' as const };
  });
  return {
    columns: beneathVendor(settled, rename),
    controls: kept.map(({ column, scheme, mayBe, isOther, byRow, hasClauses }) => ({
      column,
      scheme,
      mayBe,
      isOther,
      byRow,
      hasClauses,
    })),
  };
}

/** What is longer and alone in its row is a remark; beside what it says of parties a task may be told at length. */
const MAX_NAME = { alone: 120, among: 1000 } as const;

/** What a sign in the table leads to, alone in its row: "* on request only". */
const NOTE = /^[*\u2020\u2021\u00b9\u00b2\u00b3]/;

/** The ids of a cell: none where it stands for nothing, null where it cannot be read. */
export function idsOf(
  text: string,
  scheme: IdScheme | null,
  stands: keyof typeof MAX_NAME = 'alone',
): readonly ControlId[] | null {
  if (isNothing(text)) return [];
  if (scheme) return parseControlIds(text, scheme);
  const folded = text.replace(/\s+/g, ' ').trim();
  // What counts the marks above it, or says who made the table, is none.
  if (namesSum(folded) || namesFoot(folded) || (stands === 'alone' && NOTE.test(folded))) return null;
  return folded.length <= MAX_NAME[stands] ? [{ control: folded, part: null }] : null;
}
