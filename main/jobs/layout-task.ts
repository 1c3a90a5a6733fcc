import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { notFound } from '../contract/errors.ts';
import { writerFor } from './layout-writers.ts';
import { gathering, withSoundSnapshot } from './snapshot.ts';
import type { LayoutTask, TaskControls, WrittenLayoutFile } from './tasks.ts';
import { hashOf, incomplete, writeBeside } from './write-beside.ts';

/** Writes a layout beside its target, reads it back, compares every cell, and only then gives it its name. */
export const runLayout = (task: LayoutTask, controls: TaskControls): Promise<WrittenLayoutFile> =>
  withSoundSnapshot(task.workbook, controls, async (db, catalogue) => {
    const { path } = task;
    const writer = await writerFor(db, catalogue, {
      ...task,
      look: gathering(controls),
      filled: controls.progress,
    });
    if (!writer) throw notFound(`layout "${task.layout}"`, 'List all with "demarc export --list-layouts".');
    return writeBeside(path, async (temporary) => {
      await writer.write(temporary, controls);
      controls.progress(0, null, `Reading ${basename(path)} back`);
      const reconciliation = await writer.reconcile(temporary, (done) =>
        controls.progress(done, null, 'parts compared'),
      );
      if (!reconciliation.ok) throw incomplete(path, reconciliation.problems, reconciliation);
      return {
        vantage: writer.vantage,
        bytes: statSync(temporary).size,
        sha256: await hashOf(temporary),
        rows: writer.rows,
        reconciliation,
        leftOut: writer.leftOut,
      };
    });
  });
