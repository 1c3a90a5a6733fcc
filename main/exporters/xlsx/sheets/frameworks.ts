import { namesById } from '../../../domain/duties/ownership.ts';
import { countDuties, OWNER_GROUPS, tellsGroup } from '../../../domain/report/duty-counts.ts';
import { type CellValue, columnLetters } from '../cells.ts';
import { type Paint, sentenceCase } from '../context.ts';

/** Where the counts by group begin, from 1; the sum of them stands before. */
const FIRST_GROUP = 8;

/** One row per control of each framework: the responsibilities behind it, and how those are owned in this workbook. */
export async function writeFrameworks(paint: Paint): Promise<void> {
  const { report, styles } = paint;
  // Each with its place among all: the hidden counts have them by that.
  const groups = OWNER_GROUPS.map((group, index) => ({ group, index })).filter(({ group }) =>
    tellsGroup(report, group),
  );
  const numbers = groups.length + 1;
  const header = [
    'Framework',
    'Version',
    'Control',
    'Title',
    'Group',
    'Responsibilities',
    'Register rows',
    ...groups.map(({ group }) => group.title),
  ];
  const sheet = paint.sheet('Frameworks', {
    widths: [26, 10, 12, 48, 26, 50, 10, 10, 10, 12, 12, 12],
    freeze: { rows: 1, columns: 3 },
    print: { printTitlesRow: '1:1' },
  });
  sheet.row(
    header,
    [...new Array<number>(6).fill(styles.header), ...new Array<number>(numbers).fill(styles.headerNumber)],
    32,
  );
  const names = namesById(report.responsibilities);
  const counts = countDuties(report);
  const text = styles.text();
  const looks = [
    text,
    text,
    styles.key(),
    text,
    text,
    text,
    ...new Array<number>(numbers).fill(styles.counted),
  ];
  const last = columnLetters(FIRST_GROUP + groups.length - 1);
  for (const framework of report.frameworks)
    for (const control of framework.controls) {
      const known = control.responsibilities.filter((id) => counts.has(id));
      const owned = groups.map(({ index }): CellValue => {
        const value = known.reduce((sum, id) => sum + (counts.get(id)?.[index] ?? 0), 0);
        const places = known.map((id) => paint.counting.place(id, index));
        return known.length === 0 || places.includes(null) ? value : { formula: places.join('+'), value };
      });
      const sum = known.reduce(
        (all, id) => all + groups.reduce((own, { index }) => own + (counts.get(id)?.[index] ?? 0), 0),
        0,
      );
      const row = sheet.lastRow + 1;
      sheet.row(
        [
          framework.name,
          framework.version,
          control.id,
          control.title,
          sentenceCase(control.group),
          control.responsibilities.map((id) => names.get(id) ?? id).join('\n') || null,
          { formula: `SUM(${columnLetters(FIRST_GROUP)}${row}:${last}${row})`, value: sum },
          ...owned,
        ],
        looks,
      );
      await sheet.settle();
    }
  sheet.table('Frameworks', header);
  paint.book.finish(sheet);
}
