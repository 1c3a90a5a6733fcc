import { existsSync } from 'node:fs';
import { DemarcError } from '../../../contract/errors.ts';
import { writeFileAtomically } from '../../../platform/atomic-write.ts';
import type { AddCommand } from '../command.ts';
import { confirm } from '../confirm.ts';
import { type Command, type CommonOptions, withCore, withWorkbook } from '../context.ts';

interface Options extends CommonOptions {
  readonly out?: string;
  readonly yes?: boolean;
}

export const addDoctor: AddCommand = (program, streams) => {
  program
    .command('doctor')
    .description('show what a report of a fault needs, without names, texts or evidence')
    .argument('[file]', 'a workbook that is to be counted in; it is only read')
    .option('--out <path>', 'save what was shown, after it was shown')
    .option('--yes', 'save it without asking')
    .action(async (file: string | undefined, options: Options) => {
      if (options.out !== undefined && existsSync(options.out))
        throw new DemarcError('CONFLICT', `${options.out} is there already. Name another file.`);
      const show = async (command: Command) => {
        const diagnostics = await command.ask('app.diagnostics', {});
        command.print('diagnostics', diagnostics, () => diagnostics.text);
        if (options.out !== undefined) await save(diagnostics.text, options.out, options);
      };
      await (file === undefined
        ? withCore(options, streams, show)
        : withWorkbook(file, 'read', options, streams, show));
    });

  async function save(text: string, path: string, { yes, json }: Options): Promise<void> {
    const asks = yes !== true && json !== true && streams.out.isTTY === true;
    if (asks && !(await confirm(`Save what you see above as ${path}?`))) return;
    writeFileAtomically(path, text);
    streams.err.write(`demarc: saved as ${path}, exactly as shown\n`);
  }
};
