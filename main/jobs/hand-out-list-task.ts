import { handOutList } from '../assessment/hand-outs.ts';
import { registerRows } from '../assessment/register.ts';
import type { HandOut } from '../contract/exports.ts';
import { heedCancel, withSnapshot } from './snapshot.ts';
import type { HandOutListTask, TaskControls } from './tasks.ts';

/** Says who has a hand-out, as the register streams by. */
export const runHandOutList = (
  { workbook }: HandOutListTask,
  controls: TaskControls,
): Promise<readonly HandOut[]> =>
  withSnapshot(workbook, async (db, catalogue) => {
    const list = handOutList(
      db,
      registerRows(db, catalogue, undefined, (done, total) =>
        controls.progress(done, total, 'services looked through'),
      ),
    );
    await heedCancel(controls);
    return list;
  });
