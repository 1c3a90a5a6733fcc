import { rmSync } from 'node:fs';
import { invalidInput } from '../../../contract/errors.ts';
import { counted } from '../../../domain/words/counted.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, type WorkbookCommand, withWorkbook } from '../context.ts';
import { AS_OPTION } from '../identity.ts';
import { oneLine } from '../output.ts';

interface Options extends CommonOptions {
  readonly asNew?: boolean;
  readonly title?: string;
  readonly organisation?: string;
}

export const addCopy: AddCommand = (program, streams) => {
  program
    .command('copy')
    .description('save a whole copy of a workbook, also while somebody works on it')
    .argument('<file>', 'the workbook')
    .argument('<target>', 'where the copy goes; no other workbook is written over')
    .option(
      '--as-new',
      'make the copy another assessment with an identity of its own, so that it is never taken for the same one',
    )
    .option('--title <title>', 'with --as-new: its title')
    .option('--organisation <name>', 'with --as-new: the organisation that it assesses')
    .option(...AS_OPTION)
    .action((file: string, target: string, options: Options) => {
      if (options.asNew !== true && (options.title ?? options.organisation) !== undefined)
        throw invalidInput(
          'A plain copy is the same assessment, and says the same. Give --as-new to make another one of it.',
        );
      return withWorkbook(file, 'read', options, streams, async (command) => {
        const { ask, print, core } = command;
        const { handle: _, ...written } = await ask('workbook.saveCopy', {
          target: core.files.registerTarget(target).handle,
        });
        const begun = options.asNew === true ? await beginAnew(command, target, options) : null;
        print('copy', { path: target, ...written, begun }, () =>
          [
            `${target}  ${counted(written.bytes, 'byte')}\n  whole as of revision ${written.rev}\n  change log ${written.head}\n`,
            begun === null
              ? ''
              : `  another assessment from here on: "${oneLine(begun.title)}" for ${oneLine(begun.organisation)}\n`,
          ].join(''),
        );
      });
    });
};

/** No list and no backup has the copy before it is another assessment: they would take it for the one that it was made of. */
async function beginAnew({ core, askOf }: WorkbookCommand, target: string, { title, organisation }: Options) {
  const { id } = await core.openPath(target, { unfinished: true });
  const ask = askOf(id);
  const wanted = {
    ...(title === undefined ? {} : { title }),
    ...(organisation === undefined ? {} : { organisation }),
  };
  const begun = await ask('workbook.beginAnew', wanted).catch(async (error: unknown) => {
    await ask('app.close', { id });
    // Refused, it is the copy of a moment ago, which nobody asked for as it is.
    rmSync(target, { force: true });
    throw error;
  });
  await ask('app.close', { id });
  await core.openPath(target, { brief: true });
  return { uuid: begun.uuid, title: begun.title, organisation: begun.organisation, rev: begun.rev };
}
