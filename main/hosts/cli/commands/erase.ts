import type { ErasureReport } from '../../../contract/erasure.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { recordsWords } from '../../../domain/erasure/words.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import type { AddCommand } from '../command.ts';
import { confirm } from '../confirm.ts';
import { type CommonOptions, openWorkbook, withCore } from '../context.ts';
import { AS_OPTION } from '../identity.ts';
import { oneLine, type Streams } from '../output.ts';

interface Options extends CommonOptions {
  readonly also: readonly string[];
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** A person is erased for good: shown first, and done where somebody says so twice. */
export const addErase: AddCommand = (program, streams) => {
  program
    .command('erase')
    .description(
      "erase a person's name and address for good: in the workbook, its change log and snapshots, the logs of merged copies and the backups that Demarc keeps",
    )
    .argument('<file>', 'the workbook')
    .argument(
      '<person>',
      'the name, address or id of the person, or the name of somebody who only wrote something',
    )
    .option(
      '--also <text>',
      'another text to be erased with them, such as a nickname; may be given again',
      (text: string, list: readonly string[]) => [...list, text],
      [],
    )
    .option('--dry-run', 'only say what would be touched')
    .option('--yes', 'erase without asking; there is no way back')
    .option(...AS_OPTION)
    .action((file: string, person: string, options: Options) => erase(file, person, options, streams));
};

const erase = (file: string, who: string, options: Options, streams: Streams): Promise<void> =>
  withCore(options, streams, async ({ core, ask, print }) => {
    const dryRun = options.dryRun === true;
    const { id } = await openWorkbook(core, file, dryRun ? 'read' : 'write');
    const also = [...options.also];
    const looked = await ask('erasure.look', { who, also });
    if (dryRun) return print('erase', { file, ...looked }, () => describe(file, looked));
    if (!(await agreed(options, () => streams.err.write(describe(file, looked)))))
      return print('erase', { file, ...looked }, () => 'Nothing was erased.\n');
    const { report } = await ask('erasure.person', { workbook: id, who, also, typed: who });
    print('erase', { file, ...report }, () => describe(file, report));
  });

/** Unlike what can be undone, this is asked for in words of its own wherever nobody can be asked. */
async function agreed(options: Options, show: () => void): Promise<boolean> {
  if (options.yes === true) return true;
  if (options.json === true || process.stdin.isTTY !== true)
    throw invalidInput(
      'Nothing was erased. There is no way back from it, so say --yes, or look at what it would touch first with --dry-run.',
    );
  show();
  return confirm('Erase for good?');
}

/** What was touched, or would be, and what no erasure reaches. */
export function describe(file: string, report: ErasureReport): string {
  const { done, records, backups, remains } = report;
  const would = done === null;
  const lines = [
    report.label === null
      ? `${file}: the content of ${counted(report.files, 'file')} was destroyed for good.`
      : `${file}: ${[...report.names, ...report.addresses].map(oneLine).join(', ')} ${would ? 'would be' : 'was'} erased for good; "${report.label}" ${would ? 'would stand' : 'stands'} there instead.`,
    ...(records.length === 0 ? [] : [`In the records: ${recordsWords(records)}.`]),
    ...(report.label === null
      ? []
      : [
          `Changes of the log: ${report.entries} of ${report.of}${report.merged === 0 ? '' : `, and ${report.merged} in the logs of merged copies`}. Snapshots: ${report.snapshots}. Signatures that go with the name: ${report.signatures}.`,
        ]),
    ...(would
      ? ['Every backup that Demarc keeps of it would be written anew.']
      : [
          `Backups: ${backups.rewritten} written anew, ${backups.removed} removed (damaged, altered or of an older version, in which nothing can be erased), ${backups.kept} left as they were (of another workbook, or without what was erased).`,
          `Bytes: ${numeral(report.bytes.before)} before, ${numeral(report.bytes.after)} now.`,
        ]),
    'What stays:',
    ...remains.map((sentence) => `- ${oneLine(sentence)}`),
    ...(would
      ? ['Nothing was changed.']
      : [`Change ${done.rev} says so. Head of the change log: ${done.head}`]),
  ];
  return `${lines.join('\n')}\n`;
}
