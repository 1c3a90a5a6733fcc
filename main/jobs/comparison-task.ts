import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { readChangeReport } from '../assessment/change-report.ts';
import { comparedStates, type OwnWorkbook, withBoth } from '../assessment/compared-states.ts';
import type { Prepared } from '../contract/audience.ts';
import type { ComparisonFormat, NamedComparison, WrittenComparison } from '../contract/snapshots.ts';
import { changeDocument } from '../domain/changes/document.ts';
import { preparedOfBoth } from '../domain/report/audience.ts';
import type { DocumentModel } from '../domain/report/document.ts';
import { documentInstant } from '../domain/report/report.ts';
import type { DocumentFacts } from '../exporters/pdf/write-document.ts';
import { readHead } from '../workbook/change-log.ts';
import { heedCancel, withSoundSnapshot } from './snapshot.ts';
import type { ComparisonTask, TaskControls } from './tasks.ts';
import { hashOf, incomplete, writeAllBeside } from './write-beside.ts';
import { writeDocument } from './write-document.ts';

type Written = Omit<WrittenComparison, 'name' | 'handle'>;
/** What the formats are made of; the document is only made where one is asked for. */
interface Compared {
  readonly comparison: NamedComparison;
  readonly document: DocumentModel | null;
  readonly facts: DocumentFacts;
  readonly prepared: Prepared;
}

/** Writes a comparison beside each target, reads each file back, and gives all of them their names when all are complete. */
export const runComparison = (task: ComparisonTask, controls: TaskControls): Promise<readonly Written[]> =>
  withSoundSnapshot(task.workbook, controls, async (db, catalogue) => {
    const own: OwnWorkbook = { db, catalogue, fileName: task.fileName, today: task.asOf };
    const compared = read(own, task, readHead(db).hash, controls);
    return writeAllBeside(task.files, async ({ format, path }, temporary, index) => {
      await heedCancel(controls);
      controls.progress(index, task.files.length, basename(path));
      return write(compared, format, path, temporary, controls);
    });
  });

function read(own: OwnWorkbook, task: ComparisonTask, digest: string, { progress }: TaskControls): Compared {
  const { files, appVersion, paper, asOf, asked } = task;
  const facts = { appVersion, paper, digest, createdAt: documentInstant({ judgedAsOf: asOf }) };
  if (files.every(({ format }) => format === 'xlsx'))
    return withBoth(own, task, (from, to) => {
      const prepared = preparedOfBoth(asked, from.marks, to.marks);
      const comparison = comparedStates(own, from, to, prepared);
      return { comparison, document: null, prepared, facts: { ...facts, organisation: '' } };
    });
  const report = readChangeReport(own, task, { appVersion, asked }, (label) => progress(0, null, label));
  return {
    comparison: report.comparison,
    document: changeDocument(report),
    prepared: report.prepared,
    facts: { ...facts, organisation: report.to.state.organisation },
  };
}

/** Writes one format to `temporary` and compares it with what was compared; whoever asked throws it away otherwise. */
async function write(
  { comparison, document, facts, prepared }: Compared,
  format: ComparisonFormat,
  path: string,
  temporary: string,
  controls: TaskControls,
): Promise<Written> {
  if (format === 'xlsx' || document === null)
    return {
      format,
      ...(await writeSheet(comparison, { digest: facts.digest, prepared }, path, temporary, controls)),
    };
  const { bytes, sha256, warnings } = await writeDocument(document, facts, format, { path, temporary });
  return { format, bytes, sha256, warnings, rows: comparison.total };
}

async function writeSheet(
  comparison: NamedComparison,
  source: { readonly digest: string; readonly prepared: Prepared },
  path: string,
  temporary: string,
  controls: TaskControls,
): Promise<Omit<Written, 'format'>> {
  const [{ writeComparison }, { reconcileComparison }] = await Promise.all([
    import('../exporters/xlsx/comparison.ts'),
    import('../exporters/reconcile/comparison.ts'),
  ]);
  await writeComparison(comparison, temporary, source, controls);
  const rows = await reconcileComparison(temporary, comparison, source.prepared).catch((error: unknown) => {
    throw incomplete(path, [`${error instanceof Error ? error.message : String(error)}.`]);
  });
  return { bytes: statSync(temporary).size, sha256: await hashOf(temporary), rows, warnings: [] };
}
