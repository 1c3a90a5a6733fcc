import type {
  DiscoveredChange,
  DiscoveredFile,
  DiscoveredService,
  DiscoverReport,
} from '../../../contract/discover.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { changeWords } from '../../../domain/services/found-again.ts';
import { foundIn, placeFound } from '../../../domain/services/found-in.ts';
import { isBuiltZip, isWorthReading } from '../../../domain/services/worth-reading.ts';
import { counted } from '../../../domain/words/counted.ts';
import { filesBelow, isFolder, type PassedOver, realPath } from '../../../platform/files-below.ts';
import type { AddCommand } from '../command.ts';
import { confirm } from '../confirm.ts';
import { type CommonOptions, type WorkbookCommand, withWorkbook } from '../context.ts';
import { EXIT, ExitWith } from '../exit.ts';
import { AS_OPTION } from '../identity.ts';
import { oneLine, table } from '../output.ts';
import { type Given, sourceNames } from '../source-names.ts';

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

/** What the inputs stand for, each file once, the folders of which something was passed over, and ZIP files in them that were not opened. */
function filesOf(inputs: readonly string[]): {
  readonly given: readonly Given[];
  readonly cut: readonly DiscoveredFile[];
  readonly unopened: ReadonlyMap<string, ReadonlySet<string>>;
} {
  const given = new Map<string, Given>();
  const cut: DiscoveredFile[] = [];
  const unopened = new Map<string, Set<string>>();
  for (const input of inputs) {
    if (!isFolder(input)) {
      given.set(realPath(input), { path: input, folder: null });
      continue;
    }
    const built = new Set<string>();
    const { paths, passedOver } = filesBelow(input, MOST_FILES, (way) => {
      if (isBuiltZip(way)) built.add(way);
      return isWorthReading(way);
    });
    if (built.size > 0) unopened.set(input, built);
    if (paths.length === 0 && passedOver.size === 0 && built.size === 0)
      throw invalidInput(
        `${input} is a folder without a file that services could be found in. Give one with templates, plans or inventories.`,
      );
    if (passedOver.size > 0) cut.push(cutFolder(input, given.size, paths.length, passedOver));
    for (const path of paths)
      if (!given.has(realPath(path))) given.set(realPath(path), { path, folder: input });
  }
  return { given: [...given.values()], cut, unopened };
}

/** Why a folder was not read as a whole, and what can be done about it. */
const CUT: Readonly<Record<PassedOver, readonly [why: string, remedy: string]>> = {
  files: [
    `it holds more files than the ${MOST_FILES} that are read at once`,
    `Give up to ${MOST_FILES} of its files, or the folders in it, at a time.`,
  ],
  folders: ['it holds more folders than are looked into', 'Give the folders in it one at a time.'],
  deep: [
    'some of its folders lie too deep in others',
    'Give the folders in which those lie by themselves as well.',
  ],
  closed: ['a folder in it cannot be looked into', 'Let yourself read that folder and try again.'],
  linked: [
    'folders in it are only links to others elsewhere',
    'Give the folders to which they lead as well.',
  ],
};

const NOTHING = {
  format: null,
  resources: 0,
  types: [],
  unmapped: [],
  notes: [],
  unknown: false,
  refused: null,
} as const;

/** A folder that was not read as a whole stands among the files, as what could not be read does. */
const cutFolder = (
  folder: string,
  input: number,
  read: number,
  passedOver: ReadonlySet<PassedOver>,
): DiscoveredFile => ({
  ...NOTHING,
  file: folder,
  input,
  refused: {
    code: 'INVALID_INPUT',
    message: [
      `${folder} was not read as a whole: ${[...passedOver].map((reason) => CUT[reason][0]).join(', and ')}.`,
      `${counted(read, 'file was', 'files were')} looked into.`,
      ...[...passedOver].map((reason) => CUT[reason][1]),
    ].join(' '),
  },
});

/**
 * An input that is not there refuses the command; one that cannot be read is refused by name and does not stop the others. `files` has
 * them all under the paths that were typed; the report has the names that the workbook keeps.
 */
async function readInputs(
  { core, ask }: WorkbookCommand,
  inputs: readonly string[],
): Promise<{ report: DiscoverReport; files: readonly DiscoveredFile[] }> {
  const { given, cut, unopened } = filesOf(inputs);
  const leftOf = (aside: ReadonlyMap<string, readonly DiscoveredFile[]>) =>
    [...new Set([...aside.keys(), ...unopened.keys()])].map((folder) =>
      leftAside(folder, aside.get(folder) ?? [], [...(unopened.get(folder) ?? [])]),
    );
  if (given.length === 0)
    return {
      report: { files: [], services: [], gone: [], changed: [] },
      files: [...leftOf(new Map()), ...cut],
    };
  if (given.length > MOST_FILES)
    throw invalidInput(
      `That is ${counted(given.length, 'file')}; up to ${MOST_FILES} are read at once. Give a part of them.`,
    );
  const names = sourceNames(given);
  const handles = given.map(({ path }, at) => core.files.registerSource(path, names[at]).handle);
  const report = await ask('discover.read', { files: handles });
  const aside = new Map<string, DiscoveredFile[]>();
  const files = report.files.flatMap((file) => {
    const { path = file.file, folder = null } = given[file.input] ?? {};
    if (folder === null || !file.unknown)
      return [{ ...file, file: `${path}${file.file.slice((names[file.input] ?? '').length)}` }];
    // A folder has files of all kinds, and whoever gives it need not be told of each.
    aside.set(folder, [...(aside.get(folder) ?? []), file]);
    return [];
  });
  return {
    report,
    files: [...files, ...leftOf(aside), ...cut],
  };
}

/** A folder stands among the files with how many in it were left aside, as a ZIP file does. */
const leftAside = (
  folder: string,
  left: readonly DiscoveredFile[],
  unopened: readonly string[],
): DiscoveredFile => ({
  ...NOTHING,
  file: folder,
  input: left[0]?.input ?? 0,
  format: 'folder',
  notes: [
    ...(left.length > 0 ? [`${counted(left.length, 'file')} in which nothing was recognised.`] : []),
    ...(unopened.length > 0
      ? [
          `${counted(unopened.length, 'ZIP file')} among what was built not opened: ${someOf(unopened)}. Give what is no code by itself.`,
        ]
      : []),
  ],
});

const someOf = (names: readonly string[]): string =>
  [...names.slice(0, 10), ...(names.length > 10 ? [`${names.length - 10} more`] : [])].join(', ');

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
      foundIn: foundIn(report, service).map((found) => ({
        ...found,
        resources: [...found.resources],
      })),
    })),
  });
  const refs = new Map(fresh.map((service, index) => [service, added[index]?.ref ?? service.ref]));
  return report.services.map((service) => ({ ...service, ref: refs.get(service) ?? service.ref }));
}

function reportText(files: readonly DiscoveredFile[], services: readonly DiscoveredService[]): string {
  const lines: string[] = [];
  for (const file of files) {
    if (file.refused !== null) {
      lines.push(`${oneLine(file.file)}: refused, ${file.refused.code}: ${oneLine(file.refused.message)}\n`);
      continue;
    }
    lines.push(`${oneLine(file.file)}: ${file.format}, ${counted(file.resources, 'resource')}\n`);
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
