import { readStandingMarks } from '../assessment/common-controls.ts';
import { buildMatrix } from '../assessment/matrix.ts';
import { readHead } from '../workbook/change-log.ts';
import { type PackedMatrix, packMatrix } from './packed-matrix.ts';
import { heedCancel, withSnapshot } from './snapshot.ts';
import type { MatrixTask, TaskControls } from './tasks.ts';

/** Lays out the grid of the whole workbook, and says how far it is. */
export const runMatrix = ({ workbook }: MatrixTask, controls: TaskControls): Promise<PackedMatrix> =>
  withSnapshot(workbook, async (db, catalogue) => {
    const matrix = buildMatrix(db, catalogue, readStandingMarks(db), readHead(db).rev, (done, total) =>
      controls.progress(done, total, 'services laid out'),
    );
    // Millions of cells are neither packed nor handed over for nobody.
    await heedCancel(controls);
    return packMatrix(matrix);
  });
