import type { VerifyReport } from '../contract/workbook.ts';
import { verifyBlobs } from '../workbook/blobs.ts';
import { verifyChain } from '../workbook/change-log.ts';
import { verifyMergedLogs } from '../workbook/merge/records.ts';
import { withSnapshot } from './snapshot.ts';
import type { TaskControls, VerifyTask } from './tasks.ts';

/** Three checks: SQLite's own of every page, every link of the change log, the hash of every embedded file. */
export const runVerify = (task: VerifyTask, { signal, progress }: TaskControls): Promise<VerifyReport> =>
  withSnapshot(task.workbook, async (db) => {
    progress(0, null, 'Checking the database');
    const pages = (db.raw.pragma('integrity_check(20)') as { integrity_check: string }[]).map(
      (row) => row.integrity_check,
    );
    const keys = db.raw.pragma('foreign_key_check') as { table: string }[];
    progress(0, null, 'Checking the change log');
    const chain = verifyChain(db);
    const blobs = await verifyBlobs(db, {
      signal,
      progress: (done, total) => progress(done, total, 'bytes of evidence checked'),
    });
    const problems = [
      ...pages.filter((line) => line !== 'ok').map((line) => `The database is damaged: ${line}.`),
      ...keys.map((row) => `A row of ${row.table} points at something that is not there.`),
      ...chain.problems,
      ...verifyMergedLogs(db),
      ...blobs.problems.map((problem) => problem.sentence),
    ];
    return {
      ok: problems.length === 0,
      changes: chain.entries,
      evidence: blobs.files,
      bytes: blobs.bytes,
      head: chain.head,
      problems,
    };
  });
