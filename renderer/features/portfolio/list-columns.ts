import type { PortfolioList } from '../../../main/domain/portfolio/lists.ts';
import type { ListColumn } from '../../../main/domain/report/report-list.ts';
import {
  asChosen,
  type ChosenColumn,
  columnsText,
  columnsThatFit,
  readColumns,
} from '../../components/columns-dialog/chosen-columns.ts';

/** Where there is no room for all columns, what a reader wants first comes first; of lists that are not named here, as they stand. */
const BY_NEED: Readonly<Record<string, readonly string[]>> = {
  Workbooks: [
    'Workbook',
    'Asked',
    'Answered',
    'High gaps',
    'Expired evidence',
    'Unit',
    'Signed',
    'Published',
    'Expiring evidence',
    'Medium gaps',
    'Low gaps',
    'Trend',
    'Implemented',
    'Open actions',
    'Other copies',
    'Organisation',
    'Revision',
  ],
  Differences: ['Duty', 'Owner', 'Workbooks', 'Service', 'Reasons', 'Duties', 'Not as suggested', 'Domain'],
  Changes: [
    'Workbook',
    'How',
    'Answered before',
    'Answered',
    'Gaps before',
    'Gaps',
    'Unit',
    'Published',
    'Asked before',
    'Asked',
    'Revision before',
    'Revision',
  ],
};
/** What a head may leave out beside the others of its list; a document has room for all of it. */
const SHORT_HEADS: Readonly<Record<string, string>> = {
  // Right beside the high ones.
  'Medium gaps': 'Medium',
  'Low gaps': 'Low',
  'Expired evidence': 'Expired',
  'Expiring evidence': 'Expiring',
};
/** So much of a text can be read at a glance. */
const LEAST_TEXT = 128;
/** Room that the scroll bar takes. */
const SCROLL_BAR = 16;

/** A column of a list on the screen, under the head that it has in documents. */
interface SizedColumn {
  readonly id: string;
  readonly header: string;
  readonly width: number;
  /** What is left of it where room is short. */
  readonly least: number;
  readonly grow?: number;
}
export interface ListLayout {
  readonly all: readonly SizedColumn[];
  readonly chosen: readonly ChosenColumn[];
  readonly shown: readonly SizedColumn[];
  /** Whether somebody chose them; else they are what fits. */
  readonly own: boolean;
}

/** Which columns of a list are shown, in which order and how wide: those of the address, else those that the room has a place for. */
export function layoutOf(list: PortfolioList, address: string | undefined, room: number): ListLayout {
  const all = growing(list.columns.map(sized));
  const ids = all.map(({ id }) => id);
  const own = readColumns(address, ids);
  if (own !== null) return { all, chosen: own, shown: asChosen(all, own), own: true };
  const left = Math.max(room - SCROLL_BAR, all[0]?.width ?? 0);
  const shown = narrowed(all, left) ?? asChosen(all, columnsThatFit(all, BY_NEED[list.name] ?? ids, left));
  return { all, chosen: shown.map(({ id }) => ({ id })), shown, own: false };
}

/** Columns of which one at least takes what room is left: the first, where none is a long text. */
const growing = (all: readonly SizedColumn[]): readonly SizedColumn[] =>
  all.some(({ grow }) => grow !== undefined)
    ? all
    : all.map((column, at) => (at === 0 ? { ...column, grow: 1 } : column));

/** All columns, with texts as narrow as the room has it; null where there is no room for all of them. */
function narrowed(all: readonly SizedColumn[], room: number): readonly SizedColumn[] | null {
  const sum = (of: (column: SizedColumn) => number) => all.reduce((total, column) => total + of(column), 0);
  const lacking = sum(({ width }) => width) - room;
  const givable = sum(({ width, least }) => width - least);
  if (lacking > givable) return null;
  return lacking <= 0
    ? all
    : all.map((column) => ({
        ...column,
        width: Math.floor(column.width - ((column.width - column.least) * lacking) / givable),
      }));
}

/** The address of columns with one of them as wide as somebody drew it. */
export const resized = ({ chosen }: ListLayout, id: string, width: number): string =>
  columnsText(chosen.map((entry) => (entry.id === id ? { ...entry, width } : entry)));

/** Pixels for the characters of a sheet's column; long texts take what is left. */
function sized({ header: id, width, kind }: ListColumn): SizedColumn {
  const header = SHORT_HEADS[id] ?? id;
  const head = Math.ceil((header.length + (header.match(/[mw]/gi)?.length ?? 0) / 2) * 8.4) + 30;
  const fixed = Math.max(kind === 'date' ? 112 : 68, head);
  if (kind !== 'text') return { id, header, width: fixed, least: fixed };
  const text = Math.max(Math.min(width * 6 + 16, 180), head);
  return {
    id,
    header,
    width: text,
    least: Math.min(text, LEAST_TEXT),
    ...(width >= 30 ? { grow: width } : {}),
  };
}
