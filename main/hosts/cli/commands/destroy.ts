import type { RemovedEvidence, RetentionRules } from '../../../contract/erasure.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import type { AddCommand } from '../command.ts';
import { confirm } from '../confirm.ts';
import { type CommonOptions, openWorkbook, withCore, withWorkbook } from '../context.ts';
import { AS_OPTION } from '../identity.ts';
import { oneLine, type Streams, table } from '../output.ts';
import { describe } from './erase.ts';

interface DestroyOptions extends CommonOptions {
  readonly due?: boolean;
  readonly yes?: boolean;
}
interface RetentionOptions extends CommonOptions {
  readonly days?: string;
  readonly hold?: string;
  readonly lift?: boolean;
  readonly evidence?: string;
}

/** Evidence that was removed is destroyed: what is named, or what is due. */
export const addDestroy: AddCommand = (program, streams) => {
  program
    .command('destroy')
    .description(
      'destroy the content of evidence for good, in the workbook and in the backups that Demarc keeps; what is still in the register leaves it in the same step',
    )
    .argument('<file>', 'the workbook')
    .argument('[evidence...]', 'numbers of evidence, such as E-3')
    .option('--due', 'all that was removed for as long as the retention period says and is under no hold')
    .option('--yes', 'destroy without asking; there is no way back')
    .option(...AS_OPTION)
    .action((file: string, numbers: string[], options: DestroyOptions) =>
      destroy(file, numbers, options, streams),
    );
};

const destroy = (
  file: string,
  given: readonly string[],
  options: DestroyOptions,
  streams: Streams,
): Promise<void> => {
  if ((given.length === 0) === (options.due !== true))
    throw invalidInput('Name the evidence to be destroyed, such as E-3, or say --due, not both.');
  const numbers = given.map(numberOf);
  return withCore(options, streams, async ({ core, ask, print }) => {
    const { id } = await openWorkbook(core, file, 'write');
    const what = options.due === true ? 'everything that is due' : numbers.map((n) => `E-${n}`).join(', ');
    if (options.yes !== true) {
      if (options.json === true || process.stdin.isTTY !== true)
        throw invalidInput('Nothing was destroyed. There is no way back from it, so say --yes.');
      if (!(await confirm(`Destroy ${what} for good?`)))
        return void streams.err.write('Nothing was destroyed.\n');
    }
    const { report } = await ask('erasure.destroy', {
      workbook: id,
      numbers: options.due === true ? 'due' : numbers,
      remove: true,
    });
    print('destroy', { file, ...report }, () => describe(file, report));
  });
};

function numberOf(text: string): number {
  const number = /^(?:E-)?(\d{1,9})$/i.exec(text)?.[1];
  if (number === undefined) throw invalidInput(`"${text}" is no number of evidence. Give one such as E-3.`);
  return Number(number);
}

/** When removed evidence is due, and what nobody may destroy. */
export const addRetention: AddCommand = (program, streams) => {
  program
    .command('retention')
    .description(
      'show which evidence was removed and still lies in the workbook, set for how long it does, and put evidence or the workbook under a legal hold',
    )
    .argument('<file>', 'the workbook')
    .option('--days <n>', 'days from its removal after which evidence is due to be destroyed; "never"')
    .option(
      '--hold <reason>',
      'a legal hold: nothing of the workbook is erased or destroyed until it is lifted',
    )
    .option('--lift', 'lift the hold')
    .option(
      '--evidence <number>',
      'the hold is on this piece of evidence, such as E-3, and not on the workbook',
    )
    .option(...AS_OPTION)
    .action((file: string, options: RetentionOptions) => retention(file, options, streams));
};

const retention = (file: string, options: RetentionOptions, streams: Streams): Promise<void> => {
  const { days, hold, lift, evidence } = options;
  if (hold !== undefined && lift === true) throw invalidInput('Give --hold or --lift, not both.');
  if (evidence !== undefined && hold === undefined && lift !== true)
    throw invalidInput('--evidence goes with --hold or --lift.');
  const reason = lift === true ? null : hold;
  const number = evidence === undefined ? null : numberOf(evidence);
  const changes = days !== undefined || reason !== undefined;
  return withWorkbook(file, changes ? 'write' : 'read', options, streams, async ({ ask, print }) => {
    if (number !== null && reason !== undefined) await ask('erasure.hold', { number, reason });
    const rules = {
      ...(days !== undefined && { retentionDays: daysOf(days) }),
      ...(number === null && reason !== undefined && { hold: reason }),
    };
    if (Object.keys(rules).length > 0) await ask('erasure.rules', rules);
    const found = await ask('erasure.removed', {});
    print('retention', { file, ...found }, () => shown(found.rules, found.removed));
  });
};

function daysOf(text: string): number | null {
  if (text === 'never') return null;
  if (!/^\d{1,5}$/.test(text)) throw invalidInput(`"${text}" is no number of days. Give one, or "never".`);
  return Number(text);
}

function shown({ hold, retentionDays }: RetentionRules, removed: readonly RemovedEvidence[]): string {
  const lines = [
    hold === null ? 'No legal hold on the workbook.' : `Legal hold on the workbook: ${oneLine(hold)}`,
    retentionDays === null
      ? 'Removed evidence stays in the workbook until somebody destroys it.'
      : `Removed evidence is due to be destroyed after ${counted(retentionDays, 'day')}, by: demarc destroy FILE --due`,
  ];
  if (removed.length === 0) return `${lines.join('\n')}\nNothing that was removed lies in the workbook.\n`;
  return `${lines.join('\n')}\n\n${table(removed, [
    { head: 'EVIDENCE', text: ({ number }) => `E-${number}` },
    { head: 'TITLE', text: ({ title }) => oneLine(title) },
    { head: 'BYTES', align: 'right', text: ({ size }) => numeral(size) },
    { head: 'REMOVED', text: ({ removedAt }) => removedAt.slice(0, 10) },
    { head: 'DUE', text: ({ dueOn }) => dueOn ?? 'never' },
    { head: 'HOLD', text: ({ hold: why }) => (why === null ? '' : oneLine(why)) },
  ])}`;
}
