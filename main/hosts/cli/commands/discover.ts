import { COLUMN_MEANINGS, type DiscoveredService, type DiscoverReport } from '../../../contract/discover.ts';
import { accountsWithout, type ToAdd, toAdd } from '../../../domain/services/to-add.ts';
import { counted } from '../../../domain/words/counted.ts';
import { listed } from '../../../domain/words/listed.ts';
import type { AddCommand } from '../command.ts';
import { confirm } from '../confirm.ts';
import { type CommonOptions, type WorkbookCommand, withWorkbook } from '../context.ts';
import { EXIT, ExitWith } from '../exit.ts';
import { AS_OPTION } from '../identity.ts';
import { checkColumnsMet, inventoryColumns } from './discover-columns.ts';
import { readInputs } from './discover-inputs.ts';
import { changesText, outcomeText, reportText } from './discover-text.ts';

interface Options extends CommonOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly columns?: string;
  readonly accounts?: boolean;
  readonly byAccount?: boolean;
}

export const addDiscover: AddCommand = (program, streams) => {
  program
    .command('discover')
    .description('find services in CloudFormation, Terraform and inventory files, and add them')
    .argument('<file>', 'the workbook')
    .argument(
      '<input...>',
      'templates, plans, states, inventories, bills, lists; a folder or a ZIP file stands for the files in it',
    )
    .option('--dry-run', 'show what would be added and change nothing')
    .option('--yes', 'add without asking')
    .option(
      '--columns <list>',
      `what the columns of your own inventory hold, each by heading or letter, as in "System=label,Product=service,Stage=environment": ${listed(COLUMN_MEANINGS)}. It is remembered for the next file with the same headings`,
    )
    .option(
      '--accounts',
      'add the accounts of an organisation as environments, where no environment names them',
    )
    .option('--by-account', 'add a service for each account that it was found in, in place of one for all')
    .option(...AS_OPTION)
    .action((file: string, inputs: readonly string[], options: Options) =>
      withWorkbook(file, options.dryRun === true ? 'read' : 'write', options, streams, async (command) => {
        const columns = inventoryColumns(options.columns);
        const { report, files } = await readInputs(command, inputs, columns);
        checkColumnsMet(columns, files);
        const input = await addedOf(command, report, options);
        if (options.json !== true) streams.out.write(reportText(files, report) + changesText(report));
        const what = wordsOf(input);
        const add = options.dryRun !== true && what !== null && (await agreed(what, options));
        const services = add ? await addAll(command, report, input) : report.services;
        const { accounts, gone, changed } = report;
        const added = add ? input.services.length : 0;
        command.print('discover', { files, services, accounts, gone, changed, added }, () =>
          outcomeText(what, add, options.dryRun === true),
        );
        if (files.some(({ refused }) => refused !== null)) throw new ExitWith(EXIT.found);
      }),
    );
};

/** Where nobody can be asked (a pipe, `--json`), giving the command is the yes. */
function agreed(what: string, options: Options): boolean | Promise<boolean> {
  if (options.yes === true || options.json === true || process.stdin.isTTY !== true) return true;
  return confirm(`Add ${what}?`);
}

/** The one change that adds what is not in use yet. */
async function addedOf(
  { ask }: WorkbookCommand,
  report: DiscoverReport,
  { accounts, byAccount = false }: Options,
): Promise<ToAdd> {
  const fresh = report.services.filter(
    ({ alreadyInUse, newAccounts, said }) =>
      !alreadyInUse || (byAccount && said === null && newAccounts.length > 0),
  );
  return toAdd(
    report,
    { services: fresh, accounts: accounts === true ? accountsWithout(report) : [], byAccount },
    await ask('environments.list', {}),
  );
}

/** `2 environments and 5 services`; null for nothing. */
function wordsOf({ services, newEnvironments = [] }: ToAdd): string | null {
  const parts = [
    ...(newEnvironments.length > 0 ? [counted(newEnvironments.length, 'environment')] : []),
    ...(services.length > 0 ? [counted(services.length, 'service')] : []),
  ];
  return parts.length === 0 ? null : listed(parts);
}

/** Adds it, and names every service by the ref that it then has. */
async function addAll(
  { ask }: WorkbookCommand,
  report: DiscoverReport,
  input: ToAdd,
): Promise<readonly DiscoveredService[]> {
  const added = await ask('services.add', input);
  const refs = new Map(input.services.map(({ ref }, at) => [ref, added[at]?.ref]));
  return report.services.map((service) => ({ ...service, ref: refs.get(service.ref) ?? service.ref }));
}
