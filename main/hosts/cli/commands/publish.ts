import { Option } from 'commander';
import type { PublishedWorkbook, PublishOutcome, PublishReport } from '../../../contract/portfolio.ts';
import { OUTCOME_WORDS } from '../../../domain/portfolio/words.ts';
import { counted } from '../../../domain/words/counted.ts';
import { AS_OF_OPTION, asOfFrom } from '../as-of.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withCore } from '../context.ts';
import { EXIT, ExitWith } from '../exit.ts';
import { oneLine } from '../output.ts';
import { asPortfolioNotOpened, portfolioTarget, TARGET_HELP } from '../portfolio-target.ts';
import { preparedFrom } from '../prepared.ts';
import { workbookFiles } from '../workbook-files.ts';

interface Options extends CommonOptions {
  readonly to?: string;
  readonly unit?: string;
  readonly audience?: string;
  readonly asOf?: string;
}

export const addPublish: AddCommand = (program, streams) => {
  program
    .command('publish')
    .description(
      'publish workbooks to a portfolio, where hundreds of them become one picture; what is published already is passed over',
    )
    .argument('<file...>', 'workbooks, and folders of them')
    .option('--to <target>', TARGET_HELP)
    .option(
      '--unit <name>',
      "the part of the organisation that they belong to, by which readers are told apart; without it, each workbook's organisation",
    )
    .addOption(
      new Option(
        '--audience <who>',
        'what goes out: internal (unless said), auditor, client or public; what each is not told is left out',
      ),
    )
    .option(...AS_OF_OPTION)
    .action((paths: readonly string[], options: Options) => {
      const files = workbookFiles(paths);
      const { audience } = preparedFrom(options);
      const day = asOfFrom(options.asOf);
      return withCore(options, streams, async ({ core, ask, print }) => {
        const report = await ask('portfolio.publish', {
          files: files.map((path) => core.files.registerSource(path, path).handle),
          to: portfolioTarget(core, options.to),
          ...(options.unit === undefined ? {} : { unit: options.unit }),
          ...(audience === undefined ? {} : { audience }),
          ...day,
        }).catch(asPortfolioNotOpened);
        print('publish', report, () => describe(report));
        if (report.failed.length > 0) throw new ExitWith(EXIT.found);
      });
    });
};

function describe({ portfolio, steps, published, failed }: PublishReport): string {
  const told = published.filter(({ outcome, notices }) => outcome !== 'unchanged' || notices.length > 0);
  const count = (...wanted: PublishOutcome[]) =>
    published.filter(({ outcome }) => wanted.includes(outcome)).length;
  return [
    ...steps.map((step) => `${portfolio} was brought up to date: ${step}\n`),
    ...told.map(line),
    ...failed.map(({ file, message }) => `${file}  NOT PUBLISHED: ${oneLine(message)}\n`),
    `${counted(count('new', 'updated', 'fork'), 'workbook')} published, ${count('unchanged')} published already, ${count('older')} left out, ${failed.length} not published; portfolio ${portfolio}\n`,
  ].join('');
}

const line = ({ file, title, unit, revision, outcome, rows, notices }: PublishedWorkbook): string =>
  [
    `${file}  ${oneLine(title)} (${oneLine(unit)}), revision ${revision}: ${OUTCOME_WORDS[outcome]}${rows > 0 ? `, ${counted(rows, 'row')}` : ''}\n`,
    ...notices.map((notice) => `  note: ${oneLine(notice)}\n`),
  ].join('');
