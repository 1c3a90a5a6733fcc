import { buildReport } from '../assessment/report.ts';
import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { checklistLayout, checklistOf } from '../domain/layouts/checklist.ts';
import { controlList } from '../domain/layouts/control-list.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { ofNoFramework, refuseNoControls } from './control-list-writer.ts';
import type { LayoutOptions, LayoutWriter } from './layout-writer.ts';

/** A workbook's duties as a checklist of STIG Viewer 3. INVALID_INPUT for a framework or a seat, of which it has none. */
export async function checklistWriter(
  db: ReadDb,
  catalogue: CatalogueIndex,
  options: LayoutOptions,
): Promise<LayoutWriter> {
  ofNoFramework(checklistLayout, options);
  const report = buildReport(db, catalogue, options);
  const list = controlList(report, options.filled);
  const { namerFor } = await import('../exporters/oscal/names.ts');
  const { writeChecklist, readChecklistBack } = await import('../exporters/layouts/checklist-file.ts');
  const checklist = checklistOf(list, report.meta, namerFor(report.meta.workbook));
  return {
    vantage: null,
    rows: list.controls.length,
    leftOut: list.leftOut,
    async write(path) {
      refuseNoControls(checklistLayout, list);
      await writeChecklist(checklist, path);
    },
    reconcile: (path) => readChecklistBack(path, checklist),
  };
}
