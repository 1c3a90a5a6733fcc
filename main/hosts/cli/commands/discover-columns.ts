import {
  COLUMN_MEANINGS,
  type ColumnMeaning,
  type DiscoveredFile,
  type NamedColumn,
} from '../../../contract/discover.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { listed } from '../../../domain/words/listed.ts';

const meaningOf = (word: string): ColumnMeaning | undefined =>
  COLUMN_MEANINGS.find((meaning) => meaning === word.trim().toLowerCase());

/** `System=label,Product=service`, or each pair the other way round; none where nothing is given. INVALID_INPUT for what is no list of them. */
export function inventoryColumns(list: string | undefined): readonly NamedColumn[] {
  if (list === undefined) return [];
  const columns = list.split(',').map((piece): NamedColumn => {
    const equals = piece.lastIndexOf('=');
    const [left, right] = [piece.slice(0, Math.max(equals, 0)).trim(), piece.slice(equals + 1).trim()];
    const means = meaningOf(right);
    if (means !== undefined && left !== '') return { at: left, means };
    const first = meaningOf(left);
    if (first !== undefined && right !== '') return { at: right, means: first };
    throw invalidInput(
      `“${piece.trim()}” says of no column what it holds. Write it as in --columns "System=label,Product=service,Stage=environment", each column by its heading, or by its letter where the heading has a comma. A column holds ${listed(COLUMN_MEANINGS)}.`,
    );
  });
  if (!columns.some(({ means }) => means === 'service'))
    throw invalidInput('Say which column holds the services of AWS: --columns "Product=service,...".');
  return columns;
}

/** INVALID_INPUT where no table has the columns that were named: then nothing is added. */
export function checkColumnsMet(columns: readonly NamedColumn[], files: readonly DiscoveredFile[]): void {
  if (columns.length === 0 || files.some(({ table }) => table?.origin === 'given')) return;
  const tables = files.flatMap(({ file, table }) =>
    table === null ? [] : [`${file} has ${listed(table.headings.filter((heading) => heading !== ''))}`],
  );
  throw invalidInput(
    `No table has the columns ${listed(columns.map(({ at }) => `“${at}”`))}. ${tables.length > 0 ? `${tables.slice(0, 3).join('; ')}.` : 'Give a CSV or a spreadsheet with headings.'}`,
  );
}
