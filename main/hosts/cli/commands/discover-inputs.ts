import type { DiscoveredFile, DiscoverReport, NamedColumn } from '../../../contract/discover.ts';
import { invalidInput } from '../../../contract/errors.ts';
import { isBuiltZip, isWorthReading, MOST_IN_FOLDER } from '../../../domain/services/worth-reading.ts';
import { counted } from '../../../domain/words/counted.ts';
import { filesBelow, isFolder, type PassedOver, realPath } from '../../../platform/files-below.ts';
import type { WorkbookCommand } from '../context.ts';
import { type Given, sourceNames } from '../source-names.ts';

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
    const { paths, passedOver } = filesBelow(input, MOST_IN_FOLDER, (way) => {
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
    `it holds more files than the ${MOST_IN_FOLDER} that are read at once`,
    `Give up to ${MOST_IN_FOLDER} of its files, or the folders in it, at a time.`,
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
  table: null,
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
export async function readInputs(
  { core, ask }: WorkbookCommand,
  inputs: readonly string[],
  columns: readonly NamedColumn[],
): Promise<{ report: DiscoverReport; files: readonly DiscoveredFile[] }> {
  const { given, cut, unopened } = filesOf(inputs);
  const leftOf = (aside: ReadonlyMap<string, readonly DiscoveredFile[]>) =>
    [...new Set([...aside.keys(), ...unopened.keys()])].map((folder) =>
      leftAside(folder, aside.get(folder) ?? [], [...(unopened.get(folder) ?? [])]),
    );
  if (given.length === 0)
    return {
      report: { files: [], services: [], accounts: [], gone: [], changed: [] },
      files: [...leftOf(new Map()), ...cut],
    };
  if (given.length > MOST_IN_FOLDER)
    throw invalidInput(
      `That is ${counted(given.length, 'file')}; up to ${MOST_IN_FOLDER} are read at once. Give a part of them.`,
    );
  const names = sourceNames(given);
  const handles = given.map(({ path }, at) => core.files.registerSource(path, names[at]).handle);
  const report = await ask('discover.read', { files: handles, columns: [...columns] });
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
    ...unnamedTables(left.filter(({ table }) => table !== null).map(({ file }) => file)),
    ...(unopened.length > 0
      ? [
          `${counted(unopened.length, 'ZIP file')} among what was built not opened: ${someOf(unopened)}. Give what is no code by itself.`,
        ]
      : []),
  ],
});

/** Tables may be inventories, which only whoever gives them can say. */
const unnamedTables = (tables: readonly string[]): readonly string[] =>
  tables.length === 0
    ? []
    : [
        `Among them ${counted(tables.length, 'table')} with columns that are not known here: ${someOf(tables)}. If it is an inventory of yours, say with --columns what its columns hold.`,
      ];

/** The first ten names, and how many more. */
export const someOf = (names: readonly string[]): string =>
  [...names.slice(0, 10), ...(names.length > 10 ? [`${names.length - 10} more`] : [])].join(', ');
