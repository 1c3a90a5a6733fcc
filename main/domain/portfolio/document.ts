import type { PortfolioReport } from '../../contract/portfolio.ts';
import { type Block, type DocumentModel, heading, quiet } from '../report/document.ts';
import { shortDate } from '../words/date-words.ts';
import type { PortfolioList } from './lists.ts';
import { filterWords, REPORT_TITLES } from './words.ts';

/** A report as a document; `digest` is that of what it says. */
export const portfolioDocument = (
  report: PortfolioReport,
  lists: readonly PortfolioList[],
  digest: string,
): DocumentModel => ({
  title: REPORT_TITLES[report.report],
  subtitle: `Portfolio, as of ${shortDate(report.asOf)}`,
  subject: REPORT_TITLES[report.report],
  blocks: [quiet(filterWords(report.filter)), ...lists.flatMap(listBlocks)],
  source: `Portfolio ${sourceWords(report.portfolio)}. Digest ${digest}.`,
  mark: null,
  wide: true,
});

/** The portfolio as a document names it: in which folder of a machine its file lies is nobody else's business. */
const sourceWords = (portfolio: string): string =>
  portfolio.includes('://') ? portfolio : (portfolio.split(/[\\/]/).at(-1) ?? portfolio);

const listBlocks = ({ name, columns, rows }: PortfolioList): readonly Block[] => [
  heading(name),
  rows.length === 0
    ? quiet('There is none.')
    : {
        kind: 'table',
        name,
        columns: columns.map(({ header, width, kind }) => ({
          title: header,
          width,
          ...(kind === 'number' ? { numbers: true as const } : {}),
        })),
        rows: rows.map((row) =>
          row.map((cell, index) =>
            cell === null ? '' : columns[index]?.kind === 'date' ? shortDate(String(cell)) : String(cell),
          ),
        ),
      },
];
