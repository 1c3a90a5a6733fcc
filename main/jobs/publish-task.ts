import { randomUUID } from 'node:crypto';
import { editionOf } from '../assessment/provider-edition.ts';
import { buildReport } from '../assessment/report.ts';
import { catalogueOf } from '../assessment/workbook-catalogue.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { type CatalogueIndex, indexCatalogue } from '../catalogue/lookup.ts';
import { DemarcError } from '../contract/errors.ts';
import type { PublishedWorkbook, PublishReport } from '../contract/portfolio.ts';
import { preparedOf } from '../domain/report/audience.ts';
import { throwIfCancelled } from '../portfolio/cancelled.ts';
import { explain } from '../portfolio/explain.ts';
import { writePortfolio } from '../portfolio/open.ts';
import type { Portfolio } from '../portfolio/portfolio.ts';
import { publish } from '../portfolio/publish.ts';
import { type PublishedBefore, readPublishedBefore } from '../portfolio/published-before.ts';
import { ReadingFailed } from '../portfolio/reading.ts';
import { allHeads } from '../workbook/history/all-heads.ts';
import { withOtherWorkbook } from '../workbook/merge/other-workbook.ts';
import { peekWorkbook } from '../workbook/peek.ts';
import { requireSoundRecord } from '../workbook/state/check.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import type { PublishTask } from './portfolio-tasks.ts';
import { heedCancel } from './snapshot.ts';
import type { TaskControls } from './tasks.ts';

const WORDS = {
  again: 'publish it again',
  remedy: 'It was not published. Publish a sound copy of it.',
};

/** What went wrong with the portfolio, told apart from what is wrong with a workbook: it stops the rest as well. */
class PortfolioFailed extends Error {}

/** What the workbooks of one command have in common. */
interface Run {
  readonly portfolio: Portfolio;
  readonly task: PublishTask;
  readonly catalogue: CatalogueIndex;
  readonly before: PublishedBefore;
  readonly controls: TaskControls;
}

/**
 * Publishes one workbook after the other, each in a transaction of its own, and passes over those that are published as they are. One
 * that cannot be read is named and does not stop the rest; a portfolio that is gone or full does.
 */
export const runPublish = (task: PublishTask, controls: TaskControls): Promise<PublishReport> =>
  writePortfolio(task.target, { now: task.now, program: task.appVersion }, async (portfolio, steps) => {
    const run: Run = {
      portfolio,
      task,
      controls,
      catalogue: indexCatalogue(loadCatalogue()),
      before: await readPublishedBefore(portfolio),
    };
    const published: PublishedWorkbook[] = [];
    const failed: PublishReport['failed'][number][] = [];
    for (const [index, file] of task.files.entries()) {
      // What was published before it stays, and is said.
      await heedCancel(controls).catch(() => throwIfCancelled(controls.signal));
      controls.progress(index + 1, task.files.length, `Publishing ${file.name}, workbook`);
      const outcome = await publishOne(run, file);
      if ('code' in outcome) failed.push(outcome);
      else published.push(outcome);
    }
    // A server looks after its own statistics.
    if (portfolio.engine === 'sqlite') await portfolio.run('PRAGMA optimize');
    const { audience, asOf } = task;
    return { portfolio: portfolio.name, audience, asOf, steps, published, failed };
  });

type Failed = PublishReport['failed'][number];

async function publishOne(run: Run, file: PublishTask['files'][number]): Promise<PublishedWorkbook | Failed> {
  try {
    return passedOver(run, file) ?? (await publishFile(run, file));
  } catch (error) {
    throwIfCancelled(run.controls.signal);
    if (error instanceof PortfolioFailed) throw error.cause;
    if (!(error instanceof DemarcError)) throw error;
    return { file: file.name, code: error.code, message: error.message };
  }
}

/** A workbook whose log ends where what is published of it does, of the same day and for the same audience; null for any other. */
function passedOver(
  { before, task }: Run,
  { path, name }: PublishTask['files'][number],
): PublishedWorkbook | null {
  const peeked = peekWorkbook(path, name, WORDS.remedy);
  const known = peeked && before.find(peeked.uuid, peeked.hash);
  if (!peeked || !known) return null;
  const same =
    known.audience === task.audience &&
    known.judged_as_of === task.asOf &&
    known.app_version === task.appVersion &&
    (task.unit === undefined ? known.unit === known.organisation : known.unit === task.unit);
  if (!same) return null;
  const { unit, title } = known;
  return {
    file: name,
    unit,
    workbook: peeked.uuid,
    title,
    revision: peeked.rev,
    outcome: 'unchanged',
    rows: 0,
    notices: [],
  };
}

const publishFile = (
  { portfolio, task, catalogue, controls }: Run,
  { path, name }: PublishTask['files'][number],
): Promise<PublishedWorkbook> =>
  withOtherWorkbook(
    { path, name },
    async (db, notices) => {
      requireSoundRecord(db, name, 'it was not published', (done) =>
        controls.progress(done, null, `records of ${name} checked`),
      );
      const workbook = readWorkbook(db);
      const report = buildReport(db, catalogueOf(catalogue, db), {
        asOf: task.asOf,
        appVersion: task.appVersion,
        prepared: preparedOf({ audience: task.audience }, workbook),
      });
      const publication = {
        id: randomUUID(),
        unit: task.unit ?? workbook.organisation,
        report,
        // As in a pack: it says how answers came about that another audience may not be told of.
        edition: task.audience === 'internal' ? editionOf(db).edition : null,
        heads: allHeads(db),
        publishedAt: task.now,
      };
      const { outcome, rows } = await publish(portfolio, publication, controls.signal).catch((error) => {
        if (error instanceof ReadingFailed) throw error.cause;
        const told = explain(error, task.target);
        // Which units a user may publish is said of each workbook.
        if (told instanceof DemarcError && told.code === 'NOT_ALLOWED') throw told;
        throw new PortfolioFailed('The portfolio failed', { cause: told });
      });
      const { title, revision } = report.meta;
      return {
        file: name,
        unit: publication.unit,
        workbook: workbook.uuid,
        title,
        revision,
        outcome,
        rows,
        notices,
      };
    },
    WORDS,
  );
