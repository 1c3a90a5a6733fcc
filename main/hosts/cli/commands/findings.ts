import type {
  FindingsAdded,
  FindingsEffect,
  FindingsReport,
  FindingsSummary,
  UnplacedFindings,
} from '../../../contract/findings.ts';
import { replacedWithoutAccountWords } from '../../../domain/evidence/without-account.ts';
import { counted } from '../../../domain/words/counted.ts';
import { findingsFormatWords } from '../../../domain/words/format-words.ts';
import type { AddCommand } from '../command.ts';
import { confirm } from '../confirm.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { EXIT, ExitWith } from '../exit.ts';
import { AS_OPTION } from '../identity.ts';
import { oneLine, table } from '../output.ts';
import { findingsInputs, refuseEmptyBesideUnread } from './findings-inputs.ts';

interface Options extends CommonOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly account?: string;
  readonly region?: string;
  readonly complete?: boolean;
  readonly asBefore?: boolean;
}

export const addFindings: AddCommand = (program, streams) => {
  program
    .command('findings')
    .description('take in findings of scanners and of AWS itself as evidence for the duties they bear on')
    .argument('<file>', 'the workbook')
    .argument('<input...>', 'files of findings; a folder or a ZIP file stands for the findings in it')
    .option('--account <id>', 'account of the findings that name none, as answers of AWS Config')
    .option('--region <code>', 'their Region')
    .option(
      '--complete',
      'services of AWS: the files hold every page, so what is recorded for their checks and not in them is over',
    )
    .option(
      '--as-before',
      'place what no table places where people placed the same checks of the same account before',
    )
    .option('--dry-run', 'show what they bear on and change nothing')
    .option('--yes', 'add without asking')
    .option(...AS_OPTION)
    .action((file: string, inputs: readonly string[], options: Options) =>
      withWorkbook(file, options.dryRun === true ? 'read' : 'write', options, streams, async (command) => {
        const { ask, print } = command;
        const { files, notes, isCut, folders } = await findingsInputs(command, inputs);
        const source = {
          files: [...files],
          ...(options.account === undefined ? {} : { account: options.account }),
          ...(options.region === undefined ? {} : { region: options.region }),
        };
        const report = await ask('findings.read', source);
        refuseEmptyBesideUnread(folders, (at) => isEmpty(report.files[at]?.summary ?? null));
        const complete = options.complete === true;
        const asBefore = options.asBefore === true;
        if (options.json !== true)
          streams.out.write(
            notes.map((note) => `${oneLine(note)}\n`).join('') +
              reportText(report) +
              beforeText(report, asBefore) +
              effectText(report.effect, complete),
          );
        const count = report.files.reduce((sum, { summary }) => sum + (summary?.findings ?? 0), 0);
        // A scan that found nothing is recorded too.
        const any = report.files.some(({ summary }) => summary !== null);
        const add = options.dryRun !== true && any && (await agreed(count, options));
        const added = add ? (await ask('findings.add', { ...source, complete, asBefore })).added : null;
        print('findings', { ...report, added, notes: [...notes] }, () =>
          outcomeText(count, any, added, options.dryRun === true),
        );
        // A record that nobody read is a loss that somebody must look at.
        if (isCut || report.files.some(({ summary }) => summary === null || summary.unreadable > 0))
          throw new ExitWith(EXIT.found);
      }),
    );
};

/** Whether nothing came of a file. */
const isEmpty = (summary: FindingsSummary | null): boolean =>
  summary === null || summary.findings + summary.archived + summary.notApplicable === 0;

/** Where nobody can be asked (a pipe, `--json`), giving the command is the yes. */
function agreed(count: number, options: Options): boolean | Promise<boolean> {
  if (options.yes === true || options.json === true || process.stdin.isTTY !== true) return true;
  return confirm(`Take in ${counted(count, 'finding')}?`);
}

/** What can go, or goes, where people placed the same checks before. */
function beforeText({ before }: FindingsReport, asBefore: boolean): string {
  if (before.length === 0) return '';
  const count = before.reduce((sum, { findings }) => sum + findings, 0);
  return [
    asBefore
      ? `\n${counted(count, 'finding')} placed as before:\n`
      : `\n${counted(count, 'finding')} of checks that were placed by hand before. With --as-before they go there again:\n`,
    table(before, [
      { head: 'CHECK', text: ({ check }) => oneLine(check) },
      { head: 'FINDINGS', align: 'right', text: ({ findings }) => findings },
      { head: 'DUTIES', text: ({ refs }) => refs.join(', ') },
    ]),
  ].join('');
}

