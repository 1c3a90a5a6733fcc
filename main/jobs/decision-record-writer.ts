import { buildReport } from '../assessment/report.ts';
import { frameworkControls } from '../catalogue/layouts.ts';
import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { DemarcError, invalidInput } from '../contract/errors.ts';
import { decisionRecord, decisionRecordLayout } from '../domain/layouts/decision-record.ts';
import type { ReadDb } from '../workbook/connection.ts';
import type { LayoutOptions, LayoutWriter } from './layout-writer.ts';

/** A FedRAMP Security Decision Record of a workbook. INVALID_INPUT without the address of the package overview, which it must name. */
export async function decisionRecordWriter(
  db: ReadDb,
  catalogue: CatalogueIndex,
  options: LayoutOptions,
): Promise<LayoutWriter> {
  const { framework, id } = decisionRecordLayout;
  if (options.packageOverview === undefined)
    throw invalidInput(
      `A Security Decision Record names the Certification Package Overview that it belongs to. Give the overview's full address; on the command line, with --package-overview https://...`,
    );
  if (options.framework !== undefined || options.vantage !== undefined)
    throw invalidInput(
      `The layout ${id} is of one framework and one seat. Leave out --framework and --vantage.`,
    );
  const annex = framework === null ? undefined : frameworkControls(catalogue, framework);
  if (!annex) throw new Error(`The layout ${id} is for a framework that is not in the catalogue.`);
  const report = buildReport(db, catalogue, options);
  const { record, leftOut } = decisionRecord(report, annex, options.packageOverview, options.filled);
  const { writeDecisionRecord, readDecisionRecordBack } = await import(
    '../exporters/layouts/decision-record-file.ts'
  );
  return {
    vantage: null,
    rows: record.securityControls.length,
    leftOut,
    async write(path) {
      if (record.securityControls.length === 0)
        throw new DemarcError(
          'NOTHING_TO_SAY',
          'Nothing that bears on a control of the Moderate baseline is answered, so the record would be empty; nothing was written.',
        );
      await writeDecisionRecord(record, path);
    },
    reconcile: (path) => readDecisionRecordBack(path, record),
  };
}
