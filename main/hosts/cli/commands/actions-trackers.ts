import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ReturnedActions } from '../../../contract/actions.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { RETURNED_WORDS, stepsFrom, stepsOf } from '../../../domain/trackers/steps.ts';
import { counted } from '../../../domain/words/counted.ts';
import { writeFileAtomically } from '../../../platform/atomic-write.ts';
import { confirm } from '../confirm.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { EXIT, ExitWith } from '../exit.ts';
import { AS_OPTION } from '../identity.ts';
import { jsonOf } from '../outer-json.ts';
import { oneLine, type Streams, table } from '../output.ts';
import { refuseOtherEnding, refuseSamePath } from '../wanted-files.ts';

interface ExportOptions extends CommonOptions {
  readonly csv?: string;
  readonly jsonFile?: string;
}
interface ImportOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** Actions as issues of a tracker: out to it, and their states back. */
export function addTrackers(actions: Command, streams: Streams): void {
  actions
    .command('export')
    .description('write the actions as issues for Jira, ServiceNow, GitHub, Eramba and the like')
    .argument('<file>', 'the workbook')
    .option('--csv <path>', 'as a CSV')
    .option('--json-file <path>', 'as JSON')
    .action((file: string, options: ExportOptions, command: Command) =>
      exportIssues(file, { ...options, ...jsonOf(command) }, streams),
    );
  actions
    .command('import')
    .description(
      'take in what a tracker says of the actions: state, due date and owner, by the ids that it was given',
    )
    .argument('<file>', 'the workbook')
    .argument('<sheet>', 'the issues as the tracker exports them: CSV, an Excel workbook or JSON')
    .option('--dry-run', 'show what differs and change nothing')
    .option('--yes', 'take it in without asking')
    .option(...AS_OPTION)
    .action((file: string, sheet: string, options: ImportOptions, command: Command) =>
      importStates(file, sheet, { ...options, ...jsonOf(command) }, streams),
    );
}

function exportIssues(file: string, options: ExportOptions, streams: Streams): Promise<void> {
  const { csv, jsonFile } = options;
  const wanted = [
    ...(csv === undefined ? [] : [{ format: 'csv' as const, path: csv }]),
    ...(jsonFile === undefined ? [] : [{ format: 'json' as const, path: jsonFile }]),
  ];
  if (wanted.length === 0)
    throw invalidInput('Say where to write them: --csv actions.csv, --json-file actions.json.');
  for (const { format, path } of wanted)
    refuseOtherEnding(format === 'csv' ? '--csv' : '--json-file', path, [`.${format}`]);
  refuseSamePath(wanted.map(({ path }) => path));
  return withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
    const issues = await ask('actions.issues', {});
    for (const { format, path } of wanted)
      writeFileAtomically(resolve(path), Buffer.from(issues[format]), 0o666);
    print('exported-actions', { actions: issues.count, files: wanted }, () =>
      wanted.map(({ path }) => `${counted(issues.count, 'action')} written to ${path}\n`).join(''),
    );
  });
}

const importStates = (file: string, sheet: string, options: ImportOptions, streams: Streams): Promise<void> =>
  withWorkbook(
    file,
    options.dryRun === true ? 'read' : 'write',
    options,
    streams,
    async ({ core, ask, print }) => {
      const back = await ask('actions.readStates', { file: core.files.registerSource(sheet).handle });
      if (options.json !== true) streams.out.write(differencesText(back));
      const steps = stepsOf(back.changes);
      const take = options.dryRun !== true && steps.length > 0 && (await agreed(steps.length, options));
      if (take) await ask('workbook.apply', { steps, from: stepsFrom(back.file) });
      print('import-actions', { ...back, taken: take }, () => outcomeText(steps.length, take));
      if (back.problems.length > 0 || back.named === 0) throw new ExitWith(EXIT.found);
    },
  );

/** Where nobody can be asked (a pipe, `--json`), giving the command is the yes. */
function agreed(count: number, options: ImportOptions): boolean | Promise<boolean> {
  if (options.yes === true || options.json === true || process.stdin.isTTY !== true) return true;
  return confirm(`Change ${counted(count, 'action')}?`);
}

function differencesText({ file, named, others, changes, notes, problems }: ReturnedActions): string {
  const rest = others === 0 ? '' : `; ${counted(others, 'row')} without the id of one`;
  const head = `${oneLine(file)}: ${counted(named, 'action')} of this workbook${rest}\n`;
  const list =
    changes.length === 0
      ? ''
      : `\n${table(changes, [
          { head: 'ACTION', text: ({ number }) => `A-${number}` },
          { head: '', text: ({ field }) => RETURNED_WORDS[field] },
          { head: 'HERE', text: ({ beforeWords }) => oneLine(beforeWords) },
          { head: 'THERE', text: ({ afterWords }) => oneLine(afterWords) },
          { head: 'WHAT', text: ({ title }) => oneLine(title) },
        ])}`;
  const told = notes.map((note) => `${oneLine(note)}\n`).join('');
  return (
    head + told + problems.map(({ row, why }) => `not taken of row ${row}: ${oneLine(why)}\n`).join('') + list
  );
}

function outcomeText(count: number, taken: boolean): string {
  if (count === 0) return '\nNothing differs; nothing was changed.\n';
  return taken ? `\n${counted(count, 'action')} changed.\n` : '\nNothing was changed.\n';
}
