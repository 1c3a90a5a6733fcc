import type { Command } from 'commander';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { AS_OPTION } from '../identity.ts';
import { addSteps } from '../one-step.ts';
import { oneLine, table } from '../output.ts';

interface TakeOptions extends CommonOptions {
  readonly note?: string;
}

export const addSnapshots: AddCommand = (program, streams) => {
  const snapshots = program
    .command('snapshots')
    .description('list the named states of a workbook, or take or remove one')
    .argument('<file>', 'the workbook')
    .action((file: string, options: CommonOptions) =>
      withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
        const list = await ask('snapshots.list', {});
        print('snapshots', { snapshots: list }, () =>
          table(list, [
            { head: 'NUMBER', align: 'right', text: ({ number }) => number },
            { head: 'NAME', text: ({ name }) => name },
            { head: 'TAKEN', text: ({ takenAt }) => takenAt.slice(0, 10) },
            { head: 'BY', text: ({ takenBy }) => takenBy },
            { head: 'NOTE', text: ({ note }) => oneLine(note ?? '') },
          ]),
        );
      }),
    );
  snapshots
    .command('take')
    .description('keep the state of now under a name')
    .argument('<file>', 'the workbook')
    .argument('<name>', 'what it is called')
    .option('--note <text>', 'what is noted beside it')
    .option(...AS_OPTION)
    .action((file: string, name: string, options: TakeOptions, command: Command) => {
      const { json } = command.optsWithGlobals<CommonOptions>();
      const common = { ...options, ...(json === true ? { json } : {}) };
      return withWorkbook(file, 'write', common, streams, async ({ ask, print }) => {
        const taken = await ask('snapshots.take', {
          name,
          ...(options.note === undefined ? {} : { note: options.note }),
        });
        print('snapshot', taken, () => `Took the snapshot ${taken.number}, "${oneLine(taken.name)}".\n`);
      });
    });
  addSteps(snapshots, streams, [
    {
      verb: 'remove',
      about: 'remove a snapshot',
      step: 'remove snapshot',
      takes: [{ argument: '<number>', about: 'its number', field: 'number' }],
    },
  ]);
};
