import { loadCatalogue } from '../catalogue/load.ts';
import { indexCatalogue } from '../catalogue/lookup.ts';
import type { MatrixReading } from '../contract/claims.ts';
import type { Recogniser } from '../domain/recognise.ts';
import { recogniseAsWritten } from '../importers/discover/lists/as-people-write.ts';
import { withUnpacked } from '../importers/files/head.ts';
import { readOscalClaims } from '../importers/oscal/claims/read-claims.ts';
import { isOscal, readOscalDocument } from '../importers/oscal/read-document.ts';
import { openSheets } from '../importers/sheets/open-sheets.ts';
import { readMatrix } from '../importers/vendor-matrix/read-matrix.ts';
import type { TaskControls, VendorMatrixTask } from './tasks.ts';

const SAYS_ITSELF =
  'A document of OSCAL names the framework of its controls itself: the one that was said for ids changed nothing.';

/** Reads what a vendor says of who does what, from strangers: a workbook, a CSV, or a document of OSCAL. */
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
  if (await isOscal(path)) {
    const document = await readOscalDocument(path, name, controls.signal);
    const reading = readOscalClaims(document, name, controls.signal);
    return task.framework === undefined ? reading : { ...reading, notes: [...reading.notes, SAYS_ITSELF] };
  }
  const book = await openSheets(path, name, controls.signal);
  const own = new Set(task.ownServices.map((service) => service.toLowerCase()));
  // Few tables have names to be looked up.
  let recognise: Recogniser | undefined;
  const recogniser = (): Recogniser => {
    recognise ??= indexCatalogue(loadCatalogue()).recognise;
    return recognise;
  };
  try {
    return await readMatrix(book, name, {
      mapping: task.mapping,
      framework: task.framework,
      saved: new Map(task.saved),
      names: task.names,
      isService: (written) =>
        own.has(written.toLowerCase()) || recogniseAsWritten(written, recogniser()) !== null,
      signal: controls.signal,
      progress: (done, total) => controls.progress(done, total, `sheets of ${name}`),
    });
  } finally {
    await book.close();
  }
}
