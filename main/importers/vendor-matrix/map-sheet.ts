import type { ColumnMapping, Meaning, SheetMapping } from '../../contract/claims.ts';
import type { GivenMapping } from '../../contract/methods/claims.ts';
import { idScheme, OWN_IDS } from '../../domain/controls/control-ids.ts';
import { columnLetters } from '../../domain/sheets/cell-address.ts';
import type { Row } from '../sheets/book.ts';
import { columnsNamingPeople } from './cells/people.ts';
import { lettersAcross, ownersAcross } from './columns/by-cells.ts';
import { type Headings, headingPlaces, headingsAt, recogniseHeadings } from './columns/heading.ts';
import { mapColumns, saidOfCases, saidTwice } from './columns/map-columns.ts';
import { namesClauses, namesOtherFramework } from './ids/framework-headings.ts';
import { type ControlColumn, settleControls } from './ids/ids.ts';
import { isGuidance, layoutOf, TWO_PARTIES } from './layouts.ts';
import { headsPhases, holdsSteps, isTracker, ownsFaults } from './lists.ts';
import { type Grid, gridOf } from './tables/grid.ts';
import { tableAlone } from './tables/table-alone.ts';
import { type Around, whoseInstead } from './whose.ts';
import { AS_WRITTEN, clip, type Rename } from './words.ts';

/** A mapping that was remembered for sheets with the same headings. */
export type SavedSheet = Pick<GivenMapping[number], 'scheme' | 'columns' | 'words' | 'headerRows'>;

export type MappedSheet =
  | {
      readonly mapping: SheetMapping;
      readonly controls: readonly ControlColumn[];
      readonly unknown?: never;
      /** What has to be said before it can be read, and what is told of its cells until then; absent where nothing has. */
      readonly asks?: string;
      readonly unsaid?: string;
      /** How ids were said to be written below the same headings, which counts where they do not tell by themselves. */
      readonly remembered?: string;
      /** As what its ids were read, in words, where that is not plain. */
      readonly told?: string;
      /** What is to be said of a framework that was named for ids and settled none, in words. */
      readonly passedOver?: string;
    }
  | {
      readonly mapping: SheetMapping;
      readonly controls: null;
      readonly why: string;
      /** Nobody said so, and neither its name nor its headings tell what it holds. */
      readonly unknown?: true;
      /** What the table is in the place of a matrix, where that is known. */
      readonly tells?: string;
    };

/**
 * Finds out what a sheet means: as a person said, as it was said of the same headings before, or by recognition. `framework` is how ids are written that
 * may be those of several frameworks.
 */
export function mapSheet(
  grid: Grid,
  sheet: string,
  book: string,
  given: GivenMapping[number] | undefined,
  saved: ReadonlyMap<string, SavedSheet> | undefined,
  rename: Rename,
  framework?: string,
): MappedSheet {
  const found = mapAsFound(grid, sheet, book, given, saved, rename);
  if (found.controls === null) return found;
  const { columns: mapped, headerRow, origin } = found.mapping;
  const another = origin === 'given' ? null : whoseInstead(grid, mapped, headerRow, { sheet, book }, rename);
  if (another !== null) {
    const tells = `By "${another}" it is another party's and not the vendor's, so nothing in it was read. Take it in under whoever it is of; if it is the vendor's all the same, say in a mapping what its columns mean.`;
    return { ...none(sheet, tells, 'none'), tells };
  }
  if (found.asks !== undefined) return found;
  const [first] = found.controls;
  if (found.controls.some(({ hasClauses }) => hasClauses))
    return {
      ...found,
      told: CLAUSES,
      ...(framework !== undefined && { passedOver: passedOver(found, framework) }),
    };
  const isOpen = found.controls.every(({ mayBe, isOther }) => isOther || mayBe.length > 0);
  if (first === undefined || !isOpen)
    return framework === undefined ? found : { ...found, passedOver: passedOver(found, framework) };
  const { columns } = found.mapping;
  const heading = columns.find(({ column }) => column === first.column)?.header ?? '';
  // What was said below a heading that names the framework was said in spite of it, and holds below the same one.
  const isSame = first.mayBe.some((each) => each.startsWith(nameOf(found.remembered)));
  const isNamed = namesOtherFramework(heading) || namesClauses(heading);
  const remembered = isSame || isNamed ? found.remembered : undefined;
  const chosen = framework ?? remembered;
  if (chosen === undefined)
    return first.isOther
      ? { ...found, told: asOther(heading) }
      : { ...found, asks: whichFramework(first, heading), unsaid: UNSAID };
  const headings = headingsAt(grid, found.mapping.headerRow, found.mapping.headerRows);
  const settled = settleControls(grid, headings, columns, NOWHERE, [], chosen, rename);
  return {
    ...found,
    ...(framework === undefined && { told: asRemembered(heading, nameOf(chosen)) }),
    mapping: { ...found.mapping, columns: settled.columns, scheme: idScheme(chosen)?.id ?? null },
    controls: settled.controls,
  };
}

