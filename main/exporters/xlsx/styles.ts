import type ExcelJS from 'exceljs';
import type { Severity } from '../../contract/gaps.ts';
import { OWNERSHIP_STYLES, type OwnershipKey } from '../../domain/duties/ownership.ts';
import type { Book } from './book.ts';

export const COLORS = {
  ink: '1F2933',
  muted: '5B626D',
  rule: 'C9D0D8',
  strongRule: '7B8794',
  header: 'E8EDF3',
  band: 'F4F6F9',
  link: '1F4B8F',
  rest: 'E4E7EB',
} as const;

/** `#RRGGBB` of the domain's styles as `RRGGBB`. */
export const plainColor = (color: string): string => color.replace('#', '');
const argb = (color: string) => ({ argb: `FF${plainColor(color)}` });
const solid = (color: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: argb(color) });
const line = (style: ExcelJS.BorderStyle, color: string): Partial<ExcelJS.Border> => ({
  style,
  color: argb(color),
});
const font = (more: Partial<ExcelJS.Font> & { ink?: string } = {}): Partial<ExcelJS.Font> => {
  const { ink = COLORS.ink, ...rest } = more;
  return { name: 'Calibri', size: 10, color: argb(ink), family: 2, ...rest };
};

const GRID: Partial<ExcelJS.Borders> = {
  top: line('thin', COLORS.rule),
  bottom: line('thin', COLORS.rule),
  left: line('thin', COLORS.rule),
  right: line('thin', COLORS.rule),
};
/** The same with a stronger line above: where a new service begins. */
const GRID_TOP: Partial<ExcelJS.Borders> = { ...GRID, top: line('medium', COLORS.strongRule) };

/** What a cell is there for: to be read, to be filled in where the rest is locked, or to show what is worked out. */
export type CellUse = 'read' | 'filled' | 'computed';
const USES: Readonly<Record<CellUse, Partial<ExcelJS.Style>>> = {
  read: {},
  filled: { protection: { locked: false } },
  computed: { fill: solid(COLORS.band) },
};

const TOP: Partial<ExcelJS.Alignment> = { vertical: 'top', wrapText: true };
const CENTER: Partial<ExcelJS.Alignment> = { horizontal: 'center', vertical: 'middle' };

/** Two-colour cells fade from one party's colour to the next; a single owner's cell is plain. */
function ownershipFill(keys: readonly OwnershipKey[]): ExcelJS.Fill {
  const [first = 'unanswered', ...more] = keys;
  if (more.length === 0) return solid(OWNERSHIP_STYLES[first].fill);
  return {
    type: 'gradient',
    gradient: 'angle',
    degree: 0,
    stops: keys.map((key, index) => ({
      position: index / (keys.length - 1),
      color: argb(OWNERSHIP_STYLES[key].fill),
    })),
  };
}
function ruleFill(color: Partial<ExcelJS.Color>): ExcelJS.Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: color, bgColor: color };
}
const ownershipInk = (keys: readonly OwnershipKey[]): string =>
  keys.length === 1 ? OWNERSHIP_STYLES[keys[0] ?? 'unanswered'].ink : COLORS.ink;

const SEVERITY_FILL: Readonly<Record<Severity, string>> = { high: 'F6C9C4', medium: 'FBE3B4', low: 'E3EAF3' };

const grid = (top: boolean) => (top ? GRID_TOP : GRID);

/** The line of marks that a sheet begins with; it may run on over the cells beside it. */
export const MARK_LINE: Partial<ExcelJS.Style> = {
  font: font({ bold: true }),
  alignment: { vertical: 'middle' },
};

/** Titles, headings and bands. */
const headStyles = (book: Book) => ({
  title: book.style({ font: font({ size: 18, bold: true }), alignment: { vertical: 'middle' } }),
  subtitle: book.style({ font: font({ size: 11, ink: COLORS.muted }), alignment: { vertical: 'top' } }),
  heading: book.style({
    font: font({ size: 13, bold: true }),
    alignment: { vertical: 'bottom' },
    border: { bottom: line('medium', COLORS.strongRule) },
  }),
  paragraph: book.style({ font: font({ size: 11 }), alignment: TOP }),
  hint: book.style({ font: font({ ink: COLORS.muted, italic: true }), alignment: { vertical: 'top' } }),
  label: book.style({ font: font({ bold: true }), alignment: TOP, border: GRID, fill: solid(COLORS.band) }),
  header: book.style({
    font: font({ bold: true }),
    fill: solid(COLORS.header),
    alignment: { vertical: 'middle', wrapText: true },
    border: { ...GRID, bottom: line('medium', COLORS.strongRule) },
  }),
  headerNumber: book.style({
    font: font({ bold: true }),
    fill: solid(COLORS.header),
    alignment: { vertical: 'middle', horizontal: 'right', wrapText: true },
    border: { ...GRID, bottom: line('medium', COLORS.strongRule) },
  }),
  /** Heading of a recipient's own layout, which may run over two rows. */
  layoutHeader: book.style({
    font: font({ bold: true }),
    fill: solid(COLORS.header),
    alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
    border: GRID,
  }),
  /** A mark or a short word in a column of them. */
  mark: book.style({
    font: font(),
    alignment: { vertical: 'top', horizontal: 'center', wrapText: true },
    border: GRID,
  }),
  rotated: book.style({
    font: font({ bold: true }),
    fill: solid(COLORS.header),
    alignment: { textRotation: 90, horizontal: 'center', vertical: 'bottom', wrapText: true },
    border: GRID,
  }),
  rotatedDetail: book.style({
    font: font({ size: 8, ink: COLORS.muted }),
    fill: solid(COLORS.header),
    alignment: { textRotation: 90, horizontal: 'center', vertical: 'bottom', wrapText: true },
    border: { ...GRID, bottom: line('medium', COLORS.strongRule) },
  }),
  band: book.style({
    font: font({ bold: true }),
    fill: solid(COLORS.rest),
    alignment: { vertical: 'middle' },
    border: { top: line('thin', COLORS.rule), bottom: line('thin', COLORS.rule) },
  }),
});

