import { extractWords } from '../../../domain/report/report.ts';
import { STAMP_SHEET, stampRows } from '../../../domain/sheets/register-stamp.ts';
import { sealLines } from '../../../domain/sheets/sheet-seals.ts';
import { registerColumns } from '../../register-columns.ts';
import type { Paint } from '../context.ts';

/** Hidden; by it a register that comes back is known again, and what was changed here meanwhile is told apart. */
export function writeStamp(paint: Paint): void {
  const { report, styles } = paint;
  const { meta } = report;
  const sheet = paint.sheet(STAMP_SHEET, { widths: [14, 44, 44, 44], hidden: true });
  const rows = stampRows({
    workbook: meta.workbook,
    revision: meta.revision,
    digest: meta.digest,
    person: meta.person,
    extract: extractWords(report),
    audience: meta.prepared.audience === 'internal' ? null : meta.prepared.audience,
    asOf: meta.judgedAsOf,
    catalogue: meta.catalogueVersion,
    rows: report.counts.rows,
    columns: registerColumns(report),
  });
  for (const row of rows) sheet.row(row, styles.text());
  for (const [name, { cells, links, computed }] of paint.book.seals)
    for (const line of [
      ...sealLines(name, cells),
      ...sealLines(name, links, 'link'),
      ...sealLines(name, computed, 'computed'),
    ])
      sheet.row(line, styles.text());
  paint.book.finish(sheet);
}
