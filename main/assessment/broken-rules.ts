import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { BrokenRule } from '../contract/workbook.ts';
import { findGaps } from '../domain/gaps/gaps.ts';
import { brokenRules } from '../domain/gaps/two-eyes.ts';
import { lastChangeOf } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { gapInput } from './gap-input.ts';
import { registerOf } from './register.ts';
import { listSubjects } from './subjects.ts';

/** The rules of two pairs of eyes that are on and that the record breaks, as the gaps of the workbook say. */
export function readBrokenRules(
  db: ReadDb,
  catalogue: CatalogueIndex,
  progress: (done: number, total: number, label: string) => void,
): readonly BrokenRule[] {
  // Most workbooks have none on, and need not be walked.
  if (readWorkbook(db).rules.length === 0) return [];
  const labels = new Map(listSubjects(db, catalogue).map(({ ref, label }) => [ref, label]));
  // No day has a say in these rules.
  const day = lastChangeOf(db).slice(0, 10);
  const rows = registerOf(db, catalogue, (done, total) => progress(done, total, 'services judged'));
  const gaps = findGaps(gapInput(db, catalogue, day, rows));
  return brokenRules(gaps, ({ subject, responsibility }) => {
    const label = labels.get(subject) ?? subject;
    return responsibility === null
      ? label
      : `${label}, ${catalogue.responsibility(responsibility)?.name ?? responsibility}`;
  });
}
