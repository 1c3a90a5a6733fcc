import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { readHead } from '../workbook/change-log.ts';
import { openFile } from '../workbook/open-file.ts';
import { saveCopy } from '../workbook/save-copy.ts';
import { withSnapshot } from './snapshot.ts';
import type { CopyTask, TaskControls, WrittenCopy } from './tasks.ts';
import { incomplete, writeBeside } from './write-beside.ts';

/** Copies the workbook beside the target, opens the copy and looks it over, and only then gives it its name. */
export const runCopy = ({ workbook, path }: CopyTask, controls: TaskControls): Promise<WrittenCopy> =>
  withSnapshot(workbook, (db) =>
    writeBeside(path, async (temporary) => {
      await saveCopy(db, temporary, {
        signal: controls.signal,
        progress: (done, total) => controls.progress(done, total, 'pages copied'),
      });
      const { rev, hash: head } = readHead(db);
      const copy = openFile(temporary, { readonly: true, pages: true, name: basename(path) });
      try {
        if (readHead(copy).hash !== head) throw incomplete(path);
      } finally {
        copy.close();
      }
      return { bytes: statSync(temporary).size, rev, head };
    }),
  );
