import { findGroups } from '../assessment/find-groups.ts';
import { searchThrough } from '../assessment/find-through.ts';
import type { FindGroup } from '../contract/find.ts';
import { giveWay, withSnapshot } from './snapshot.ts';
import type { FindTask, TaskControls } from './tasks.ts';

/** Searches the workbook once, as its rows stream by. */
export const runFind = (
  { workbook, search }: FindTask,
  controls: TaskControls,
): Promise<readonly FindGroup[]> =>
  withSnapshot(workbook, async (db, catalogue) => {
    const through = searchThrough(db, catalogue, search);
    const { found, documents } = await giveWay(through, controls, 'services looked through');
    return findGroups(found, documents, search);
  });
