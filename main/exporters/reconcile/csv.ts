import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import type { Reconciliation } from '../../contract/exports.ts';
import type { Report } from '../../domain/report/report.ts';
import { csvField } from '../csv.ts';
import { Problems, RegisterComparison, verdict } from './compare.ts';

/**
 * Reads a CSV of the register back and compares every field with the workbook. Evidence counts as found when its number
 * is cited by a row, or when no row of the workbook cites it.
 */
export async function reconcileCsv(path: string, report: Report): Promise<Reconciliation> {
  const problems = new Problems();
  const comparison = new RegisterComparison(report, problems, (column, row) => csvField(column.read(row)));
  const evidenceColumn = comparison.columns.findIndex((column) => column.id === 'evidence');
  const cited = new Set<string>();
  const input = createReadStream(path);
  const records = input.pipe(parse({ bom: true, relax_column_count: true }));
  input.on('error', (error) => records.destroy(error));
  let header = true;
  try {
    for await (const record of records as AsyncIterable<readonly string[]>) {
      if (header) comparison.header(record, csvField);
      else {
        comparison.row(record);
        const numbers = record[evidenceColumn] ?? '';
        if (numbers !== '') for (const number of numbers.split(', ')) cited.add(number);
      }
      header = false;
    }
  } catch (error) {
    problems.add(`The file cannot be read back: ${error instanceof Error ? error.message : String(error)}.`);
  }
  comparison.end();
  const evidence = report.evidence.filter(
    (item) => item.links.length === 0 || cited.has(`E-${item.number}`),
  ).length;
  return verdict(report, { rows: comparison.rows, notes: comparison.notes, evidence }, problems);
}
