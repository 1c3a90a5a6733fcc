import { isJson, openIssuesJson } from '../importers/action-states/issues-json.ts';
import { type ReadStates, readStates } from '../importers/action-states/read-states.ts';
import { withUnpacked } from '../importers/files/head.ts';
import { openSheets } from '../importers/sheets/open-sheets.ts';
import type { ActionStatesTask, TaskControls } from './tasks.ts';

/** Reads an untrusted workbook, CSV or JSON of a tracker. */
export const runActionStates = (
  { path, name }: ActionStatesTask,
  { signal, progress }: TaskControls,
): Promise<ReadStates> =>
  withUnpacked(path, name, signal, async (inside, called) => {
    progress(0, null, `Reading ${called}`);
    if (await isJson(inside)) return readStates(await openIssuesJson(inside, called, signal), called, signal);
    const book = await openSheets(inside, called, signal);
    try {
      return await readStates(book, called, signal);
    } finally {
      await book.close();
    }
  });
