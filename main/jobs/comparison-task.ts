import { statSync } from 'node:fs';
import { reconcileComparison } from '../exporters/reconcile/comparison.ts';
import { writeComparison } from '../exporters/xlsx/comparison.ts';
import type { ComparisonTask, TaskControls, WrittenComparison } from './tasks.ts';
import { hashOf, incomplete, writeBeside } from './write-beside.ts';

/** Writes the comparison beside its target, reads it back, and only then gives it its name. */
export const runComparison = (
  { comparison, path, digest }: ComparisonTask,
  controls: TaskControls,
): Promise<WrittenComparison> =>
  writeBeside(path, async (temporary) => {
    await writeComparison(comparison, temporary, digest, controls);
    const rows = await reconcileComparison(temporary, comparison).catch((error: unknown) => {
      throw incomplete(path, [`${error instanceof Error ? error.message : String(error)}.`]);
    });
    return { bytes: statSync(temporary).size, sha256: await hashOf(temporary), rows };
  });
