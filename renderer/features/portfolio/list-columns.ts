import type { PortfolioList } from '../../../main/domain/portfolio/lists.ts';
import type { ListColumn } from '../../../main/domain/report/report-list.ts';
import {
  asChosen,
  type ChosenColumn,
  columnsText,
  columnsThatFit,
  readColumns,
} from '../../components/columns-dialog/chosen-columns.ts';

/** Lists of which a narrow window cannot show all columns: what a reader wants first comes first, and what there is no room for is left out. */
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
/** Room that the scroll bar takes. */
const SCROLL_BAR = 16;

/** A column of a list on the screen, under the head that it has in documents. */
interface SizedColumn {
  readonly id: string;
  readonly header: string;
  readonly width: number;
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
  const all = list.columns.map(sized);
  const ids = all.map(({ id }) => id);
  const own = readColumns(address, ids);
  const chosen = own ?? columnsThatFit(all, BY_NEED[list.name] ?? ids, roomFor(list, all, room));
  return { all, chosen, shown: asChosen(all, chosen), own: own !== null };
}
/** A list without an order of need is narrow enough, and is shown whole. */
const roomFor = ({ name }: PortfolioList, all: readonly SizedColumn[], room: number): number =>
  name in BY_NEED ? Math.max(room - SCROLL_BAR, all[0]?.width ?? 0) : Number.POSITIVE_INFINITY;

/** The address of columns with one of them as wide as somebody drew it. */
export const resized = ({ chosen }: ListLayout, id: string, width: number): string =>
  columnsText(chosen.map((entry) => (entry.id === id ? { ...entry, width } : entry)));

/** Pixels for the characters of a sheet's column; long texts take what is left. */
function sized({ header: id, width, kind }: ListColumn): SizedColumn {
  const header = SHORT_HEADS[id] ?? id;
  const head = Math.ceil((header.length + (header.match(/[mw]/gi)?.length ?? 0) / 2) * 8.4) + 30;
  if (kind !== 'text') return { id, header, width: Math.max(kind === 'date' ? 112 : 68, head) };
  const text = Math.max(Math.min(width * 6 + 16, 180), head);
  return { id, header, width: text, ...(width >= 30 ? { grow: 1 } : {}) };
}
