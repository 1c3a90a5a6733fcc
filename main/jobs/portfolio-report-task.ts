import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { PortfolioReport } from '../contract/portfolio.ts';
import { portfolioDocument } from '../domain/portfolio/document.ts';
import { portfolioLists } from '../domain/portfolio/lists.ts';
import { sizeOf } from '../platform/byte-file.ts';
import { listPublishedEditions } from '../portfolio/editions.ts';
import { readPortfolio } from '../portfolio/open.ts';
import type { Portfolio } from '../portfolio/portfolio.ts';
import { readPrecedents } from '../portfolio/reports/differences.ts';
import { lookAtActions, lookAtControls, lookAtEvidence } from '../portfolio/reports/looks.ts';
import { readReport } from '../portfolio/reports/report.ts';
import { readDuties, readGaps } from '../portfolio/reports/rows.ts';
import { lookAtPublications, lookAtWorkbooks } from '../portfolio/reports/states.ts';
import type {
  PortfolioLookTask,
  PortfolioReportTask,
  PortfolioSeen,
  ReadPortfolioReport,
  WrittenPortfolioFile,
} from './portfolio-tasks.ts';
import type { TaskControls } from './tasks.ts';
import { hashOf, incomplete, writeAllBeside } from './write-beside.ts';
import { writeDocument } from './write-document.ts';

/** Reads a report on one state of the portfolio, and writes it as documents where that is asked, each of which is read back first. */
export async function runPortfolioReport(
  task: PortfolioReportTask,
  controls: TaskControls,
): Promise<ReadPortfolioReport> {
  controls.progress(0, null, 'reading the portfolio');
  // A document is whole.
  const limit = task.files.length > 0 ? Number.MAX_SAFE_INTEGER : task.limit;
  const report = await readPortfolio(task.target, (portfolio) => readReport(portfolio, { ...task, limit }));
  const files = await writeAllBeside(task.files, ({ format, path }, temporary, index) => {
    controls.progress(index, task.files.length, basename(path));
    return write(report, task, format, { path, temporary }, controls);
  });
  return { report, files };
}

async function write(
  report: PortfolioReport,
  { appVersion, asOf }: PortfolioReportTask,
  format: WrittenPortfolioFile['format'],
  { path, temporary }: { readonly path: string; readonly temporary: string },
  controls: TaskControls,
): Promise<WrittenPortfolioFile> {
  const lists = portfolioLists(report);
  // One report has one digest, whatever it is written as.
  const digest = createHash('sha256').update(JSON.stringify(report.body)).digest('hex');
  const createdAt = new Date(`${asOf}T00:00:00.000Z`);
  if (format === 'pdf') {
    const facts = { organisation: '', createdAt, appVersion, digest };
    const written = await writeDocument(portfolioDocument(report, lists, digest), facts, 'pdf', {
      path,
      temporary,
    });
    return { ...written, format };
  }
  const [{ writeLists }, { reconcileLists }] = await Promise.all([
    import('../exporters/xlsx/list-book.ts'),
    import('../exporters/reconcile/list-book.ts'),
  ]);
  await writeLists(lists, temporary, { createdAt, digest }, controls);
  const { problems, texts } = await reconcileLists(temporary, lists);
  if (problems.length > 0) throw incomplete(path, problems, { problems });
  return { format, bytes: sizeOf(temporary), sha256: await hashOf(temporary), texts, warnings: [] };
}

/** Opens what a number of a report counts, says how others answer the duties of a service, or only comes in. */
export const runPortfolioLook = ({ target, look }: PortfolioLookTask): Promise<PortfolioSeen> =>
  readPortfolio(target, (portfolio: Portfolio): Promise<PortfolioSeen> => {
    switch (look.at) {
      case 'door':
        return Promise.resolve([]);
      case 'precedents':
        return readPrecedents(portfolio, look.filter);
      case 'duties':
        return readDuties(portfolio, look.wanted, look.limit);
      case 'gaps':
        return readGaps(portfolio, look.wanted, look.limit);
      case 'evidence':
        return lookAtEvidence(portfolio, look.wanted, look.limit);
      case 'actions':
        return lookAtActions(portfolio, look.wanted, look.limit);
      case 'controls':
        return lookAtControls(portfolio, look.wanted, look.limit);
      case 'workbooks':
        return lookAtWorkbooks(portfolio, look.wanted, look.limit);
      case 'publications':
        return lookAtPublications(portfolio, look.wanted, look.limit);
      case 'editions':
        return listPublishedEditions(portfolio, look.wanted, look.limit);
    }
  });
