import { ownerKeyLabel } from '../../../domain/duties/owner-class.ts';
import { countDuties, OWNER_GROUPS, tellsGroup } from '../../../domain/report/duty-counts.ts';
import { type CellValue, excelDate } from '../cells.ts';
import type { Paint } from '../context.ts';
import { COUNTS, COUNTS_COLUMNS } from '../counting.ts';

/** Hidden; what the formulas of the Summary and of the Frameworks count by, and how often each duty is asked. */
export function writeCounts(paint: Paint): void {
  const { report, styles, counting } = paint;
  const sheet = paint.sheet(COUNTS, {
    widths: [30, 32, 26, 26, 28, 30, 32, 11, 11, 11, 11, 11, 3, 12],
    hidden: true,
  });
  sheet.row(
    [
      'Owner',
      'Found by',
      'Counted as',
      'Domain',
      'Found by',
      'Duty',
      'Found by',
      ...OWNER_GROUPS.map((group) => (tellsGroup(report, group) ? group.title : null)),
      null,
      'Judged as of',
    ],
    styles.header,
  );
  const { answers, domains, duties } = counting;
  const counts = countDuties(report);
  const text = styles.text();
  const looks: number[] = new Array(COUNTS_COLUMNS.day).fill(text);
  looks[COUNTS_COLUMNS.day - 1] = styles.date();
  const length = Math.max(1, answers.length, domains.length, duties.length);
  for (let index = 0; index < length; index += 1) {
    const answer = answers[index];
    const domain = domains[index];
    const duty = duties[index];
    const asked = OWNER_GROUPS.map((each, group): CellValue => {
      if (duty === undefined || !tellsGroup(report, each)) return null;
      const value = counts.get(duty.id)?.[group] ?? 0;
      const formula = counting.asked(duty.id, group);
      return formula === null ? value : { formula, value };
    });
    sheet.row(
      [
        answer?.words ?? null,
        answer?.criterion ?? null,
        answer ? ownerKeyLabel(answer.key) : null,
        domain?.text ?? null,
        domain?.criterion ?? null,
        duty?.id ?? null,
        duty?.criterion ?? null,
        ...asked,
        null,
        index === 0 ? excelDate(report.meta.judgedAsOf) : null,
      ],
      looks,
    );
  }
  paint.book.finish(sheet);
}
