import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { dutiesThrough } from '../assessment/find-through.ts';
import { gapInput } from '../assessment/gap-input.ts';
import { passes, registerOf } from '../assessment/register.ts';
import { filterSets } from '../assessment/register-filter.ts';
import { buildReport } from '../assessment/report.ts';
import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { DemarcError } from '../contract/errors.ts';
import type { ExportFormat, Paper, Reconciliation } from '../contract/exports.ts';
import { findGaps } from '../domain/gaps/gaps.ts';
import { type DocumentModel, textsOf } from '../domain/report/document.ts';
import { type ExtractOf, extract } from '../domain/report/extract.ts';
import { overviewDocument } from '../domain/report/overview.ts';
import { documentInstant, type Report } from '../domain/report/report.ts';
import { sizeOf } from '../platform/byte-file.ts';
import { readHead } from '../workbook/change-log.ts';
import type { Connection } from '../workbook/connection.ts';
import { gathering, giveWay, heedCancel, withSoundSnapshot } from './snapshot.ts';
import type { ExportTask, TaskControls, WrittenExport, WrittenFile } from './tasks.ts';
import { hashOf, incomplete, writeAllBeside } from './write-beside.ts';

/** How a document is written beside what every task has. */
type WriteControls = TaskControls & { readonly paper?: Paper | undefined };

interface Exporter {
  write(report: Report, path: string, controls: WriteControls): Promise<readonly string[]>;
  reconcile(
    path: string,
    report: Report,
    look: (done: number, label: string) => void,
  ): Promise<Reconciliation>;
}

/** Loaded when asked for: a CSV needs neither the PDF nor the Excel library. */
const exporters: Readonly<Record<ExportFormat, () => Promise<Exporter>>> = {
  xlsx: async () => {
    const [{ writeXlsx }, { reconcileXlsx }] = await Promise.all([
      import('../exporters/xlsx/write-xlsx.ts'),
      import('../exporters/reconcile/xlsx.ts'),
    ]);
    return { write: async (...given) => (await writeXlsx(...given)).warnings, reconcile: reconcileXlsx };
  },
  pdf: async () => {
    const [{ writePdf }, { reconcilePdf }] = await Promise.all([
      import('../exporters/pdf/write-pdf.ts'),
      import('../exporters/reconcile/pdf.ts'),
    ]);
    return { write: async (...given) => (await writePdf(...given)).warnings, reconcile: reconcilePdf };
  },
  csv: async () => {
    const [{ writeCsv }, { reconcileCsv }] = await Promise.all([
      import('../exporters/csv.ts'),
      import('../exporters/reconcile/csv.ts'),
    ]);
    return {
      write: async (...given) => (await writeCsv(...given)).warnings,
      reconcile: reconcileCsv,
    };
  },
  docx: async () => {
    const [{ writeDocumentDocx }, { reconcileDocumentDocx }] = await Promise.all([
      import('../exporters/documents/docx.ts'),
      import('../exporters/reconcile/document-docx.ts'),
    ]);
    return documentExporter(
      (document, path, { meta }, paper) =>
        writeDocumentDocx(document, path, { modified: documentInstant(meta).toISOString(), paper }),
      reconcileDocumentDocx,
    );
  },
  html: async () => {
    const [{ documentHtml }, { reconcileDocumentHtml }] = await Promise.all([
      import('../exporters/documents/html.ts'),
      import('../exporters/reconcile/document-html.ts'),
    ]);
    return documentExporter(
      async (document, path) => writeFileSync(path, documentHtml(document), { flag: 'wx' }),
      reconcileDocumentHtml,
    );
  },
};

/** The summary and the controls as a document, which is read back against the same model. */
function documentExporter(
  write: (document: DocumentModel, path: string, report: Report, paper: Paper | undefined) => Promise<void>,
  read: (path: string, document: DocumentModel) => readonly string[] | Promise<readonly string[]>,
): Exporter {
  return {
    async write(report, path, { paper }) {
      await write(overviewDocument(report), path, report, paper);
      return [];
    },
    async reconcile(path, report) {
      const document = overviewDocument(report);
      const problems = await read(path, document);
      return {
        ok: problems.length === 0,
        expected: NO_REGISTER,
        found: NO_REGISTER,
        texts: textsOf(document).length,
        problems,
      };
    },
  };
}
const NO_REGISTER = { rows: 0, notes: 0, evidence: 0 };

/**
 * Writes each file beside its target, reads it back, compares it with the workbook, and only then gives it its name. A file
 * that does not hold what the workbook holds is thrown away: an export that is not complete has failed.
 */
export const runExport = (task: ExportTask, controls: TaskControls): Promise<WrittenExport> =>
  withSoundSnapshot(task.workbook, controls, async (db, catalogue) => {
    const rows = await rowsInView(db, catalogue, task, controls);
    const whole = buildReport(db, catalogue, { ...task, look: gathering(controls) });
    const { person } = task;
    const report = rows || person !== undefined ? extract(whole, { person, rows }) : whole;
    const files = await writeAllBeside(task.files, ({ format, path }, temporary) =>
      writeOne(report, format, path, temporary, { ...controls, paper: task.paper }),
    );
    const part = report.meta.extract;
    return { files, extract: part && { ...part, rows: report.counts.rows } };
  });

/** The rows that a filter shows; undefined where nothing is filtered. CONFLICT when the workbook was changed since it was asked. */
async function rowsInView(
  db: Connection,
  catalogue: CatalogueIndex,
  { rows: wanted, asOf }: ExportTask,
  controls: TaskControls,
): Promise<ExtractOf['rows']> {
  if (wanted === undefined) return undefined;
  if (wanted.revision !== readHead(db).rev)
    throw new DemarcError(
      'CONFLICT',
      'The workbook was changed while the export began, so other rows may be in view now. Export again.',
    );
  const { filter, by, actor } = wanted;
  const found = await giveWay(
    dutiesThrough(db, catalogue, filter.text ?? ''),
    controls,
    'services looked through',
  );
  const rows = registerOf(db, catalogue, (done, total) =>
    controls.progress(done, total, 'services looked through'),
  );
  const sets = filterSets(
    {
      db,
      catalogue,
      actor,
      rows: () => rows,
      find: () => found,
      gaps: () => findGaps(gapInput(db, catalogue, asOf, rows)),
    },
    filter,
  );
  const refs = new Set<string>();
  let looked = 0;
  for (const row of rows) {
    if (passes(row, filter, sets)) refs.add(row.ref);
    looked += 1;
    if (looked % ROWS_AT_ONCE !== 0) continue;
    await heedCancel(controls);
  }
  return { refs, by };
}
const ROWS_AT_ONCE = 20_000;

/** Writes one format to `temporary` and compares it with the report; `path` is what messages call it. Whoever asked throws it away otherwise. */
export async function writeOne(
  report: Report,
  format: ExportFormat,
  path: string,
  temporary: string,
  controls: WriteControls,
): Promise<WrittenFile> {
  const exporter = await exporters[format]();
  const warnings = await exporter.write(report, temporary, controls);
  controls.progress(0, null, `Reading ${basename(path)} back`);
  const reconciliation = await exporter.reconcile(temporary, report, (done, label) =>
    controls.progress(done, null, label),
  );
  if (!reconciliation.ok) throw incomplete(path, reconciliation.problems, reconciliation);
  return {
    format,
    path,
    bytes: sizeOf(temporary),
    sha256: await hashOf(temporary),
    reconciliation,
    warnings,
  };
}
