import { buildOscalInput } from '../assessment/oscal-input.ts';
import { buildReport } from '../assessment/report.ts';
import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { invalidInput } from '../contract/errors.ts';
import { OSCAL_VERSIONS, type OscalLayout } from '../domain/layouts/oscal.ts';
import { oscalVersionOf } from '../domain/layouts/oscal-layouts.ts';
import type { ReadDb } from '../workbook/connection.ts';
import type { LayoutOptions, LayoutWriter } from './layout-writer.ts';

/** An OSCAL document of a workbook; the seat asked for is the release of OSCAL. */
export async function oscalWriter(
  db: ReadDb,
  catalogue: CatalogueIndex,
  layout: OscalLayout,
  options: LayoutOptions,
): Promise<LayoutWriter> {
  const version = oscalVersionOf(options.vantage);
  if (version === undefined)
    throw invalidInput(
      `OSCAL ${options.vantage ?? ''} is not written here. Choose one of ${OSCAL_VERSIONS.join(', ')}.`,
    );
  const { prepareOscal } = await import('../exporters/oscal/prepare-oscal.ts');
  const report = buildReport(db, catalogue, options);
  const input = buildOscalInput(db, catalogue, report, { layout, framework: options.framework });
  return { vantage: version, ...prepareOscal(input, layout, version, options.filled) };
}
