import { buildMatrix } from '../assessment/matrix.ts';
import { readHead } from '../workbook/change-log.ts';
import { readMarks } from '../workbook/tables/assignments.ts';
import { type PackedMatrix, packMatrix } from './packed-matrix.ts';
import { withSnapshot } from './snapshot.ts';
import type { MatrixTask, TaskControls } from './tasks.ts';

/** Lays out the grid of the whole workbook, and says how far it is. */
export const runMatrix = ({ workbook }: MatrixTask, { progress }: TaskControls): Promise<PackedMatrix> =>
  withSnapshot(workbook, async (db, catalogue) =>
    packMatrix(
      buildMatrix(db, catalogue, readMarks(db), readHead(db).rev, (done, total) =>
        progress(done, total, 'services laid out'),
      ),
    ),
  );
