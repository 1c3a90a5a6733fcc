import { invalidInput } from '../../../contract/errors.ts';
import { HAND_OUT_FORMATS, type WrittenHandOut } from '../../../contract/exports.ts';
import { whyNoHandOut } from '../../../domain/report/audience.ts';
import { counted } from '../../../domain/words/counted.ts';
import { AS_OF_OPTION, asOfFrom } from '../as-of.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { table } from '../output.ts';
import { PREPARED_OPTIONS, type PreparedOptions, preparedFrom, refuseUnborne } from '../prepared.ts';
import { refuseOtherEnding } from '../wanted-files.ts';

interface Options extends CommonOptions, PreparedOptions {
  readonly zip?: string;
  readonly folder?: string;
  readonly format?: string;
  readonly asOf?: string;
}

export const addHandOuts: AddCommand = (program, streams) => {
  const command = program
    .command('hand-outs')
    .description(
      'list who has a hand-out, or write all of them: the rows of each person, and the open rows of services that they lead',
    )
    .argument('<file>', 'the workbook')
    .option('--zip <path>', 'one ZIP file of all hand-outs')
    .option('--folder <path>', 'a folder for them, which is made where there is none')
    .option('--format <list>', 'xlsx, pdf, or both with a comma between', 'xlsx')
    .option(...AS_OF_OPTION);
  for (const option of PREPARED_OPTIONS) command.addOption(option);
  command.action((file: string, options: Options) => {
    const { zip, folder } = options;
    if (zip !== undefined && folder !== undefined)
      throw invalidInput('Give one place for the hand-outs: --zip or --folder.');
    if (zip !== undefined) refuseOtherEnding('--zip', zip, ['.zip']);
    const formats = formatsFrom(options.format ?? 'xlsx');
    const day = asOfFrom(options.asOf);
    const place = zip ?? folder;
    refuseUnborne(options, place !== undefined, '--zip or --folder');
    const prepared = preparedFrom(options);
    const why = whyNoHandOut({ audience: prepared.audience ?? 'internal' });
    if (why !== null) throw invalidInput(why);
    return withWorkbook(file, 'read', options, streams, async ({ core, ask, print }) => {
      if (place === undefined) {
        const list = await ask('exports.listHandOuts', {});
        print('hand-out-list', { people: list }, () =>
          list.length === 0
            ? 'Nobody is named for a duty or leads a service with open ones.\n'
            : table(list, [
                { head: 'PERSON', text: ({ person }) => person },
                { head: 'NAME', text: ({ name }) => name },
                { head: 'NAMED FOR', align: 'right', text: ({ named }) => named },
                { head: 'OPEN WHERE LEAD', align: 'right', text: ({ open }) => open },
              ]),
        );
        return;
      }
      const { files } = await ask('exports.writeHandOuts', {
        target: core.files.registerTarget(place).handle,
        into: zip === undefined ? 'folder' : 'zip',
        formats,
        ...prepared,
        ...day,
      });
      print('hand-outs', { path: place, files }, () => writtenText(files, place));
    });
  });
};

function formatsFrom(text: string) {
  return text.split(',').map((word) => {
    const format = HAND_OUT_FORMATS.find((known) => known === word.trim());
    if (!format) throw invalidInput(`--format takes xlsx, pdf or both, not "${text}".`);
    return format;
  });
}

const writtenText = (files: readonly WrittenHandOut[], place: string): string =>
  [
    `${place}  ${counted(files.length, 'hand-out')}, each read back and complete`,
    ...files.flatMap(({ file, name, rows, warnings }) => [
      `  ${file}  ${name}, ${counted(rows, 'row')}`,
      ...warnings.map((warning) => `    note: ${warning}`),
    ]),
    '',
  ].join('\n');
