import { DemarcError } from '../../../contract/errors.ts';
import type { HistoryLine } from '../../../contract/history.ts';
import { historyRows } from '../../../domain/history/rows.ts';
import { HISTORY_COLUMNS } from '../../history-columns.ts';
import { type CellValue, excelDate } from '../cells.ts';
import type { Paint } from '../context.ts';

/** Excel keeps the name "History" for itself, and libraries that read its files refuse one that has such a sheet. */
export const HISTORY = 'Change history';

/**
 * Who changed what, one row for each field that an entry of the change log changed, newest first; at most `most` rows.
 * INVALID_INPUT for a history that has more.
 */
export async function writeHistory(
  paint: Paint,
  lines: Iterable<HistoryLine>,
  most: number,
  progress: (done: number) => void,
): Promise<void> {
  const { styles } = paint;
  const sheet = paint.sheet(HISTORY, {
    // A record of what was: nobody fills it in, and so many cells are not sealed one by one.
    sealed: false,
    widths: HISTORY_COLUMNS.map(({ width }) => width),
    freeze: { rows: 1, columns: 1 },
    large: true,
    print: { printTitlesRow: '1:1' },
  });
  sheet.row(
    HISTORY_COLUMNS.map(({ header }) => header),
    styles.header,
    32,
  );
  const looks = HISTORY_COLUMNS.map(({ kind }) =>
    kind === 'number' ? styles.number : kind === 'instant' ? styles.instant() : styles.text(),
  );
  let done = 0;
  for (const line of lines) {
    for (const row of historyRows(line)) {
      if (sheet.lastRow - sheet.heading >= most)
        throw new DemarcError(
          'INVALID_INPUT',
          `The history has more than ${most} rows, which is all that an Excel sheet can hold. Export without it; "demarc log --json" lists all of it.`,
        );
      sheet.row(
        HISTORY_COLUMNS.map(({ kind, read }): CellValue => {
          const value = read(row);
          return kind === 'instant' && typeof value === 'string' ? excelDate(value) : value;
        }),
        looks,
      );
      await sheet.settle();
    }
    done += 1;
    if (done % 500 === 0) progress(done);
  }
  sheet.table(
    'History',
    HISTORY_COLUMNS.map(({ header }) => header),
  );
  paint.book.finish(sheet);
}
