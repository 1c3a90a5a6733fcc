import { parse } from 'csv-parse/sync';
import type { LayoutReconciliation } from '../../contract/layouts.ts';
import { CSV_START, csvField, csvText } from '../csv.ts';
import { textOf, writeText } from './text-file.ts';

const MAX_PROBLEMS = 10;
type Records = readonly (readonly string[])[];
const fieldsOf = (records: Records): string[][] => records.map((fields) => fields.map(csvField));

/** Writes a list of controls as CSV to `path`, headings first, as Excel opens it: no field begins a formula. */
export const writeControlList = (records: Records, path: string): Promise<void> =>
  writeText(path, `${CSV_START}${csvText(fieldsOf(records))}`);

/** Reads the file again and holds every field against the list. */
export async function readControlListBack(path: string, records: Records): Promise<LayoutReconciliation> {
  const found = parse(textOf(path), { bom: true }) as string[][];
  const wanted = fieldsOf(records);
  const problems = wanted.flatMap((fields, index) =>
    JSON.stringify(found[index]) === JSON.stringify(fields)
      ? []
      : [`Line ${index + 1}, ${fields[0]}, is not what was to stand there.`],
  );
  const filled = (of: Records) =>
    of
      .slice(1)
      .flat()
      .filter((field) => field !== '').length;
  const counts = [
    { what: 'controls', expected: wanted.length - 1, found: found.length - 1 },
    { what: 'fields', expected: filled(wanted), found: filled(found) },
  ];
  return {
    ok: problems.length === 0 && counts.every((each) => each.expected === each.found),
    counted: counts,
    problems: problems.slice(0, MAX_PROBLEMS),
  };
}
