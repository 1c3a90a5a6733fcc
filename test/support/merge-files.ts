import { lookAtMerge } from '../../main/assessment/merge-look.ts';
import { type MergePlan, planMerge } from '../../main/assessment/merge-plan.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import type { MergeConflict, Resolution } from '../../main/contract/merge.ts';
import { appendChange, readHead, takeTouchedRows, watchChanges } from '../../main/workbook/change-log.ts';
import { connect, harden } from '../../main/workbook/connection.ts';
import { invertRows, readRowChanges } from '../../main/workbook/invert.ts';
import { applyMerge, copyFiles } from '../../main/workbook/merge/apply.ts';

const catalogue = indexCatalogue(loadCatalogue());
const AT = '2026-11-25T12:00:00.000Z';

/** Merges one closed file into another without workers and services; returns what was worked out. */
export async function mergeFiles(
  mine: string,
  theirs: string,
  decide: (conflict: MergeConflict) => Resolution,
): Promise<MergePlan> {
  const db = connect(mine, { readonly: false });
  const other = connect(theirs, { readonly: true });
  try {
    harden(db);
    watchChanges(db);
    const look = lookAtMerge(db, other, null, { catalogue, names: { mine, theirs } });
    // An answer can raise further questions: what was kept may differ in more than one way.
    let plan = planMerge(db, look, { resolutions: {} });
    const resolutions: Record<string, Resolution> = {};
    for (let round = 0; plan.open.length > 0 && round < 5; round += 1) {
      for (const conflict of plan.preview.conflicts) resolutions[conflict.key] ??= decide(conflict);
      plan = planMerge(db, look, { resolutions });
    }
    if (plan.open.length > 0) throw new Error(`Questions without an end: ${plan.open.join(', ')}`);
    if (plan.nothing) return plan;
    await copyFiles(db, other, plan, { signal: new AbortController().signal, progress: () => undefined });
    db.write((write) => {
      const head = readHead(write);
      applyMerge(write, other, plan, { rev: head.rev + 1, at: AT, who: 'Merger' });
      const facts = { at: AT, who: 'Merger', origin: 'test', method: 'merge.apply', summary: 'Merged' };
      appendChange(write, head, facts, takeTouchedRows(db));
    });
    return plan;
  } finally {
    other.close();
    db.close();
  }
}

/** Takes the last change of a closed file back. */
export function undoLast(path: string): void {
  const db = connect(path, { readonly: false });
  try {
    harden(db);
    watchChanges(db);
    db.write((write) => {
      const head = readHead(write);
      invertRows(write, readRowChanges(write, head.rev), head.rev + 1);
      const facts = { at: AT, who: 'Merger', origin: 'test', method: 'workbook.undo', summary: 'Undid' };
      appendChange(write, head, facts, takeTouchedRows(db));
    });
  } finally {
    db.close();
  }
}