/** What of the record would end, and what stays though the files do not hold it. */
function effectText(effect: FindingsEffect, complete: boolean): string {
  const { closed, replaced, replacedWithoutAccount, missing } = effect;
  const lines: string[] = [];
  if (closed > 0)
    lines.push(
      `${counted(closed, 'recorded finding')} closed by these files: archived, resolved or not applicable any more.`,
    );
  if (replaced > 0)
    lines.push(`${counted(replaced, 'recorded finding')} not found any more by this later scan.`);
  if (replacedWithoutAccount > 0) lines.push(replacedWithoutAccountWords(replacedWithoutAccount));
  if (missing > 0)
    lines.push(
      complete
        ? `${counted(missing, 'recorded finding')} of the same checks, accounts and Regions not in these files, which are complete: closed.`
        : `${counted(missing, 'recorded finding')} of the same checks, accounts and Regions not in these files, which may be pages of one answer: kept. With --complete they are closed.`,
    );
  return lines.length === 0 ? '' : `\n${lines.map((line) => `${line}\n`).join('')}`;
}

function outcomeText(count: number, any: boolean, added: FindingsAdded | null, dryRun: boolean): string {
  if (added) {
    const { evidence, fresh, changed, unchanged, gone, older } = added;
    const late = older > 0 ? ` ${counted(older, 'finding')} older than what is recorded: not counted.` : '';
    return `\nTaken in as ${evidence.map(({ number }) => `E-${number}`).join(', ')}: ${fresh} new, ${changed} with another result, ${unchanged} as before, ${gone} gone.${late}\n`;
  }
  if (!any) return '\nThere is nothing to take in.\n';
  return dryRun
    ? `\n${counted(count, 'finding')} would be taken in; nothing was changed.\n`
    : '\nNothing was taken in.\n';
}

const WHY: Readonly<Record<UnplacedFindings['why'], string>> = {
  'unknown-check': 'the check is not known',
  'service-not-in-use': 'its service is not in use here',
  'no-service': 'it names no service that is known here',
  'other-account': 'nothing of it is in use here in its account',
  'not-asked': 'none of its duties is asked here',
};

function reportText({ files, assignments, byControls, unplaced }: FindingsReport): string {
  const lines: string[] = [];
  for (const { file, summary, refused } of files) {
    if (summary === null) {
      lines.push(`${file}: refused, ${refused.code}: ${oneLine(refused.message)}\n`);
      continue;
    }
    const { pass, fail, manual, suppressed } = summary.results;
    lines.push(
      `${file}: ${findingsFormatWords(summary.format)}, ${counted(summary.findings, 'finding')}: ${pass} passed, ${fail} failed, ${manual} manual, ${suppressed} suppressed\n`,
    );
    for (const note of summary.notes) lines.push(`  note: ${oneLine(note)}\n`);
    for (const { record, why } of summary.problems)
      lines.push(`  record ${record} not read: ${oneLine(why)}\n`);
  }
  if (assignments.length > 0)
    lines.push(
      '\n',
      table(assignments, [
        { head: 'DUTY', text: ({ ref }) => ref },
        { head: 'STATUS', text: ({ status }) => status },
        { head: 'PASS', align: 'right', text: ({ results }) => results.pass },
        { head: 'FAIL', align: 'right', text: ({ results }) => results.fail },
        { head: 'MANUAL', align: 'right', text: ({ results }) => results.manual },
        { head: 'SUPPRESSED', align: 'right', text: ({ results }) => results.suppressed },
        { head: '', text: ({ contradicted }) => (contradicted ? 'implemented, but a check failed' : '') },
      ]),
    );
  if (byControls.length > 0)
    lines.push(
      '\nUnknown checks, placed by a control that they name:\n',
      table(byControls, [
        { head: 'CHECK', text: ({ check }) => oneLine(check) },
        { head: 'FINDINGS', align: 'right', text: ({ findings }) => findings },
        { head: 'BY', text: ({ by }) => by },
        { head: 'DUTY', text: ({ refs }) => refs.join(', ') },
      ]),
    );
  if (unplaced.length > 0)
    lines.push(
      '\nTo be placed by hand:\n',
      table(unplaced, [
        { head: 'CHECK', text: ({ check }) => oneLine(check) },
        { head: 'FINDINGS', align: 'right', text: ({ findings }) => findings },
        {
          head: 'WHY',
          text: ({ why, account }) => (account === undefined ? WHY[why] : `${WHY[why]}, ${account}`),
        },
        { head: 'TITLE', text: ({ title }) => oneLine(title) },
        {
          head: 'ITS CONTROLS SPEAK FOR',
          text: ({ candidates = [] }) => candidates.map(({ ref, by }) => `${ref} (${by})`).join(', '),
        },
      ]),
    );
  return lines.join('');
}
