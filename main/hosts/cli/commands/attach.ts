import type { z } from 'zod';
import { invalidInput } from '../../../contract/errors.ts';
import type { Evidence } from '../../../contract/evidence.ts';
import { contract } from '../../../contract/index.ts';
import { counted } from '../../../domain/words/counted.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { AS_OPTION } from '../identity.ts';
import { oneLine } from '../output.ts';

interface Options extends CommonOptions {
  readonly title?: string;
  readonly expires?: string;
  readonly coversFrom?: string;
  readonly coversTo?: string;
}

export const addAttach: AddCommand = (program, streams) => {
  program
    .command('attach')
    .description('attach files or links as evidence')
    .argument('<file>', 'the workbook')
    .argument('<ref>', 'what it proves, such as orders-db/guest-os-patching')
    .argument('<item...>', 'files, and addresses on the web')
    .option('--title <title>', 'title in the register; the name of the file or address if left out')
    .option('--expires <date>', 'last day on which it counts, such as 2027-03-31')
    .option('--covers-from <date>', 'first day of the period that it covers')
    .option('--covers-to <date>', 'last day of the period that it covers')
    .option(...AS_OPTION)
    .action((file: string, ref: string, items: readonly string[], options: Options) => {
      if (items.length > 1 && options.title !== undefined)
        throw invalidInput(
          'One title cannot name several items. Attach them one by one, or leave --title out.',
        );
      const common = {
        refs: [ref],
        ...(options.title === undefined ? {} : { title: options.title }),
        ...(options.expires === undefined ? {} : { expires: options.expires }),
        ...(options.coversFrom === undefined ? {} : { coversFrom: options.coversFrom }),
        ...(options.coversTo === undefined ? {} : { coversTo: options.coversTo }),
      };
      return withWorkbook(file, 'write', options, streams, async ({ core, ask, print }) => {
        // Everything is looked at before anything is attached: a refused command changes nothing.
        await ask('assignments.card', { ref });
        const prepared = items.map((item) =>
          /^[a-z][a-z0-9+.-]+:\/\//i.test(item)
            ? {
                link: checked(item, contract.evidence.addLink.input, {
                  ...common,
                  url: item,
                }),
              }
            : {
                file: checked(item, contract.evidence.attachFile.input, {
                  ...common,
                  file: core.files.registerSource(item).handle,
                }),
              },
        );
        const attached: Evidence[] = [];
        for (const item of prepared)
          attached.push(
            item.link === undefined
              ? await ask('evidence.attachFile', item.file)
              : await ask('evidence.addLink', item.link),
          );
        print('evidence', { evidence: attached }, () =>
          attached.map((evidence) => describe(evidence, ref)).join(''),
        );
      });
    });
};

/** The contract's own judgement, before the first item is stored. */
function checked<S extends z.ZodType>(item: string, schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => {
    const field = path.map(String).join('.');
    return field in OPTION_NAMES ? `${OPTION_NAMES[field]}: ${message}` : message;
  });
  throw invalidInput(`"${item}" cannot be attached: ${issues.join('; ')}. Nothing was attached.`);
}

const OPTION_NAMES: Readonly<Record<string, string>> = {
  title: '--title',
  expires: '--expires',
  coversFrom: '--covers-from',
  coversTo: '--covers-to',
};

function describe(evidence: Evidence, ref: string): string {
  const size = evidence.size === null ? '' : `, ${counted(evidence.size, 'byte')}`;
  const hash = evidence.sha256 === null ? '' : `\n  sha256 ${evidence.sha256}`;
  return `E-${evidence.number}  ${oneLine(evidence.title)} (${evidence.kind}${size}) -> ${ref}${hash}\n`;
}
