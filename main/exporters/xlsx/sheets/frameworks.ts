import { type OwnerKey, ownerKeyOf } from '../../../domain/owner-class.ts';
import { decodeOwnership, namesById } from '../../../domain/ownership.ts';
import type { Report } from '../../../domain/report.ts';
import { type Paint, sentenceCase } from '../context.ts';

const GROUPS: readonly { readonly title: string; readonly keys: readonly OwnerKey[] }[] = [
  { title: 'Provider alone', keys: ['provider'] },
  { title: 'Shared with the provider', keys: ['shared'] },
  {
    title: 'Customer side alone',
    keys: ['organisation', 'several', 'internal-provider', 'third-party', 'client'],
  },
  { title: 'Not applicable', keys: ['not-applicable'] },
  { title: 'Unanswered', keys: ['unanswered'] },
];

/** How often each responsibility is asked in the register, by who owns it. */
function tally(report: Report, paint: Paint): ReadonlyMap<string, ReadonlyMap<OwnerKey, number>> {
  const keys = new Map<string, OwnerKey>();
  const counts = new Map<string, Map<OwnerKey, number>>();
  for (const [, responsibility, code] of report.matrix.cells) {
    const id = report.matrix.responsibilities[responsibility]?.id ?? '';
    const key = keys.get(code) ?? ownerKeyOf(decodeOwnership(code), paint.kinds);
    keys.set(code, key);
    const entry = counts.get(id) ?? new Map<OwnerKey, number>();
    entry.set(key, (entry.get(key) ?? 0) + 1);
    counts.set(id, entry);
  }
  return counts;
}

/** One row per control of each framework: the responsibilities behind it, and how those are owned in this workbook. */
export async function writeFrameworks(paint: Paint): Promise<void> {
  const { report, styles } = paint;
  const header = [
    'Framework',
    'Version',
    'Control',
    'Title',
    'Group',
    'Responsibilities',
    'Register rows',
    ...GROUPS.map((group) => group.title),
  ];
  const sheet = paint.sheet('Frameworks', {
    widths: [26, 10, 12, 48, 26, 50, 10, 10, 10, 12, 12, 12],
    freeze: { rows: 1, columns: 3 },
    print: { printTitlesRow: '1:1' },
  });
  sheet.row(
    header,
    [...new Array<number>(6).fill(styles.header), ...new Array<number>(6).fill(styles.headerNumber)],
    32,
  );
  const names = namesById(report.responsibilities);
  const counts = tally(report, paint);
  const text = styles.text();
  const looks = [text, text, styles.key(), text, text, text, ...new Array<number>(6).fill(styles.number)];
  for (const framework of report.frameworks)
    for (const control of framework.controls) {
      const owned = GROUPS.map((group) =>
        control.responsibilities.reduce(
          (sum, id) => sum + group.keys.reduce((part, key) => part + (counts.get(id)?.get(key) ?? 0), 0),
          0,
        ),
      );
      sheet.row(
        [
          framework.name,
          framework.version,
          control.id,
          control.title,
          sentenceCase(control.group),
          control.responsibilities.map((id) => names.get(id) ?? id).join('\n') || null,
          owned.reduce((sum, count) => sum + count, 0) || null,
          ...owned.map((count) => count || null),
        ],
        looks,
      );
      await sheet.settle();
    }
  sheet.filter(header.length, 1);
  paint.book.finish(sheet);
}
