import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { DemarcError } from '../contract/errors.ts';
import { markOf } from '../domain/report/audience.ts';
import type { Report } from '../domain/report/report.ts';
import { guardFormulas } from '../domain/sheets/formula-guard.ts';
import { registerColumns } from './register-columns.ts';
import { cleanText } from './safe-text.ts';

const BATCH = 500;
/** What a CSV begins with: the byte order mark by which Excel knows UTF-8. */
export const CSV_START = '\ufeff';

/** A field as the CSV holds it: cleaned, and by apostrophes kept from being taken for a formula. */
export function csvField(text: string | null): string {
  return text === null || text === '' ? '' : guardFormulas(cleanText(text).text);
}

/** Records of clean fields as CSV text. The library quotes no line end but its own; to others a bare one ends the row as well. */
export const csvText = (records: readonly (readonly string[])[]): string =>
  stringify(records as string[][], { record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
/** One line of texts, each as `csvField` writes it. */
export const csvLine = (fields: readonly (string | null)[]): string => csvText([fields.map(csvField)]);

function warningsOf({ meta: { prepared } }: Report): readonly string[] {
  const mark = markOf(prepared);
  return mark === null && prepared.distribution === null
    ? []
    : [
        `A CSV has no place for what was said of it${mark === null ? '' : ` (${mark})`}: tell its receiver${prepared.audience === 'internal' ? '' : ', also that columns are left out'}.`,
      ];
}

/**
 * Writes the register to `path` as CSV: one header line, UTF-8 with a byte order mark and CRLF, as Excel opens it.
 * Dates are ISO. Warnings say what it has no place for. Throws CANCELLED when the signal fires; what then lies at `path` is of no use.
 */
export async function writeCsv(
  report: Report,
  path: string,
  control: {
    readonly signal?: AbortSignal | undefined;
    readonly progress?: ((done: number, total: number | null, label: string) => void) | undefined;
  } = {},
): Promise<{ readonly warnings: readonly string[] }> {
  const columns = registerColumns(report);
  const output = createWriteStream(path);
  const closed = once(output, 'close');
  closed.catch(() => undefined);
  const put = async (records: readonly (readonly string[])[]) => {
    if (!output.write(csvText(records))) await Promise.race([once(output, 'drain'), closed]);
    if (output.errored) throw output.errored;
    if (control.signal?.aborted)
      throw new DemarcError('CANCELLED', 'The CSV export was cancelled. No file was left behind.');
  };
  try {
    output.write(CSV_START);
    let batch: string[][] = [columns.map((column) => csvField(column.header))];
    let done = 0;
    for (const row of report.rows()) {
      batch.push(columns.map((column) => csvField(column.read(row))));
      done += 1;
      if (batch.length < BATCH) continue;
      await put(batch);
      batch = [];
      control.progress?.(done, report.counts.rows, 'Register');
    }
    await put(batch);
    output.end();
    await closed;
    control.progress?.(done, report.counts.rows, 'Register');
    return { warnings: warningsOf(report) };
  } catch (error) {
    output.destroy();
    throw error;
  }
}
