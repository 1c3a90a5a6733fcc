import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import { commitTemporary, discardTemporary } from '../platform/atomic-write.ts';
import { readHead } from '../workbook/change-log.ts';
import { openFile } from '../workbook/open-file.ts';
import { saveCopy } from '../workbook/save-copy.ts';
import { besideTarget } from './beside-target.ts';
import { cannotWrite } from './export-task.ts';
import { withSnapshot } from './snapshot.ts';
import type { CopyTask, TaskControls, WrittenCopy } from './tasks.ts';

/** Copies the workbook beside the target, opens the copy and looks it over, and only then gives it its name. */
export const runCopy = ({ workbook, path }: CopyTask, controls: TaskControls): Promise<WrittenCopy> =>
  withSnapshot(workbook, async (db) => {
    const temporary = besideTarget(path);
    try {
      await saveCopy(db, temporary, {
        signal: controls.signal,
        progress: (done, total) => controls.progress(done, total, 'pages copied'),
      });
      const head = readHead(db);
      const copy = openFile(temporary, { readonly: true, pages: true, name: basename(path) });
      try {
        if (readHead(copy).hash !== head.hash)
          throw new DemarcError(
            'UNEXPECTED',
            `${basename(path)} did not come out complete, so it was thrown away. The workbook is safe; please report this.`,
          );
      } finally {
        copy.close();
      }
      const bytes = statSync(temporary).size;
      commitTemporary(temporary, path);
      return { bytes, rev: head.rev, head: head.hash };
    } catch (error) {
      discardTemporary(temporary);
      throw cannotWrite(error, path) ?? error;
    }
  });
