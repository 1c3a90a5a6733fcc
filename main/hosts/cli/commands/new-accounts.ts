import { invalidInput } from '../../../contract/errors.ts';
import { counted } from '../../../domain/words/counted.ts';
import type { Command } from '../context.ts';
import { EXIT, ExitWith } from '../exit.ts';
import { asNotOpened, templateAt } from '../other-workbook.ts';
import { oneLine } from '../output.ts';

export interface AccountsOptions {
  readonly from?: string;
  readonly accounts?: string;
  readonly into?: string;
  readonly withServices?: boolean;
  readonly organisation?: string;
  readonly title?: string;
  readonly example?: string;
}

/** INVALID_INPUT for options that do not go together: one workbook, or one for each account of a list. */
export function checkAccounts(file: string | undefined, options: AccountsOptions): void {
  const { accounts, into, from, title } = options;
  if (accounts === undefined && into === undefined) {
    if (file === undefined)
      throw invalidInput(
        'Say where to put the workbook, such as acme.demarc, or give --from, --accounts and --into for one of each account.',
      );
    return;
  }
  if (accounts === undefined || into === undefined || from === undefined)
    throw invalidInput(
      'A workbook for each account takes --from TEMPLATE, --accounts LIST and --into FOLDER together.',
    );
  if (file !== undefined)
    throw invalidInput(
      `The workbooks of --accounts go into the folder of --into and are named by their accounts. Leave out ${file}.`,
    );
  if (title !== undefined)
    throw invalidInput(
      'The workbooks of --accounts have the names of their accounts as titles. Leave out --title.',
    );
}

/** Makes what is missing and tells all of it; status 1 where something could not be made. */
export async function newForAccounts(
  { core, print, streams }: Command,
  options: AccountsOptions,
): Promise<void> {
  const { from = '', accounts = '', into = '' } = options;
  const { notes, ...result } = await core
    .createForAccounts({
      template: templateAt(from),
      accounts,
      folder: into,
      withServices: options.withServices,
      organisation: options.organisation,
    })
    .catch(asNotOpened);
  for (const note of notes) streams.err.write(`demarc: note: ${oneLine(note)}\n`);
  const { made, present, failed } = result;
  print('new-accounts', { into, ...result, notes }, () =>
    [
      ...made.map(({ file }) => `made     ${oneLine(file)}`),
      ...present.map(({ file }) => `present  ${oneLine(file)}`),
      ...failed.map(({ file, message }) => `failed   ${oneLine(file)}: ${oneLine(message)}`),
      `${counted(made.length, 'workbook')} made in ${into} from "${oneLine(result.template)}", ${present.length} there before and left as they are, ${failed.length} failed.\n`,
    ].join('\n'),
  );
  if (failed.length > 0) throw new ExitWith(EXIT.found);
}
