import { DemarcError } from '../../../contract/errors.ts';
import type { RepairReport } from '../../../contract/workbook.ts';
import { counted } from '../../../domain/words/counted.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withCore } from '../context.ts';
import { EXIT, ExitWith, NotOpened } from '../exit.ts';
import { AS_OPTION } from '../identity.ts';
import { registerWorkbook } from '../other-workbook.ts';
import { oneLine, type Streams } from '../output.ts';

interface Options extends CommonOptions {
  readonly out: string;
}

export const addRepair: AddCommand = (program, streams) => {
  program
    .command('repair')
    .description(
      'rebuild a workbook from its change log into a new file, and say what was different; the old file is only read',
    )
    .argument('<file>', 'the workbook')
    .requiredOption('--out <new>', 'where to put the rebuilt workbook; no file may be there yet')
    .option(...AS_OPTION)
    .action((file: string, options: Options) => repair(file, options, streams));
};

const repair = (file: string, options: Options, streams: Streams): Promise<void> =>
  withCore(options, streams, async ({ core, ask, print }) => {
    const report = await ask('workbook.repair', {
      file: registerWorkbook(core, file),
      target: core.files.registerTarget(options.out).handle,
    }).catch(notOpened);
    print('repair', { file, out: options.out, ...report }, () => describe(file, options.out, report));
    // Less than the whole log: whoever asked for a repair has to know.
    if (report.broken !== null) throw new ExitWith(EXIT.found);
  });

/** A file that cannot be read at all is told apart from a bad argument. */
function notOpened(error: unknown): never {
  if (error instanceof DemarcError && /^(WORKBOOK_|NOT_FOUND|READ_ONLY)/.test(error.code))
    throw new NotOpened(error.code, error.message, error.details);
  throw error;
}

function describe(file: string, out: string, report: RepairReport): string {
  const { broken, differences, lost } = report;
  const list = (lines: readonly string[]) => lines.map((line) => `- ${oneLine(line)}\n`).join('');
  return [
    broken === null
      ? `${out} was rebuilt from the whole change log of ${file}: ${counted(report.upTo, 'change')}, the last of ${report.lastChange}.\n`
      : `${out} was rebuilt from the change log of ${file} up to change ${report.upTo} of ${report.lastChange}, and no further: ${oneLine(broken)} What was recorded after it is not in the new file; a backup may hold it.\n`,
    differences.length === 0
      ? `Nothing in ${file} was different from its log.\n`
      : `What ${file} held otherwise than its log says:\n${list(differences)}`,
    lost.length === 0 ? '' : `What could not be brought over:\n${list(lost)}`,
    `Head of the change log: ${report.head}\n`,
    report.state === null ? '' : `State: ${report.state}\n`,
    `${file} was left as it was.\n`,
  ].join('');
}
