import type { Command } from 'commander';
import { invalidInput } from '../../../contract/errors.ts';
import {
  PORTFOLIO_REPORTS,
  type PortfolioFilter,
  type PortfolioReport,
  type PortfolioReportName,
  type WrittenPortfolio,
} from '../../../contract/portfolio.ts';
import { portfolioLists } from '../../../domain/portfolio/lists.ts';
import { REPORT_TITLES } from '../../../domain/portfolio/words.ts';
import { counted } from '../../../domain/words/counted.ts';
import { AS_OF_OPTION, asOfFrom } from '../as-of.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withCore } from '../context.ts';
import { jsonOf } from '../outer-json.ts';
import { oneLine, type Streams, table } from '../output.ts';
import { asPortfolioNotOpened, isServerAddress, portfolioTarget, TARGET_HELP } from '../portfolio-target.ts';
import { refuseOtherEnding } from '../wanted-files.ts';

interface Options extends CommonOptions, PortfolioFilter {
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly limit?: string;
}

interface SetupOptions extends CommonOptions {
  readonly to?: string;
  readonly print?: boolean;
}

const REPORTS: Readonly<Record<PortfolioReportName, string>> = {
  overview: 'all workbooks: answered, gaps, evidence that expires, signed, last published',
  differences: 'duties of the same service that workbooks answer with different owners, and why',
  coverage: 'how far frameworks are answered across workbooks; control by control with --framework',
  evidence: 'evidence that expires, the earliest first',
  load: 'who bears how many duties and actions, and how many are overdue',
  changes: 'what each workbook is now beside what it was before a day',
};

export const addPortfolio: AddCommand = (program, streams) => {
  const portfolio = program
    .command('portfolio')
    .description('what many workbooks come to, once they were published with "demarc publish"');
  for (const name of PORTFOLIO_REPORTS) addReport(portfolio, name, streams);
  portfolio
    .command('setup')
    .description('make the schema, the roles and their rights on a PostgreSQL server; all can be run again')
    .option('--to <address>', 'postgresql://user@host/database, of a user who may make schemas and roles')
    .option('--print', 'only print the statements, for whoever runs them by hand')
    .action((options: SetupOptions, command: Command) => setup({ ...options, ...jsonOf(command) }, streams));
};

function addReport(portfolio: Command, name: PortfolioReportName, streams: Streams): void {
  const command = portfolio
    .command(name)
    .description(REPORTS[name])
    .option('--from <target>', TARGET_HELP)
    .option(
      '--to <path>',
      'write it as an Excel workbook (.xlsx) or a PDF (.pdf), whole, read back and compared',
    )
    .option('--unit <name>', 'only this unit')
    .option('--workbook <id>', 'only the workbook of this id')
    .option('--text <words>', 'only workbooks with these words in their title or organisation')
    .option(...AS_OF_OPTION);
  if (name === 'differences')
    command
      .option('--service <id>', 'only this service of the catalogue')
      .option('--duty <id>', 'only this duty');
  if (name === 'coverage') command.option('--framework <id>', 'this framework, control by control');
  if (name === 'evidence')
    command.option('--until <date>', 'what expires through this day; 90 days ahead if left out');
  if (name === 'changes') command.option('--since <date>', 'since this day; 30 days back if left out');
  if (name === 'load')
    command.option('--person <name>', 'only this person').option('--party <name>', 'only this party');
  if (name === 'differences' || name === 'evidence')
    command.option('--limit <number>', 'so many of them at most; 500 if left out');
  command.action((options: Options, called: Command) =>
    show(name, { ...options, ...jsonOf(called) }, streams),
  );
}

const FILTERS = [
  'unit',
  'workbook',
  'text',
  'service',
  'duty',
  'framework',
  'person',
  'party',
  'until',
  'since',
] as const;

function show(name: PortfolioReportName, options: Options, streams: Streams): Promise<void> {
  const filter = Object.fromEntries(
    FILTERS.flatMap((key) => (options[key] === undefined ? [] : [[key, options[key]]])),
  ) as PortfolioFilter;
  for (const key of ['until', 'since'] as const) asOfFrom(filter[key], `--${key}`);
  const limit = options.limit === undefined ? undefined : Number(options.limit);
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0 && limit <= 100_000))
    throw invalidInput('--limit takes a whole number from 1 to 100,000.');
  const { to } = options;
  const format = to === undefined ? undefined : to.toLowerCase().endsWith('.pdf') ? 'pdf' : 'xlsx';
  if (to !== undefined) refuseOtherEnding('--to', to, ['.xlsx', '.pdf']);
  return withCore(options, streams, async ({ core, ask, print }) => {
    const asked = {
      from: portfolioTarget(core, options.from),
      report: name,
      filter,
      ...asOfFrom(options.asOf),
    };
    if (to === undefined || format === undefined) {
      const report = await ask('portfolio.report', {
        ...asked,
        ...(limit === undefined ? {} : { limit }),
      }).catch(asPortfolioNotOpened);
      print('portfolio', report, () => textOf(report));
      return;
    }
    const written = await ask('portfolio.exportReport', {
      ...asked,
      files: [{ format, target: core.files.registerTarget(to).handle }],
    }).catch(asPortfolioNotOpened);
    print(
      'portfolio',
      {
        ...written.report,
        files: written.files.map(({ handle: _, ...file }) => ({ path: to, ...file })),
      },
      () => filesText(written, to),
    );
  });
}

/** The lists of a report as a terminal shows them. */
function textOf(report: PortfolioReport): string {
  const lists = portfolioLists(report).map(({ name, columns, rows }) =>
    rows.length === 0
      ? `${name}: none\n`
      : `${name}\n${table(
          rows,
          columns.map(({ header, kind }, index) => ({
            head: header,
            align: kind === 'number' ? ('right' as const) : ('left' as const),
            text: (row: (typeof rows)[number]) => row[index] ?? null,
          })),
        )}`,
  );
  const more = 'total' in report.body ? `${counted(report.body.total, 'entry', 'entries')} in all\n` : '';
  return `${REPORT_TITLES[report.report]}, as of ${report.asOf}; portfolio ${oneLine(report.portfolio)}\n\n${lists.join('\n')}${more}`;
}

const filesText = ({ files }: WrittenPortfolio, path: string): string =>
  files
    .map(
      ({ bytes, sha256, texts, warnings }) =>
        `${path}  ${counted(bytes, 'byte')}\n  read back and complete: ${counted(texts, 'text')}\n${warnings
          .map((warning) => `  note: ${warning}\n`)
          .join('')}  sha256 ${sha256}\n`,
    )
    .join('');

function setup({ to, print: only, ...options }: SetupOptions, streams: Streams): Promise<void> {
  if (to === undefined && only !== true)
    throw invalidInput('Say which server to set up (--to postgresql://user@host/database), or only --print.');
  if (to !== undefined && !isServerAddress(to))
    throw invalidInput(
      'A portfolio file needs no setup: the first "demarc publish" makes it. Name a server.',
    );
  return withCore(options, streams, async ({ ask, print }) => {
    const done = await ask('portfolio.setup', only === true || to === undefined ? {} : { address: to }).catch(
      asPortfolioNotOpened,
    );
    print('portfolio-setup', done, () =>
      done.applied
        ? [
            ...done.steps.map((step) => `${done.portfolio} was brought up to date: ${step}\n`),
            `${done.portfolio} is set up: the roles demarc_publisher and demarc_reader have their rights. docs/portfolio.md says how to grant them.\n`,
          ].join('')
        : done.statements.map((statement) => `${statement};\n`).join(''),
    );
  });
}
