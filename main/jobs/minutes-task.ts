import { readMinutes } from '../assessment/minutes.ts';
import { FOR_INTERNAL_USE } from '../contract/audience.ts';
import { notFound } from '../contract/errors.ts';
import type { MinutesFormat } from '../contract/minutes.ts';
import { minutesDocument } from '../domain/minutes/document.ts';
import { documentInstant } from '../domain/report/report.ts';
import type { DocumentFacts } from '../exporters/pdf/write-document.ts';
import { readHead } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { withSoundSnapshot } from './snapshot.ts';
import type { MinutesTask, TaskControls, WrittenDocumentFile } from './tasks.ts';
import { writeDocuments } from './write-document.ts';

/** Writes the minutes beside each target, reads each file back, and gives all of them their names when all are complete. */
export const runMinutes = (
  task: MinutesTask,
  controls: TaskControls,
): Promise<readonly WrittenDocumentFile<MinutesFormat>[]> =>
  withSoundSnapshot(task.workbook, controls, async (db, catalogue) => {
    const [minutes] = readMinutes(db, catalogue, task.asOf, task.meeting);
    if (!minutes)
      throw notFound(`meeting ${task.meeting} in this workbook`, 'Choose one from the list of meetings.');
    const facts = factsOf(db, task);
    const { title } = readWorkbook(db);
    const { rev } = readHead(db);
    const { prepared = FOR_INTERNAL_USE } = task;
    return writeDocuments(
      minutesDocument(minutes, { title, revision: rev, prepared, ...facts }),
      facts,
      task.files,
      controls,
    );
  });

function factsOf(db: ReadDb, { asOf, appVersion, paper }: MinutesTask): DocumentFacts {
  const { organisation } = readWorkbook(db);
  return {
    organisation,
    appVersion,
    paper,
    createdAt: documentInstant({ judgedAsOf: asOf }),
    digest: readHead(db).hash,
  };
}
