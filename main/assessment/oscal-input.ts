import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { OscalFramework, OscalInput } from '../domain/oscal.ts';
import type { Report } from '../domain/report.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { listServices } from '../workbook/tables/services-in-use.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';

/** The framework that speaks for a workbook that chose none: the one that OSCAL was made for. */
const DEFAULT_FRAMEWORK = 'nist-800-53-r5';

/** What the OSCAL exporters need beside the report of the same snapshot. */
export function buildOscalInput(db: ReadDb, catalogue: CatalogueIndex, report: Report): OscalInput {
  const workbook = readWorkbook(db);
  const chosen = workbook.frameworks.length > 0 ? workbook.frameworks : [DEFAULT_FRAMEWORK];
  return {
    report,
    workbook: workbook.uuid,
    lastModified: report.meta.lastChange,
    frameworks: chosen.flatMap((id) => {
      const framework = frameworkOf(id, catalogue, report);
      return framework ? [framework] : [];
    }),
    catalogueIds: new Map(listServices(db).map(({ ref, catalogueId }) => [ref, catalogueId])),
  };
}

function frameworkOf(id: string, catalogue: CatalogueIndex, report: Report): OscalFramework | null {
  const framework = catalogue.framework(id);
  if (!framework) return null;
  const helpers = catalogue.helpers(id);
  const told = new Set(report.responsibilities.map((duty) => duty.id));
  return {
    id,
    name: framework.name,
    version: framework.version,
    publisher: framework.publisher,
    subsetOf: framework.subsetOf ?? null,
    controls: framework.controls.map((control) => ({
      id: control.id,
      token: control.oscalId,
      title: control.title,
      responsibilities: (helpers.get(control.id) ?? []).filter((duty) => told.has(duty)),
    })),
  };
}
