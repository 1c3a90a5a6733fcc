import { DemarcError } from '../../../contract/errors.ts';
import {
  decodeOwnership,
  namesById,
  ownershipKeys,
  ownershipLetters,
} from '../../../domain/duties/ownership.ts';
import { CELL_FLAGS, matrixTable } from '../../../domain/pictures/matrix.ts';
import { environmentWords } from '../../../domain/services/environments.ts';
import { SCOPE_WORDS } from '../../../domain/sheets/register-cells.ts';
import type { CellValue } from '../cells.ts';
import type { Paint } from '../context.ts';

export const MATRIX = 'Matrix';
const EXCEL_COLUMNS = 16_384;
/** Columns of services that stay readable side by side on one A3 page. */
const PER_PAGE = 45;
/** Lines of a text turned on its side that a column of a service has room for, and the points that a letter of one takes. */
const TURNED_LINES = 3;
const LETTER_POINTS = 6;
const HIGHEST_HEAD = 260;
const WIDE = /[\u2e80-\uffef]/gu;

/** Points in which the longest of these texts, turned on its side, is seen whole. */
function turnedHeight(texts: readonly string[], least: number): number {
  const longest = texts.reduce(
    (most, text) => Math.max(most, text.length + (text.match(WIDE)?.length ?? 0)),
    0,
  );
  return Math.min(
    HIGHEST_HEAD,
    Math.max(least, (Math.ceil(longest / TURNED_LINES) + TURNED_LINES) * LETTER_POINTS),
  );
}

/** Responsibilities down, services across, coloured by ownership with letters; a band per domain. */
export async function writeMatrix(paint: Paint): Promise<void> {
  const { report, styles } = paint;
  const table = matrixTable(report.matrix);
  const environments = namesById(report.environments);
  const lead = 2;
  if (table.columns.length + lead > EXCEL_COLUMNS)
    throw new DemarcError(
      'INVALID_INPUT',
      `The matrix has ${table.columns.length} services, more than the ${EXCEL_COLUMNS} columns that Excel has. Export the CSV or the PDF instead.`,
    );
  const sheet = paint.sheet(MATRIX, {
    widths: [40, 17, ...table.columns.map(() => 7)],
    tab: 'F6C86B',
    freeze: { rows: 4, columns: lead },
    large: table.columns.length > 20,
    print: {
      fitToWidth: Math.max(1, Math.ceil(table.columns.length / PER_PAGE)),
      printTitlesRow: '3:4',
      printTitlesColumn: 'A:B',
    },
  });
  sheet.row(['Who owns what'], styles.title, 28);
  sheet.row(
    [
      'Letters as in the legend of the sheet "About"; several letters: each has a part. ! = rests on a known misconception. Empty: not asked there.',
    ],
    styles.hint,
  );
  const labels = table.columns.map((column) => column.label);
  sheet.row(
    ['Responsibility', 'Asked', ...labels],
    [styles.header, styles.header, ...table.columns.map(() => styles.rotated)],
    turnedHeight(labels, 115),
  );
  const details = table.columns.map((column) => {
    const where = environmentWords(column.environments ?? [], environments);
    return where === null ? column.detail : `${column.detail}\n${where}`;
  });
  sheet.row(
    [null, null, ...details],
    [styles.header, styles.header, ...table.columns.map(() => styles.rotatedDetail)],
    turnedHeight(details, 100),
  );
  let domain = '';
  const letters = new Map<string, { text: string; style: number }>();
  const paintCode = (code: string) => {
    let found = letters.get(code);
    if (!found) {
      const ownership = decodeOwnership(code);
      found = {
        text: ownershipLetters(ownership, paint.kinds),
        style: styles.ownershipLetters(ownershipKeys(ownership, paint.kinds)),
      };
      letters.set(code, found);
    }
    return found;
  };
  for (const [index, row] of table.rows.entries()) {
    if (row.domain !== domain) {
      domain = row.domain;
      sheet.row([row.domainName, ...new Array<null>(table.columns.length + 1).fill(null)], styles.band);
    }
    const values: CellValue[] = [row.name, SCOPE_WORDS[row.scope as keyof typeof SCOPE_WORDS] ?? row.scope];
    const looks = [styles.text(), styles.text()];
    for (let column = 0; column < table.columns.length; column += 1) {
      // Not the cell itself, which would be remembered for as long as the report: a large workbook has some hundred thousand.
      const ownership = table.ownership(column, index);
      const painted = ownership === undefined ? undefined : paintCode(ownership);
      const warning = (table.flags(column, index) & CELL_FLAGS.misconception) !== 0 ? '!' : '';
      values.push(painted ? painted.text + warning : null);
      looks.push(painted ? painted.style : styles.notAsked);
    }
    sheet.row(values, looks);
    await sheet.settle();
  }
  paint.book.finish(sheet);
}
