import { invalidInput } from '../../../contract/errors.ts';
import type { IncomingKind } from '../../../contract/imports.ts';
import { ID_SCHEMES, OWN_IDS } from '../../../domain/controls/control-ids.ts';
import { collect } from '../collect.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { EXIT, ExitWith } from '../exit.ts';
import { AS_OPTION } from '../identity.ts';
import { type ControlTextsOptions, importControlTexts } from './import-control-texts.ts';
import { importRegister, type RegisterOptions } from './import-register.ts';
import { importVendorMatrix } from './import-vendor-matrix.ts';

interface Options extends CommonOptions, RegisterOptions, ControlTextsOptions {
  readonly vendor?: string;
  readonly mapping?: string;
  readonly framework?: string;
}

/** What reads the other kinds of file. */
const ELSEWHERE: Partial<Readonly<Record<IncomingKind, string>>> = {
  workbook: 'It is a workbook: bring the two together with "demarc merge".',
  pack: 'It is an evidence pack: check it with "demarc verify".',
  findings: 'It holds findings of a scanner or an assessment: take them in with "demarc findings".',
  'action-states': 'It lists issues of a tracker: take their states in with "demarc actions import".',
  templates: 'It is a template or an inventory: find its services with "demarc discover".',
};

export const addImport: AddCommand = (program, streams) => {
  program
    .command('import')
    .description(
      'take in a register that came back, what a vendor says of who does what, or an OSCAL catalogue',
    )
    .argument('<file>', 'the workbook')
    .argument('<sheet>', 'the file that came in; it is recognised by its content')
    .option('--dry-run', 'show what would change and change nothing')
    .option('--yes', 'take in without asking')
    .option(
      '--theirs',
      'a register: also take in cells that were changed here since the export, or may have been (a CSV does not say)',
    )
    .option('--accepted', 'a register: also change answers accepted in review; each is reopened')
    .option('--sender <name>', 'a register: who sent it, by id or name; else the person of the hand-out')
    .option('--only <ref or cell>', 'a register: only this row or cell of the sheet; repeatable', collect)
    .option(
      '--name <written=meant>',
      'a register: what an unknown name in it means, such as "Jon Smith=john-smith" or "Restore test=E-4"; repeatable',
      collect,
    )
    .option(
      '--add <name>',
      'a register: add this person, who is not listed yet, for the party in whose column the name stands, or as "Jon Smith=party"; repeatable',
      collect,
    )
    .option('--vendor <name>', "a vendor's matrix: whose it is, by id or name")
    .option(
      '--framework <name>',
      `a vendor's matrix: whose its control ids are where the file does not say: ${ID_SCHEMES.map(({ id }) => id).join(', ')}, or ${OWN_IDS} for the vendor's own numbers`,
    )
    .option('--mapping <file>', "a vendor's matrix: how it is to be read, as --dry-run --json prints it")
    .option(
      '--catalogue <file>',
      'an OSCAL profile: a catalogue that it chooses from, where the workbook does not have its texts; repeatable',
      collect,
    )
    .option(
      '--replace <title>',
      'a catalogue: the one in the workbook that it replaces, by title; else it comes in beside it',
    )
    .option(...AS_OPTION)
    .action((file: string, input: string, options: Options) => {
      const dryRun = options.dryRun === true;
      return withWorkbook(file, dryRun ? 'read' : 'write', options, streams, async (command) => {
        const { handle } = command.core.files.registerSource(input);
        const { kind, why } = await command.ask('imports.recognise', { file: handle });
        const take = {
          register: () => importRegister(command, handle, options),
          'control-texts': () => importControlTexts(command, handle, { ...options, dryRun }),
          'vendor-matrix': () => importVendorMatrix(command, handle, { ...options, dryRun }),
        } as const;
        if (!(kind in take)) throw invalidInput(`${input} is not taken in here. ${ELSEWHERE[kind] ?? why}`);
        const status = await take[kind as keyof typeof take]();
        if (status !== EXIT.done) throw new ExitWith(status);
      });
    });
};
