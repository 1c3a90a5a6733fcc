import type { MatrixReading } from '../contract/claims.ts';
import { withUnpacked } from '../importers/files/head.ts';
import { openSheets } from '../importers/sheets/open-sheets.ts';
import { readMatrix } from '../importers/vendor-matrix/read-matrix.ts';
import type { TaskControls, VendorMatrixTask } from './tasks.ts';

/** Reads an untrusted workbook or CSV with a vendor's responsibility matrix. */
export const runVendorMatrix = (task: VendorMatrixTask, controls: TaskControls): Promise<MatrixReading> =>
  withUnpacked(task.file.path, task.file.name, controls.signal, (path, name) =>
    read(path, name, task, controls),
  );

async function read(
  path: string,
  name: string,
  task: VendorMatrixTask,
  controls: TaskControls,
): Promise<MatrixReading> {
  const book = await openSheets(path, name, controls.signal);
  try {
    return await readMatrix(book, name, {
      mapping: task.mapping,
      saved: new Map(task.saved),
      names: task.names,
      signal: controls.signal,
      progress: (done, total) => controls.progress(done, total, `sheets of ${name}`),
    });
  } finally {
    await book.close();
  }
}
