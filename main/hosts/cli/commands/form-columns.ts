import { Option } from 'commander';
import { invalidInput } from '../../../contract/errors.ts';
import { COLUMN_TAKES, type ColumnTakes, type NamedColumns } from '../../../contract/forms.ts';
import { TAKES_WORDS } from '../../../domain/forms/named-columns.ts';

const KINDS = COLUMN_TAKES.map((takes) => `${takes} (${TAKES_WORDS[takes]})`).join(', ');

export const COLUMNS_OPTION = new Option(
  '--columns <list>',
  `with --fill: what the columns of the form take, where its headings do not tell, each by letter or heading, as in "control=B,owner=D,text=What you do", and of several sheets each with its own, as in "control=CRM!B,owner=CRM!D,control=CIS!A,status=CIS!E": ${KINDS}`,
);

const isKind = (word: string): word is ColumnTakes => COLUMN_TAKES.some((takes) => takes === word);

/** The columns that were named; undefined where none are. INVALID_INPUT for what is no list of them. */
export function namedColumns(options: {
  readonly columns?: string;
  readonly sheet?: string;
  readonly headingRow?: string;
  readonly framework?: string;
}): NamedColumns | undefined {
  const { columns, sheet, headingRow, framework } = options;
  if (columns === undefined) {
    if (sheet !== undefined || headingRow !== undefined)
      throw invalidInput('--sheet and --heading-row say where the columns are: name them with --columns.');
    return undefined;
  }
  const row = Number(headingRow ?? 1);
  if (!Number.isInteger(row) || row < 1)
    throw invalidInput(`“${headingRow}” is no row. Give --heading-row a number from 1 on.`);
  return {
    columns: entriesOf(columns),
    ...(sheet === undefined ? {} : { sheet }),
    ...(headingRow === undefined ? {} : { headingRow: row }),
    ...(framework === undefined ? {} : { framework }),
  };
}

/** `control=B,text=What you do, and when`: a comma that no kind follows belongs to the heading. */
function entriesOf(list: string): NamedColumns['columns'] {
  const entries: { takes: ColumnTakes; at: string }[] = [];
  for (const piece of list.split(',')) {
    const equals = piece.indexOf('=');
    const takes = piece.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    const last = entries.at(-1);
    if (isKind(takes)) entries.push({ takes, at: piece.slice(equals + 1).trim() });
    else if (last && equals === -1) last.at = `${last.at},${piece}`.trim();
    else
      throw invalidInput(
        `“${piece.trim()}” says of no column what it takes. Write it as in --columns "control=B,owner=D,text=F", each by its letter or its heading. A column takes ${KINDS}.`,
      );
  }
  const empty = entries.find(({ at }) => at === '');
  if (empty) throw invalidInput(`Say which column takes ${empty.takes}: its letter or its heading.`);
  return entries;
}
