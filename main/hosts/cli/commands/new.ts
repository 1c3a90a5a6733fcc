import { basename, extname } from 'node:path';
import { EXAMPLES } from '../../../contract/app.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { TEMPLATE_WORDS } from '../../../domain/templates.ts';
import { examples } from '../../../examples/index.ts';
import type { AddCommand } from '../command.ts';
import { type Command, type CommonOptions, withCore } from '../context.ts';
import { AS_OPTION } from '../identity.ts';
import { asNotOpened, templateAt } from '../other-workbook.ts';
import { oneLine } from '../output.ts';
import { type AccountsOptions, checkAccounts, newForAccounts } from './new-accounts.ts';

type Options = CommonOptions & AccountsOptions;

export const addNew: AddCommand = (program, streams) => {
  program
    .command('new')
    .description('make a workbook, or one for each account of a list')
    .argument('[file]', 'where to put it, such as acme.demarc')
    .option('--title <title>', 'title of the assessment; the name of the file if left out')
    .option('--organisation <name>', 'name of the organisation that is assessed')
    .option('--example <name>', `start from an example: ${EXAMPLES.join(', ')}`)
    .option(
      '--from <template>',
      'begin from another workbook: its parties, people, environments, own services and duties, frameworks, marks and views, and nothing that was answered',
    )
    .option('--with-services', 'with --from: take its services in use along as well, without their answers')
    .option(
      '--accounts <list>',
      'with --from and --into: make one for each account of a CSV (columns account, name, environment, lead, region) or of what "aws organizations list-accounts" writes',
    )
    .option('--into <folder>', 'where those go; what is there already stays as it is')
    .option(...AS_OPTION)
    .action((file: string | undefined, options: Options) =>
      withCore(options, streams, async (command) => {
        const { core, print } = command;
        checkFrom(options);
        checkAccounts(file, options);
        if (file === undefined) return await newForAccounts(command, options);
        if (options.from !== undefined) return await newFrom(command, file, options.from, options);
        const example = EXAMPLES.find((name) => name === options.example);
        if (options.example !== undefined && example === undefined)
          throw invalidInput(`There is no example "${options.example}". There are: ${EXAMPLES.join(', ')}.`);
        if (example !== undefined && options.organisation !== undefined)
          throw invalidInput(
            'An example brings its own organisation, whom its answers speak of. Leave --organisation out, or make a workbook without --example.',
          );
        const model = example === undefined ? null : examples[example];
        const organisation = options.organisation ?? model?.organisation;
        const workbook = await core.createAt(file, {
          title: options.title ?? model?.title ?? basename(file, extname(file)),
          ...(organisation === undefined ? {} : { organisation }),
          ...(example === undefined ? {} : { example }),
        });
        print(
          'new',
          { file, ...workbook },
          () => `Made ${file}: "${oneLine(workbook.title)}" for ${oneLine(workbook.organisation)}.\n`,
        );
      }),
    );
};

function checkFrom({ from, withServices, example }: Options): void {
  if (from === undefined && withServices)
    throw invalidInput(
      '--with-services goes with --from, which names the workbook whose services come along.',
    );
  if (from !== undefined && example !== undefined)
    throw invalidInput('A workbook begins from an example or from a template, not from both. Leave one out.');
}

async function newFrom(
  { core, print }: Command,
  file: string,
  from: string,
  options: Options,
): Promise<void> {
  const workbook = await core
    .createAt(file, {
      title: options.title ?? basename(file, extname(file)),
      template: templateAt(from),
      withServices: options.withServices,
      organisation: options.organisation,
    })
    .catch(asNotOpened);
  print('new', { file, ...workbook }, () =>
    [
      `Made ${file}: "${oneLine(workbook.title)}" for ${oneLine(workbook.organisation)}, from "${oneLine(workbook.begunFrom?.title ?? from)}".`,
      TEMPLATE_WORDS.taken,
      TEMPLATE_WORDS.left,
      `${options.withServices ? 'With its services in use, without their answers.' : 'Without its services in use; --with-services takes them along.'}\n`,
    ].join('\n'),
  );
}