const UNSAID = 'It is not said yet of which framework the ids are.';
const ofPhases = (heading: string): string =>
  `"${heading}" may be of the phases of a project: what was read beside it as duties may be work that ends. Check that it is a matrix of duties.`;
/** Why what was said of ids changed nothing, and whether it contradicts them. */
function passedOver(
  { controls, mapping }: MappedSheet & { readonly controls: readonly ControlColumn[] },
  framework: string,
): string {
  const said = `that they are ${framework === OWN_IDS ? "the vendor's own" : `of ${nameOf(framework)}`}, as was said,`;
  const known = controls.find(({ scheme }) => scheme !== null);
  if (known === undefined)
    return `Its rows are called by names and not by ids: ${said} was not needed and changed nothing.`;
  const heading = mapping.columns.find(({ column }) => column === known.column)?.header ?? '';
  const ids = `The ids below "${heading}" are those of ${known.scheme?.name ?? ''}`;
  return controls.some(({ scheme }) => scheme?.id === framework)
    ? `${ids} by themselves: ${said} was not needed.`
    : `${ids}, by themselves or by what names them, and were read as such: ${said} contradicts this and was passed over.`;
}
/** Where it is said of which framework ids are, nothing around them is asked. */
const NOWHERE: Around = { sheet: '', book: '' };

const nameOf = (scheme: string | undefined): string =>
  (scheme === undefined ? undefined : idScheme(scheme)?.name) ?? '\n';
const asRemembered = (heading: string, name: string): string =>
  `The ids below "${heading}" are read as those of ${name}, as was said of a table with the same headings. If they are of another, say it: "Control ids of" on the screen, --framework on the command line.`;
const CLAUSES =
  'Numbers without an A among ids of Annex A are taken for clauses of ISO 27001 itself, and kept as of no framework that is known here: 7.2 is not A.7.2.';
const asOther = (heading: string): string =>
  `The ids below "${heading}" are of another framework, or of an older edition, than those whose controls are known here, by what names it or by the ids themselves. They are kept as of none. If they are of one that is known, say it: "Control ids of" on the screen, --framework on the command line.`;
const whichFramework = ({ mayBe }: ControlColumn, heading: string): string =>
  `The ids below "${heading}" may be those of ${mayBe.slice(0, -1).join(', ')} or ${mayBe.at(-1)}, and what stands around them does not say of which, so nothing was read. Name the framework in the heading, as in "${mayBe[0]} requirement", or say it: "Control ids of" on the screen, --framework on the command line.`;

