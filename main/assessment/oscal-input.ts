import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { notFound } from '../contract/errors.ts';
import type { OscalFramework, OscalInput, OscalLayout } from '../domain/layouts/oscal.ts';
import type { Report } from '../domain/report/report.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { listServices } from '../workbook/tables/services-in-use.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';

/** The framework that speaks for a workbook that chose none: the one that OSCAL was made for. */
const DEFAULT_FRAMEWORK = 'nist-800-53-r5';

/**
 * What the OSCAL exporters need beside the report of the same snapshot. `framework` is the one asked for; a plan is of one framework,
 * so that it says of a control what that framework does: the first that the workbook chose, where none is asked for.
 */
export function buildOscalInput(
  db: ReadDb,
  catalogue: CatalogueIndex,
  report: Report,
  { layout, framework }: { readonly layout: OscalLayout; readonly framework?: string | undefined },
): OscalInput {
  const workbook = readWorkbook(db);
  const all = workbook.frameworks.length > 0 ? workbook.frameworks : [DEFAULT_FRAMEWORK];
  if (framework !== undefined && !catalogue.framework(framework))
    throw notFound(`framework "${framework}"`, `The catalogue has: ${listOf(catalogue)}.`);
  const chosen =
    framework !== undefined ? [framework] : layout === 'oscal-component-definition' ? all : all.slice(0, 1);
  const nameOf = (id: string) => catalogue.framework(id)?.name ?? id;
  return {
    report,
    workbook: workbook.uuid,
    lastModified: report.meta.lastChange,
    frameworks: chosen.flatMap((id) => {
      const framework = frameworkOf(id, catalogue, report);
      return framework ? [framework] : [];
    }),
    others: framework === undefined ? all.filter((id) => !chosen.includes(id)).map(nameOf) : [],
    catalogueIds: new Map(listServices(db).map(({ ref, catalogueId }) => [ref, catalogueId])),
  };
}

const listOf = ({ catalogue }: CatalogueIndex): string => catalogue.frameworks.map(({ id }) => id).join(', ');

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
      inherit: control.inherit,
    })),
  };
}