/** Cells that hold a text or a number, whatever it says. */
const plainStyles = (book: Book) => ({
  text: (top = false, use: CellUse = 'read') =>
    book.style({ font: font(), alignment: TOP, border: grid(top), ...USES[use] }),
  key: (top = false, use: CellUse = 'read') =>
    book.style({ font: font({ bold: true }), alignment: TOP, border: grid(top), ...USES[use] }),
  mono: book.style({ font: font({ name: 'Consolas', size: 9, family: 3 }), alignment: TOP, border: GRID }),
  number: book.style({ font: font(), alignment: { vertical: 'top' }, border: GRID, numFmt: '#,##0' }),
  /** A number that a formula gives. */
  computed: book.style({
    font: font(),
    alignment: { vertical: 'top' },
    border: GRID,
    numFmt: '#,##0',
    ...USES.computed,
  }),
  /** The same, where none is shown as nothing. */
  counted: book.style({
    font: font(),
    alignment: { vertical: 'top' },
    border: GRID,
    numFmt: '#,##0;-#,##0;',
    ...USES.computed,
  }),
  percent: book.style({
    font: font(),
    alignment: { vertical: 'top' },
    border: GRID,
    numFmt: '0.0%',
    ...USES.computed,
  }),
  total: book.style({
    font: font({ bold: true }),
    alignment: { vertical: 'top' },
    border: { ...GRID, top: line('medium', COLORS.strongRule) },
    numFmt: '#,##0',
  }),
});

/** Cells whose look says something of what they hold. */
const tellingStyles = (book: Book) => ({
  date: (top = false, use: CellUse = 'read') =>
    book.style({
      font: font(),
      alignment: { vertical: 'top', horizontal: 'left' },
      border: grid(top),
      numFmt: 'yyyy-mm-dd',
      ...USES[use],
    }),
  instant: (top = false, use: CellUse = 'read') =>
    book.style({
      font: font(),
      alignment: { vertical: 'top', horizontal: 'left' },
      border: grid(top),
      numFmt: 'yyyy-mm-dd hh:mm',
      ...USES[use],
    }),
  link: (top = false, use: CellUse = 'read') =>
    book.style({
      font: font({ ink: COLORS.link, underline: true }),
      alignment: TOP,
      border: grid(top),
      ...USES[use],
    }),
  severity: (severity: Severity) =>
    book.style({
      font: font({ bold: true }),
      fill: solid(SEVERITY_FILL[severity]),
      alignment: { vertical: 'top' },
      border: GRID,
    }),
  /** A cell of the register: the words of an answer on its colours. */
  ownershipWords: (keys: readonly OwnershipKey[], top = false, use: CellUse = 'read') =>
    book.style({
      font: font({ bold: true, ink: ownershipInk(keys) }),
      fill: ownershipFill(keys),
      alignment: TOP,
      border: grid(top),
      ...USES[use],
    }),
  /** A cell of the matrix: the letters of an answer on its colours. */
  ownershipLetters: (keys: readonly OwnershipKey[]) =>
    book.style({
      font: font({ bold: true, ink: ownershipInk(keys) }),
      fill: ownershipFill(keys),
      alignment: CENTER,
      border: GRID,
    }),
  notAsked: book.style({ fill: solid(COLORS.band), border: GRID }),
});

/** What a cell takes on by a rule: an owner's colours, a colour of its own, or neither. In a rule a plain fill is a background. */
export const ruleLooks = {
  owned: (keys: readonly OwnershipKey[]): Partial<ExcelJS.Style> => {
    const fill = ownershipFill(keys);
    return {
      font: { bold: true, color: argb(ownershipInk(keys)) },
      fill: fill.type === 'pattern' && fill.fgColor ? ruleFill(fill.fgColor) : fill,
    };
  },
  unknown: { font: { italic: true, color: argb('9B1C12') }, fill: ruleFill(argb('FFFFFF')) },
  late: { font: { bold: true, color: argb('9B1C12') } },
  coloured: (fill: string, ink: string): Partial<ExcelJS.Style> => ({
    font: { color: argb(ink) },
    fill: ruleFill(argb(fill)),
  }),
};

/** Every look used in the file, by name; each call registers with the book on first use. */
export const makeStyles = (book: Book) => ({
  ...headStyles(book),
  ...plainStyles(book),
  ...tellingStyles(book),
});
export type Styles = ReturnType<typeof makeStyles>;

/** Footer with title, digest and page numbers; Excel allows 255 characters, takes `&` for a code, and a digit behind a size for a part of it. */
export function footer(title: string, digest: string): string {
  const short = title.length > 80 ? `${title.slice(0, 79)}…` : title;
  return `&L&8&"-,Regular"${short.replaceAll('&', '&&')}&C&8&A&R&8Digest ${digest.slice(0, 12)}   Page &P of &N`;
}

/** Header with the mark that a file bears. The size stands before the font: a mark that begins with a digit would belong to it. */
export const header = (mark: string): string => `&R&8&"-,Bold"${mark.replaceAll('&', '&&')}`;
