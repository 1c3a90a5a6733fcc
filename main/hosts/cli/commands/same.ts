import { invalidInput } from '../../../contract/errors.ts';
import { SAME_PARTS, type SamePart, type SameResult } from '../../../contract/same-as.ts';
import { counted } from '../../../domain/words/counted.ts';
import { suggest } from '../../../domain/words/find-named.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { AS_OPTION } from '../identity.ts';
import { oneLine, table } from '../output.ts';

interface Options extends CommonOptions {
  readonly only?: string;
  readonly open?: boolean;
  readonly dryRun?: boolean;
}

export const addSame: AddCommand = (program, streams) => {
  program
    .command('same')
    .description('take an answer, or all answers of a service, to other services')
    .argument('<file>', 'the workbook')
    .argument('<from>', 'a duty such as orders-db/restore-testing, or a service such as orders-db')
    .argument('<to...>', 'the services that are to say the same')
    .option('--only <parts>', `what goes along, with commas between: ${SAME_PARTS.join(', ')}`)
    .option('--open', 'leave alone what has an answer')
    .option('--dry-run', 'say what would change, and change nothing')
    .option(...AS_OPTION)
    .action((file: string, from: string, to: string[], options: Options) => {
      const dryRun = options.dryRun === true;
      const parts = options.only?.split(',').map((text) => partNamed(text.trim()));
      return withWorkbook(file, dryRun ? 'read' : 'write', options, streams, async ({ ask, print }) => {
        const input = {
          from: from.includes('/') ? { ref: from } : { subject: from },
          to,
          openOnly: options.open === true,
          ...(parts === undefined ? {} : { parts }),
        };
        const result = await ask(dryRun ? 'assignments.previewSame' : 'assignments.sameAs', input);
        print('same', result, () => describe(result, dryRun));
      });
    });
};

function partNamed(text: string): SamePart {
  const part = SAME_PARTS.find((each) => each === text);
  if (part === undefined)
    throw invalidInput(`"${text}" is no part of an answer. ${suggest(text, SAME_PARTS)}`);
  return part;
}

function describe({ changes, left, same }: SameResult, dryRun: boolean): string {
  const rows = table(changes, [
    { head: 'REF', text: ({ ref }) => ref },
    { head: 'BEFORE', text: ({ before }) => before },
    { head: 'AFTER', text: ({ after }) => after },
    { head: 'CHANGES', text: ({ parts }) => parts.join(', ') },
  ]);
  return [
    changes.length === 0 ? '' : rows,
    ...left.map(({ ref, why }) => `left as it is: ${ref}: ${oneLine(why)}\n`),
    `${counted(changes.length, 'duty', 'duties')} ${dryRun ? 'would change' : 'changed'}, ${left.length} left as they are, ${same} the same already\n`,
  ].join('');
}
