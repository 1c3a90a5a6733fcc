import { basename } from 'node:path';
import { readBrokenRules } from '../assessment/broken-rules.ts';
import type { VerifyReport } from '../contract/workbook.ts';
import { notFoundWords } from '../domain/words/verify-words.ts';
import { verifyBlobs } from '../workbook/blobs.ts';
import type { Connection } from '../workbook/connection.ts';
import { recordedErasures } from '../workbook/erasure/recorded.ts';
import { verifyMergedLogs } from '../workbook/merge/records.ts';
import { openFile } from '../workbook/open-file.ts';
import { checkSignOffs } from '../workbook/sign-off-signature.ts';
import { EMPTY_LOG, stateProblem } from '../workbook/state/check.ts';
import { compareWithLog } from '../workbook/state/compare.ts';
import {
  checkBases,
  checkFiles,
  checkForeignFiles,
  checkNumbers,
  checkSnapshots,
} from '../workbook/state/hashed.ts';
import { findState } from '../workbook/state/history.ts';
import { keptProblem } from '../workbook/state/keep.ts';
import { replayLog } from '../workbook/state/replay.ts';
import { throughDamage } from './damage-words.ts';
import { giveWay, withSnapshot } from './snapshot.ts';
import type { TaskControls, VerifiedRecord, VerifyTask } from './tasks.ts';

/**
 * Every page of the database, every link of the change log, every recorded row against what the log says of it, and every
 * content against its hash. Damage that is met on the way is a problem like any other.
 */
export const runVerify = (task: VerifyTask, controls: TaskControls): Promise<VerifiedRecord> =>
  withSnapshot(task.workbook, async (db, catalogue) => {
    const problems: string[] = [];
    const check = (what: string, run: () => Promise<void> | void) =>
      throughDamage(problems, { name: basename(task.workbook), what }, run);
    const report = {
      changes: 0,
      evidence: 0,
      bytes: 0,
      head: '',
      state: null as string | null,
      looked: null as VerifyReport['looked'],
      signOffs: [] as VerifiedRecord['signOffs'],
      erasures: [] as VerifiedRecord['erasures'],
      broken: [] as VerifiedRecord['broken'],
    };
    controls.progress(0, null, 'Checking the database');
    await check('The database', () => {
      problems.push(...pagesOf(db, task));
    });
    await check('The record', async () => {
      Object.assign(report, await checkRecord(db, problems, controls));
    });
    await check('The sign-offs', () => {
      const found = checkSignOffs(db);
      report.signOffs = found.map(({ number, subject, name, signedAt, signature, signatureErased }) => ({
        number,
        subject,
        name,
        signedAt,
        signature,
        ...(signatureErased && { signatureErased }),
      }));
      for (const { number, name, signature } of found)
        if (signature !== null && signature.problem !== null)
          problems.push(
            `The signature of sign-off ${number}, recorded of ${name}, does not hold: ${signature.problem}.`,
          );
    });
    await check('What was erased', () => {
      report.erasures = recordedErasures(db);
    });
    await check('The change logs of merged copies', () => {
      problems.push(...verifyMergedLogs(db));
    });
    await check('What lies under its hash', () => {
      problems.push(...checkBases(db), ...checkSnapshots(db));
    });
    await check('The evidence', async () => {
      const blobs = await verifyBlobs(db, {
        signal: controls.signal,
        progress: (done, total) => controls.progress(done, total, 'bytes of evidence checked'),
      });
      report.evidence = blobs.files;
      report.bytes = blobs.bytes;
      const named = new Set(blobs.problems.map(({ number }) => number));
      const others = checkFiles(db).filter(({ number }) => !named.has(number));
      problems.push(...[...blobs.problems, ...others].map(({ sentence }) => sentence));
      problems.push(...checkForeignFiles(db));
    });
    await check('The register', () => {
      try {
        report.broken = readBrokenRules(db, catalogue, controls.progress);
      } catch (error) {
        // A record that was found damaged may be none that can be judged.
        if (problems.length === 0) throw error;
      }
    });
    if (task.head !== undefined) {
      const { head } = task;
      await check('The history', () => {
        report.looked = { given: head, found: findState(db, head) };
      });
      if (report.looked?.found === null) problems.push(notFoundWords(head));
    }
    return { ok: problems.length === 0, ...report, problems };
  });

/** Of the file itself: what is read may be a copy that was brought up to date. */
function pagesOf(db: Connection, { workbook, file = workbook }: VerifyTask): readonly string[] {
  if (file === workbook) return checkPages(db);
  const own = openFile(file, { readonly: true });
  try {
    return checkPages(own);
  } finally {
    own.close();
  }
}

function checkPages(db: Connection): readonly string[] {
  const pages = (db.raw.pragma('integrity_check(20)') as { integrity_check: string }[]).map(
    (row) => row.integrity_check,
  );
  const keys = db.raw.pragma('foreign_key_check') as { table: string }[];
  return [
    ...pages.filter((line) => line !== 'ok').map((line) => `The database is damaged: ${line}.`),
    ...keys.map((row) => `A row of ${row.table} points at something that is not there.`),
  ];
}

async function checkRecord(
  db: Connection,
  problems: string[],
  controls: TaskControls,
): Promise<Pick<VerifyReport, 'changes' | 'head' | 'state'>> {
  const log = await giveWay(replayLog(db), controls, 'changes played');
  problems.push(...(log.entries === 0 ? [EMPTY_LOG] : []), ...log.broken, ...log.strayed);
  const { differences, more, state } = await giveWay(compareWithLog(db, log), controls, 'rows compared');
  problems.push(...differences);
  if (more > 0) problems.push(`And ${more} more differences between the tables and the log.`);
  const vouched = log.head.state;
  if (
    differences.length + log.strayed.length + log.broken.length === 0 &&
    vouched !== null &&
    vouched !== state
  )
    problems.push(stateProblem(log.head));
  const kept = vouched === null ? null : keptProblem(db);
  if (kept !== null) problems.push(kept);
  problems.push(...checkNumbers(db, log.numbers));
  return { changes: log.entries, head: log.head.hash, state };
}
