import { buildReport } from '../assessment/report.ts';
import { layoutControls, layoutOf, sheetLayouts } from '../catalogue/layouts.ts';
import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { invalidInput } from '../contract/errors.ts';
import type { Layout } from '../contract/layouts.ts';
import { checklistLayout } from '../domain/layouts/checklist.ts';
import { CONTROL_LISTS } from '../domain/layouts/control-list-layouts.ts';
import { decisionRecordLayout } from '../domain/layouts/decision-record.ts';
import { fillLayout, refuseEmpty, seatFor, vantageOf } from '../domain/layouts/fill.ts';
import { isOscalLayout, oscalLayouts } from '../domain/layouts/oscal-layouts.ts';
import { chosenFrameworks, documentInstant } from '../domain/report/report.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { checklistWriter } from './checklist-writer.ts';
import { controlListWriter } from './control-list-writer.ts';
import { decisionRecordWriter } from './decision-record-writer.ts';
import type { LayoutOptions, LayoutWriter } from './layout-writer.ts';
import { oscalWriter } from './oscal-writer.ts';

/** Every layout that can be written: the sheets here, then those of other formats. Each has its branch in `writerFor`. */
export const listLayouts = (catalogue: CatalogueIndex): readonly Layout[] => [
  ...sheetLayouts(catalogue).map(layoutOf),
  decisionRecordLayout,
  ...CONTROL_LISTS.map(({ layout }) => layout),
  checklistLayout,
  ...oscalLayouts,
];

/** Fills the layout asked for. `db` must stay on one snapshot until it is written. Undefined for an id that is not listed. */
export async function writerFor(
  db: ReadDb,
  catalogue: CatalogueIndex,
  options: LayoutOptions,
): Promise<LayoutWriter | undefined> {
  if (options.layout === decisionRecordLayout.id) return decisionRecordWriter(db, catalogue, options);
  if (options.packageOverview !== undefined)
    throw invalidInput(
      `--package-overview is for the layout ${decisionRecordLayout.id}; leave it out for ${options.layout}.`,
    );
  if (isOscalLayout(options.layout)) return oscalWriter(db, catalogue, options.layout, options);
  if (options.layout === checklistLayout.id) return checklistWriter(db, catalogue, options);
  const list = CONTROL_LISTS.find(({ layout }) => layout.id === options.layout);
  if (list) return controlListWriter(db, catalogue, list, options);
  const template = sheetLayouts(catalogue).find(({ id }) => id === options.layout);
  if (template === undefined) return undefined;
  if (options.framework !== undefined)
    throw invalidInput(
      `The layout ${template.id} is of one framework already; --framework is for OSCAL documents.`,
    );
  const report = buildReport(db, catalogue, options);
  const seat =
    options.vantage === undefined ? seatFor(template, report) : vantageOf(template, options.vantage);
  const controls = layoutControls(template, catalogue, chosenFrameworks(report));
  const document = fillLayout(template, seat, report, controls, options.filled);
  return {
    vantage: template.vantages.length > 1 ? seat.id : null,
    rows: document.counts.rows,
    leftOut: document.leftOut,
    async write(path, controls) {
      refuseEmpty(template, seat, document);
      const { writeLayout } = await import('../exporters/layouts/write-layout.ts');
      await writeLayout(document, path, documentInstant(report.meta), controls);
    },
    async reconcile(path) {
      const { reconcileLayout } = await import('../exporters/layouts/reconcile-layout.ts');
      return await reconcileLayout(path, document);
    },
  };
}
