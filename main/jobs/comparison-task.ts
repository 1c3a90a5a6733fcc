import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import { reconcileComparison } from '../exporters/reconcile/comparison.ts';
import { writeComparison } from '../exporters/xlsx/comparison.ts';
import { commitTemporary, discardTemporary } from '../platform/atomic-write.ts';
import { besideTarget } from './beside-target.ts';
import { cannotWrite, hashOf } from './export-task.ts';
import type { ComparisonTask, TaskControls, WrittenComparison } from './tasks.ts';

/** Writes the comparison beside its target, reads it back, and only then gives it its name. */
export async function runComparison(
  task: ComparisonTask,
  controls: TaskControls,
): Promise<WrittenComparison> {
  const { comparison, path } = task;
  const temporary = besideTarget(path);
  try {
    await writeComparison(comparison, temporary, task.digest, controls);
    const rows = await reconcileComparison(temporary, comparison).catch((error: unknown) => {
      throw new DemarcError(
        'UNEXPECTED',
        `${basename(path)} did not come out complete, so it was thrown away: ${error instanceof Error ? error.message : String(error)}. The workbook is safe; please report this.`,
      );
    });
    const written = { bytes: statSync(temporary).size, sha256: await hashOf(temporary), rows };
    commitTemporary(temporary, path);
    return written;
  } catch (error) {
    discardTemporary(temporary);
    throw cannotWrite(error, path) ?? error;
  }
}