function mapAsFound(
  grid: Grid,
  sheet: string,
  book: string,
  given: GivenMapping[number] | undefined,
  saved: ReadonlyMap<string, SavedSheet> | undefined,
  rename: Rename,
): MappedSheet {
  const around: Around = { sheet, book };
  if (given) {
    if (!given.matrix || given.headerRow === 0)
      return none(sheet, 'The sheet is left aside in the mapping.', 'given');
    const headings = headingsAt(grid, given.headerRow, Math.max(1, given.headerRows));
    return asSaid(grid, sheet, around, headings, given, 'given', rename);
  }
  if (saved && saved.size > 0)
    for (const headings of headingPlaces(grid)) {
      const known = saved.get(headings.fingerprint);
      if (known && known.headerRows === headings.rows)
        return asSaid(grid, sheet, around, headings, known, 'saved', rename);
    }
  if (grid.cells.length === 0) return none(sheet, 'The sheet is empty.', 'none');
  if (isGuidance(sheet)) return none(sheet, 'By its name the sheet holds guidance and no matrix.', 'none');
  const found = recogniseHeadings(grid, around, rename);
  const tells = found ? null : otherIn(grid, rename);
  if (tells !== null) return { ...none(sheet, tells, 'none'), tells };
  if (!found)
    return {
      ...none(sheet, 'The sheet holds no responsibility matrix that is recognised.', 'none'),
      unknown: true,
    };
  const { layout, headings } = found;
  const phases = layout.id === TWO_PARTIES ? headsPhases(found.columns) : null;
  return {
    ...(found.named.length > 0 && { told: ofNames(found.named) }),
    ...(phases !== null && { told: ofPhases(phases) }),
    ...(saidOfCases(found.cases) ?? saidTwice(headings, layout, rename)),
    mapping: {
      sheet,
      matrix: true,
      layout: layout.id,
      layoutTitle: layout.title,
      headerRow: headings.row,
      headerRows: headings.rows,
      scheme: found.controls.find(({ scheme }) => scheme !== null)?.scheme?.id ?? null,
      columns: found.columns,
      words: [],
      fingerprint: headings.fingerprint,
      origin: 'recognised',
    },
    controls: found.controls,
  };
}

function none(
  sheet: string,
  why: string,
  origin: 'given' | 'none',
): MappedSheet & { readonly controls: null } {
  const mapping: SheetMapping = {
    sheet,
    matrix: false,
    layout: null,
    layoutTitle: null,
    headerRow: 0,
    headerRows: 0,
    scheme: null,
    columns: [],
    words: [],
    fingerprint: null,
    origin,
  };
  return { mapping, controls: null, why };
}

/** What a person said of a sheet stands; a column that they said nothing of is not known. */
function asSaid(
  grid: Grid,
  sheet: string,
  around: Around,
  headings: Headings,
  said: SavedSheet,
  origin: 'given' | 'saved',
  rename: Rename,
): MappedSheet {
  const meanings = new Map(said.columns.map(({ column, meaning }) => [column, meaning]));
  const texts = new Map(headings.texts.map(({ column, parts }) => [column, parts.join(' / ')]));
  const columns = [...new Set([...texts.keys(), ...meanings.keys()])]
    .filter((column) => texts.has(column) || column <= grid.lastColumn)
    .sort((a, b) => a - b)
    .map((column): ColumnMapping => {
      const meaning = meanings.get(column) ?? 'unknown';
      return {
        column,
        letter: columnLetters(column),
        header: texts.get(column) ?? '',
        meaning,
        confidence: meaning === 'unknown' ? 'none' : 'given',
      };
    });
  const recognised = recogniseHeadings(grid, around, rename);
  // The seat that a layout speaks from is the layout's, whoever corrected its columns.
  const layout = recognised?.headings.row === headings.row ? layoutOf(recognised.layout.id) : undefined;
  const settledAs = (scheme: string | null) =>
    settleControls(grid, headings, columns, around, [], scheme, rename);
  // Other tables have the same headings, and ids of another framework below them.
  const itself =
    origin === 'saved' && said.scheme !== null && said.scheme !== OWN_IDS ? settledAs(null) : null;
  const tells = itself?.controls.some(
    (column) => column.scheme !== null || column.isOther || column.mayBe.length > 0,
  );
  const scheme = tells ? null : said.scheme;
  const settled = tells && itself ? itself : settledAs(scheme);
  return {
    ...(tells && said.scheme !== null && { remembered: said.scheme }),
    mapping: {
      sheet,
      matrix: true,
      layout: layout?.id ?? null,
      layoutTitle: layout?.title ?? null,
      headerRow: headings.row,
      headerRows: headings.rows,
      scheme: scheme ?? settled.controls.find(({ scheme }) => scheme !== null)?.scheme?.id ?? null,
      columns: settled.columns,
      words: said.words,
      fingerprint: headings.fingerprint,
      origin,
    },
    controls: settled.controls,
  };
}

