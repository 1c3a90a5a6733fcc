import { basename } from 'node:path';
import { invalidInput } from '../../../contract/errors.ts';
import { type AppliedSteps, STEP_NAMES } from '../../../contract/steps.ts';
import { counted } from '../../../domain/words/counted.ts';
import { readChanges } from '../changes-file.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { documentText } from '../documents/document.ts';
import { AS_OPTION } from '../identity.ts';
import { oneLine } from '../output.ts';

interface Options extends CommonOptions {
  readonly dryRun?: boolean;
  readonly listSteps?: boolean;
}

export const addApply: AddCommand = (program, streams) => {
  program
    .command('apply')
    .description('do everything that a file of changes says as one change: all of it, or nothing')
    .argument('[file]', 'the workbook')
    .argument('[changes]', 'a list of steps in YAML or JSON')
    .option('--dry-run', 'say what each step would do, and change nothing')
    .option('--list-steps', 'list the steps that a file may have; needs no workbook')
    .option(...AS_OPTION)
    .action((file: string | undefined, changes: string | undefined, options: Options) => {
      if (options.listSteps === true) {
        streams.out.write(
          options.json === true
            ? documentText('steps', { steps: [...STEP_NAMES] })
            : STEP_NAMES.map((name) => `${name}\n`).join(''),
        );
        return;
      }
      if (file === undefined || changes === undefined)
        throw invalidInput('Say which workbook and which file: demarc apply <file> <changes.yaml>.');
      const dryRun = options.dryRun === true;
      return withWorkbook(file, 'write', options, streams, async ({ ask, print }) => {
        const steps = [...readChanges(changes)];
        const { steps: done } = await ask('workbook.apply', { steps, from: basename(changes), dryRun });
        print('apply', { applied: !dryRun, steps: done }, () => describe(done, dryRun));
      });
    });
};

const describe = (steps: AppliedSteps['steps'], dryRun: boolean): string =>
  [
    ...steps.map(({ at, told }) => `${oneLine(at ?? '')}: ${oneLine(told)}\n`),
    dryRun
      ? `${counted(steps.length, 'step')} would be done; nothing was changed.\n`
      : `${counted(steps.length, 'step')} done, as one change.\n`,
  ].join('');
