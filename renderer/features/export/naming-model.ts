import {
  COLUMN_TAKES,
  type ColumnTakes,
  type FormHeadings,
  type NamedColumns,
} from '../../../main/contract/forms.ts';
import { TAKES_WORDS } from '../../../main/domain/forms/named-columns.ts';
import { capital } from '../../../main/domain/words/capital.ts';
import type { Option } from '../../components/field/field.tsx';

/** What somebody says of the columns of one sheet. */
interface NamedSheet {
  readonly sheet: string;
  readonly row: number;
  /** Id of the framework whose control ids the form has; '' where how they are written tells. */
  readonly framework: string;
  /** By the letter of the column. */
  readonly takes: Readonly<Record<string, ColumnTakes>>;
}
/** What somebody says of the columns of a form while they say it: the sheet that is shown, and what was said of others before. */
export interface Naming extends NamedSheet {
  readonly others: readonly NamedSheet[];
}

/** The headings that a form was refused with, the same object each time; null where it was refused for something else. */
export const headingsIn = (details: unknown): FormHeadings | null =>
  hasSheets(details) && details.sheets.length > 0 ? details : null;
const hasSheets = (details: unknown): details is FormHeadings =>
  details !== null && typeof details === 'object' && Array.isArray(Reflect.get(details, 'sheets'));

/** The rows of a sheet that may be its headings, and of them the widest, which the others mostly stand above or below. */
const widest = ({ rows }: FormHeadings['sheets'][number]): number =>
  [...rows].sort((a, b) => b.headings.length - a.headings.length || a.row - b.row)[0]?.row ?? 1;

/** Where the naming of a sheet begins: at the widest row of the sheet that has the widest one, or of the one that is wanted. */
export function beginNaming({ sheets }: FormHeadings, wanted?: string): Naming | null {
  const width = (entry: FormHeadings['sheets'][number]) =>
    Math.max(...entry.rows.map(({ headings }) => headings.length));
  const sheet =
    sheets.find((entry) => entry.sheet === wanted) ?? [...sheets].sort((a, b) => width(b) - width(a))[0];
  return sheet ? { sheet: sheet.sheet, row: widest(sheet), framework: '', takes: {}, others: [] } : null;
}

export const headingRows = ({ sheets }: FormHeadings, { sheet }: Naming) =>
  sheets.find((entry) => entry.sheet === sheet)?.rows ?? [];

/** The naming with another sheet shown; what was said of this one stays. */
export function withSheet(headings: FormHeadings, naming: Naming, sheet: string): Naming {
  const { others: before, ...shown } = naming;
  const all = [...before, ...(Object.keys(shown.takes).length > 0 ? [shown] : [])];
  const next = all.find((each) => each.sheet === sheet) ?? beginNaming(headings, sheet) ?? shown;
  return { ...next, others: all.filter((each) => each.sheet !== sheet) };
}

/** What the form is asked to be filled in with, a table for each sheet; none where no column takes anything. */
export function namedBy({ others, ...shown }: Naming): readonly NamedColumns[] {
  return [...others, shown].flatMap(({ sheet, row, framework, takes }) => {
    const columns = Object.entries(takes).map(([at, what]) => ({ takes: what, at }));
    return columns.length === 0
      ? []
      : [{ sheet, headingRow: row, ...(framework === '' ? {} : { framework }), columns }];
  });
}

export const NOTHING = 'nothing';
/** What a column can take, as a reader chooses it. */
export const TAKES_OPTIONS: readonly Option<ColumnTakes | typeof NOTHING>[] = [
  { value: NOTHING, label: 'Nothing' },
  ...COLUMN_TAKES.map((takes) => ({ value: takes, label: capital(TAKES_WORDS[takes]) })),
];

/** The naming with another choice for one column. */
export function withTakes(naming: Naming, letter: string, takes: ColumnTakes | typeof NOTHING): Naming {
  const { [letter]: _, ...others } = naming.takes;
  return { ...naming, takes: takes === NOTHING ? others : { ...others, [letter]: takes } };
}
