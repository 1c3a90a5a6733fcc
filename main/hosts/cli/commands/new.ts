import { basename, extname } from 'node:path';
import { EXAMPLES } from '../../../contract/app.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { examples } from '../../../examples/index.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withCore } from '../context.ts';
import { AS_OPTION } from '../identity.ts';
import { oneLine } from '../output.ts';

interface Options extends CommonOptions {
  readonly title?: string;
  readonly organisation?: string;
  readonly example?: string;
}

export const addNew: AddCommand = (program, streams) => {
  program
    .command('new')
    .description('make a workbook')
    .argument('<file>', 'where to put it, such as acme.demarc')
    .option('--title <title>', 'title of the assessment; the name of the file if left out')
    .option('--organisation <name>', 'name of the organisation that is assessed')
    .option('--example <name>', `start from an example: ${EXAMPLES.join(', ')}`)
    .option(...AS_OPTION)
    .action((file: string, options: Options) =>
      withCore(options, streams, async ({ core, print }) => {
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
