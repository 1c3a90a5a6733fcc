import {
  COLUMN_TAKES,
  type ColumnTakes,
  type FormHeadings,
  type NamedColumns,
} from '../../../main/contract/forms.ts';
import { TAKES_WORDS } from '../../../main/domain/forms/named-columns.ts';
import { capital } from '../../../main/domain/words/capital.ts';
import type { Option } from '../../components/field/field.tsx';

/** What somebody says of the columns of a form while they say it. */
export interface Naming {
  readonly sheet: string;
  readonly row: number;
  /** Id of the framework whose control ids the form has; '' where how they are written tells. */
  readonly framework: string;
  /** By the letter of the column. */
  readonly takes: Readonly<Record<string, ColumnTakes>>;
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
  return sheet ? { sheet: sheet.sheet, row: widest(sheet), framework: '', takes: {} } : null;
}

export const headingRows = ({ sheets }: FormHeadings, { sheet }: Naming) =>
  sheets.find((entry) => entry.sheet === sheet)?.rows ?? [];

/** What the form is asked to be filled in with; nothing where no column takes anything. */
export function namedBy({ sheet, row, framework, takes }: Naming): NamedColumns | null {
  const columns = Object.entries(takes).map(([at, what]) => ({ takes: what, at }));
  return columns.length === 0
    ? null
    : { sheet, headingRow: row, ...(framework === '' ? {} : { framework }), columns };
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
