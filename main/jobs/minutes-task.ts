import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readMinutes } from '../assessment/minutes.ts';
import { notFound } from '../contract/errors.ts';
import type { MinutesFormat } from '../contract/minutes.ts';
import { type MinutesDocument, minutesDocument, textsOf } from '../domain/minutes/document.ts';
import { documentInstant } from '../domain/report.ts';
import type { MinutesFacts } from '../exporters/pdf/write-minutes.ts';
import { commitTemporary } from '../platform/atomic-write.ts';
import { sizeOf } from '../platform/byte-file.ts';
import { removeTemporary } from '../platform/temporaries.ts';
import { readHead } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { withSoundSnapshot } from './snapshot.ts';
import type { MinutesTask, TaskControls, WrittenMinutesFile } from './tasks.ts';
import { besideTarget, cannotWrite, hashOf, incomplete } from './write-beside.ts';

/** Writes the minutes beside each target, reads each file back, and gives all of them their names when all are complete. */
export const runMinutes = (
  task: MinutesTask,
  controls: TaskControls,
): Promise<readonly WrittenMinutesFile[]> =>
  withSoundSnapshot(task.workbook, controls, async (db, catalogue) => {
    const [minutes] = readMinutes(db, catalogue, task.asOf, task.meeting);
    if (!minutes)
      throw notFound(`meeting ${task.meeting} in this workbook`, 'Choose one from the list of meetings.');
    const facts = factsOf(db, task);
    const { title } = readWorkbook(db);
    const { rev } = readHead(db);
    const { classification = null } = task;
    const document = minutesDocument(minutes, { title, revision: rev, classification, ...facts });
    const staged: { readonly temporary: string; readonly path: string; readonly file: WrittenMinutesFile }[] =
      [];
    try {
      for (const { format, path } of task.files) {
        const temporary = besideTarget(path);
        controls.progress(staged.length, task.files.length, basename(path));
        staged.push({
          temporary,
          path,
          file: await writeMinutes(document, facts, format, { path, temporary }),
        });
      }
      for (const { temporary, path } of staged) commitTemporary(temporary, path);
      return staged.map(({ file }) => file);
    } catch (error) {
      for (const { temporary } of staged) removeTemporary(temporary);
      throw error;
    }
  });

function factsOf(db: ReadDb, { asOf, appVersion, paper }: MinutesTask): MinutesFacts {
  const { organisation } = readWorkbook(db);
  return {
    organisation,
    appVersion,
    paper,
    createdAt: documentInstant({ judgedAsOf: asOf }),
    digest: readHead(db).hash,
  };
}

/** Writes one format to `temporary` and compares it with the document; `path` is what messages call it. Throws it away otherwise. */
export async function writeMinutes(
  document: MinutesDocument,
  facts: MinutesFacts,
  format: MinutesFormat,
  { path, temporary }: { readonly path: string; readonly temporary: string },
): Promise<WrittenMinutesFile> {
  try {
    const { warnings, problems } = await writers[format](document, facts, temporary);
    if (problems.length > 0) throw incomplete(path, problems, { problems });
    return {
      format,
      bytes: sizeOf(temporary),
      sha256: await hashOf(temporary),
      texts: textsOf(document).length,
      warnings,
    };
  } catch (error) {
    removeTemporary(temporary);
    throw cannotWrite(error, path) ?? error;
  }
}

type Writer = (
  document: MinutesDocument,
  facts: MinutesFacts,
  path: string,
) => Promise<{ readonly warnings: readonly string[]; readonly problems: readonly string[] }>;

/** Each loads its library when it is asked for. */
const writers: Readonly<Record<MinutesFormat, Writer>> = {
  pdf: async (document, facts, path) => {
    const [{ writeMinutesPdf }, { reconcileMinutesPdf }] = await Promise.all([
      import('../exporters/pdf/write-minutes.ts'),
      import('../exporters/reconcile/minutes-pdf.ts'),
    ]);
    const warnings = writeMinutesPdf(document, path, facts);
    return { warnings, problems: reconcileMinutesPdf(path, document) };
  },
  docx: async (document, facts, path) => {
    const [{ writeMinutesDocx }, { reconcileMinutesDocx }] = await Promise.all([
      import('../exporters/minutes/docx.ts'),
      import('../exporters/reconcile/minutes-docx.ts'),
    ]);
    await writeMinutesDocx(document, path, { modified: facts.createdAt.toISOString(), paper: facts.paper });
    return { warnings: [], problems: await reconcileMinutesDocx(path, document) };
  },
  md: async (document, _, path) => {
    const [{ minutesMarkdown }, { reconcileMinutesMarkdown }] = await Promise.all([
      import('../exporters/minutes/markdown.ts'),
      import('../exporters/reconcile/minutes-markdown.ts'),
    ]);
    writeFileSync(path, minutesMarkdown(document), { flag: 'wx' });
    return { warnings: [], problems: reconcileMinutesMarkdown(path, document) };
  },
};