/** What the first rows of a sheet are as a vendor's matrix, by the rule by which it is read: what each of two parties does, answers to questions, or one by controls; null for none. */
export function matrixAmong(
  rows: readonly Row[],
  book: string,
): 'of two parties' | 'of questions' | 'of controls' | null {
  const { table: grid } = tableAlone(gridOf({ rows, merges: [] }));
  const found = recogniseHeadings(grid, { sheet: '', book }, AS_WRITTEN);
  if (found === null) return null;
  if (found.columns.some(({ meaning }) => meaning === 'answer')) return 'of questions';
  const isOfNames = found.controls.every(({ scheme }) => scheme === null);
  return found.layout.id === TWO_PARTIES && isOfNames ? 'of two parties' : 'of controls';
}

/** What the first rows of a sheet are that begin as a matrix does and are none, in words; null where that is not known. */
export const otherAmong = (rows: readonly Row[]): string | null =>
  otherIn(tableAlone(gridOf({ rows, merges: [] })).table, AS_WRITTEN);

function otherIn(grid: Grid, rename: Rename): string | null {
  const layout = layoutOf(TWO_PARTIES);
  if (layout === undefined) return null;
  const mapped = [...headingPlaces(grid)].map((headings) => ({
    headings,
    columns: mapColumns(headings, layout, rename),
    first: headings.row + headings.rows,
  }));
  const ofParties = mapped.filter(({ columns }) =>
    NAMED.every((each) => columns.some(({ meaning }) => meaning === each)),
  );
  for (const { columns, first } of ofParties.slice(0, MOST_PLACES)) {
    const people = columnsNamingPeople(grid, columns, first);
    if (people.length > 0)
      return `It names people below ${people.map(({ header }) => `"${header}"`).join(' and ')}, and does not say what ${people.length > 1 ? 'each of the two' : 'that party'} has to do. Mark there who does it, as with an X, or say what is done.`;
  }
  if (mapped.some(({ columns }) => ownsFaults(columns)))
    return 'It is a list of what was found, feared or asked for, with whoever sees to it, and no matrix of who has to do what.';
  const work = mapped.some(
    ({ columns, first }) =>
      isTracker(columns) ||
      (columns.some(({ meaning }) => meaning === 'owner') && holdsSteps(grid, columns, first)),
  );
  if (work)
    return 'It is a list of work with its owners and days or states, as a tracker has, and no matrix of what a provider and a customer have to do.';
  for (const { headings, columns } of mapped.slice(0, MOST_PLACES)) {
    const across = ownersAcross(grid, headings, columns, rename);
    if (across.length > 0) return ofSeveralCases(across);
    const lettered = lettersAcross(grid, headings, columns);
    if (lettered.length > 0) return ofUnknownParties(lettered);
  }
  return null;
}
const quoted = (columns: readonly ColumnMapping[]): string =>
  columns.map(({ header }) => `"${clip(header, 60)}"`).join(', ');
const ofNames = (named: readonly ColumnMapping[]): string =>
  `One same name stands in every row below ${quoted(named)}: it was kept beside each row, and not taken for who does it.`;
const ofUnknownParties = (lettered: readonly ColumnMapping[]): string =>
  `Letters of a RACI stand below ${quoted(lettered)}, and which of these are the provider's and which the customer's is not known, so nothing was read. Say in a mapping what the rows are called by and whose each column is.`;
const ofSeveralCases = (across: readonly ColumnMapping[]): string =>
  `Owners stand below ${quoted(across)}, each for a case of its own, and read as one they would be both, so nothing was read. Take in one case at a time: say in a mapping what the rows are called by and which of these columns is that of owners, and leave the others aside.`;
const NAMED: readonly Meaning[] = ['control', 'vendor', 'customer'];
/** The columns below headings are gone through for each place where these may stand. */
const MOST_PLACES = 4;
