import { basename } from 'node:path';
import type {
  DiscoveredChange,
  DiscoveredFile,
  DiscoveredService,
  DiscoverReport,
} from '../../../contract/discover.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { changeWords } from '../../../domain/services/found-again.ts';
import { foundIn, placeFound } from '../../../domain/services/found-in.ts';
import { isWorthReading } from '../../../domain/services/worth-reading.ts';
import { counted } from '../../../domain/words/counted.ts';
import { filesBelow, isFolder } from '../../../platform/files-below.ts';
import type { AddCommand } from '../command.ts';
import { confirm } from '../confirm.ts';
import { type CommonOptions, type WorkbookCommand, withWorkbook } from '../context.ts';
import { EXIT, ExitWith } from '../exit.ts';
import { AS_OPTION } from '../identity.ts';
import { oneLine, table } from '../output.ts';

/** As many as one request takes. */
const MOST_FILES = 500;

interface Options extends CommonOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
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
    .option(...AS_OPTION)
    .action((file: string, inputs: readonly string[], options: Options) =>
      withWorkbook(file, options.dryRun === true ? 'read' : 'write', options, streams, async (command) => {
        const { report, files } = await readInputs(command, inputs);
        const fresh = report.services.filter((service) => !service.alreadyInUse);
        if (options.json !== true)
          streams.out.write(reportText(files, report.services) + changesText(report));
        const add = options.dryRun !== true && fresh.length > 0 && (await agreed(fresh, options));
        const services = add ? await addServices(command, report, fresh) : report.services;
        const { gone, changed } = report;
        command.print('discover', { files, services, gone, changed, added: add ? fresh.length : 0 }, () =>
          outcomeText(fresh.length, add, options.dryRun === true),
        );
        if (files.some(({ refused }) => refused !== null)) throw new ExitWith(EXIT.found);
      }),
    );
};

/** Where nobody can be asked (a pipe, `--json`), giving the command is the yes. */
function agreed(fresh: readonly DiscoveredService[], options: Options): boolean | Promise<boolean> {
  if (options.yes === true || options.json === true || process.stdin.isTTY !== true) return true;
  return confirm(`Add ${counted(fresh.length, 'service')}?`);
}

/** The files of a folder, without what tools put there, and which of the inputs each one comes from. */
interface Given {
  readonly path: string;
  /** Whether it was given with its folder. */
  readonly within: boolean;
}
function filesOf(inputs: readonly string[]): readonly Given[] {
  return inputs.flatMap((input): readonly Given[] => {
    if (!isFolder(input)) return [{ path: input, within: false }];
    const paths = filesBelow(input, MOST_FILES, isWorthReading);
    if (paths.length === 0)
      throw invalidInput(
        `${input} is a folder without a file that services could be found in. Give one with templates, plans or inventories.`,
      );
    return paths.map((path) => ({ path, within: true }));
  });
}

/**
 * An input that is not there refuses the command; one that cannot be read is refused by name and does not stop the others. `files` has
 * them all under the paths that were typed; the report keeps bare names, since a workbook that travels should not tell where files
 * lay on this machine.
 */
async function readInputs(
  { core, ask }: WorkbookCommand,
  inputs: readonly string[],
): Promise<{ report: DiscoverReport; files: readonly DiscoveredFile[] }> {
  const given = filesOf(inputs);
  const handles = given.map(({ path }) => core.files.registerSource(path).handle);
  if (handles.length > MOST_FILES)
    throw invalidInput(
      `That is ${counted(handles.length, 'file')}; up to ${MOST_FILES} are read at once. Give a part of them.`,
    );
  const report = await ask('discover.read', { files: handles });
  const files = report.files.flatMap((file) => {
    const { path = file.file, within = false } = given[file.input] ?? {};
    // A folder has files of all kinds, and whoever gives it need not be told of each.
    return within && file.unknown
      ? []
      : [{ ...file, file: `${path}${file.file.slice(basename(path).length)}` }];
  });
  return { report, files };
}

/** Adds what is not in use yet, as one change, and names every service by the ref that it then has. */
async function addServices(
  { ask }: WorkbookCommand,
  report: DiscoverReport,
  fresh: readonly DiscoveredService[],
): Promise<readonly DiscoveredService[]> {
  const environments = await ask('environments.list', {});
  const added = await ask('services.add', {
    services: fresh.map((service) => ({
      catalogueId: service.catalogueId,
      ref: service.ref,
      label: service.name,
      ...placeFound(service, environments),
      foundIn: foundIn(report, service).map((found) => ({ ...found, resources: [...found.resources] })),
    })),
  });
  const refs = new Map(fresh.map((service, index) => [service, added[index]?.ref ?? service.ref]));
  return report.services.map((service) => ({ ...service, ref: refs.get(service) ?? service.ref }));
}

function reportText(files: readonly DiscoveredFile[], services: readonly DiscoveredService[]): string {
  const lines: string[] = [];
  for (const file of files) {
    if (file.refused !== null) {
      lines.push(`${file.file}: refused, ${file.refused.code}: ${oneLine(file.refused.message)}\n`);
      continue;
    }
    lines.push(`${file.file}: ${file.format}, ${counted(file.resources, 'resource')}\n`);
    for (const note of file.notes) lines.push(`  note: ${oneLine(note)}\n`);
    for (const { type, count } of file.unmapped) lines.push(`  no service for ${oneLine(type)} (${count})\n`);
  }
  if (services.length > 0)
    lines.push(
      '\n',
      table(services, [
        { head: 'REF', text: (service) => service.ref },
        { head: 'SERVICE', text: (service) => service.name },
        {
          head: 'RESOURCES',
          align: 'right',
          text: (service) => service.resources.reduce((sum, { count }) => sum + count, 0),
        },
        { head: 'ACCOUNT', text: (service) => service.accounts.join(', ') },
        { head: 'REGION', text: (service) => service.regions.join(', ') },
        { head: '', text: (service) => (service.alreadyInUse ? 'in use already' : '') },
        {
          head: 'FROM',
          text: (service) => service.resources.map(({ type, count }) => `${type} ${count}`).join(', '),
        },
      ]),
      '\n',
    );
  return lines.join('');
}

/** What files that are given again no longer show, or show in another number. */
function changesText({ gone, changed }: DiscoverReport): string {
  const line = (change: DiscoveredChange) =>
    oneLine(`${change.ref}: ${changeWords(change)} in ${change.file}`);
  return [
    ...gone.map((change) => `No longer there, ${line(change)}\n`),
    ...changed.map((change) => `Changed, ${line(change)}\n`),
  ].join('');
}

function outcomeText(fresh: number, added: boolean, dryRun: boolean): string {
  if (fresh === 0) return 'Nothing new to add.\n';
  if (added) return `Added ${counted(fresh, 'service')}.\n`;
  return dryRun
    ? `${counted(fresh, 'service')} would be added; nothing was changed.\n`
    : 'Nothing was added.\n';
}
