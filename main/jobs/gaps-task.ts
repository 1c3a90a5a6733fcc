import { gapInput } from '../assessment/gap-input.ts';
import { registerOf } from '../assessment/register.ts';
import type { JudgedGaps } from '../contract/gaps.ts';
import { findGaps } from '../domain/gaps/gaps.ts';
import { overdueNumbers } from '../domain/overview.ts';
import { listActions } from '../workbook/tables/actions.ts';
import { withSnapshot } from './snapshot.ts';
import type { GapsTask, TaskControls } from './tasks.ts';

/** Judges the whole register as it streams by, so that its length costs time and no memory. */
export const runGaps = ({ workbook, asOf }: GapsTask, controls: TaskControls): Promise<JudgedGaps> =>
  withSnapshot(workbook, async (db, catalogue) => {
    const register = registerOf(db, catalogue, (done, total) =>
      controls.progress(done, total, 'services judged'),
    );
    return {
      gaps: findGaps(gapInput(db, catalogue, asOf, register)),
      overdue: [...overdueNumbers(listActions(db), asOf)],
    };
  });
