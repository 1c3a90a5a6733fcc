import { counted } from '../../../domain/words/counted.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';

export const addCopy: AddCommand = (program, streams) => {
  program
    .command('copy')
    .description('save a whole copy of a workbook, also while somebody works on it')
    .argument('<file>', 'the workbook')
    .argument('<target>', 'where the copy goes; no other workbook is written over')
    .action((file: string, target: string, options: CommonOptions) =>
      withWorkbook(file, 'read', options, streams, async ({ ask, print, core }) => {
        const { handle: _, ...written } = await ask('workbook.saveCopy', {
          target: core.files.registerTarget(target).handle,
        });
        print(
          'copy',
          { path: target, ...written },
          () =>
            `${target}  ${counted(written.bytes, 'byte')}\n  whole as of revision ${written.rev}\n  change log ${written.head}\n`,
        );
      }),
    );
};
