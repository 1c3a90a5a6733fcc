import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { DemarcError, notFound } from '../contract/errors.ts';
import { commitTemporary, discardTemporary } from '../platform/atomic-write.ts';
import { besideTarget } from './beside-target.ts';
import { cannotWrite, hashOf } from './export-task.ts';
import { writerFor } from './layout-writers.ts';
import { gathering, withSoundSnapshot } from './snapshot.ts';
import type { LayoutTask, TaskControls, WrittenLayoutFile } from './tasks.ts';

/** Writes a layout beside its target, reads it back, compares every cell, and only then gives it its name. */
export const runLayout = (task: LayoutTask, controls: TaskControls): Promise<WrittenLayoutFile> =>
  withSoundSnapshot(task.workbook, controls, async (db, catalogue) => {
    const { path } = task;
    const writer = await writerFor(db, catalogue, { ...task, look: gathering(controls) });
    if (!writer) throw notFound(`layout "${task.layout}"`, 'List all with "demarc export --list-layouts".');
    const temporary = besideTarget(path);
    try {
      await writer.write(temporary, controls);
      controls.progress(0, null, `Reading ${basename(path)} back`);
      const reconciliation = await writer.reconcile(temporary);
      if (!reconciliation.ok)
        throw new DemarcError(
          'UNEXPECTED',
          `${basename(path)} did not come out complete, so it was thrown away: ${reconciliation.problems.slice(0, 3).join(' ')} The workbook is safe; please report this.`,
          reconciliation,
        );
      const written = {
        vantage: writer.vantage,
        bytes: statSync(temporary).size,
        sha256: await hashOf(temporary),
        rows: writer.rows,
        reconciliation,
        leftOut: writer.leftOut,
      };
      commitTemporary(temporary, path);
      return written;
    } catch (error) {
      discardTemporary(temporary);
      throw cannotWrite(error, path) ?? error;
    }
  });
