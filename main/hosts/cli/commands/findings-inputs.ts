import { invalidInput } from '../../../contract/errors.ts';
import {
  isOfOneFramework,
  mayHoldFindings,
  mayPackFindings,
  sameRun,
} from '../../../domain/evidence/scan-files.ts';
import { groupBy } from '../../../domain/group-by.ts';
import { MOST_IN_FOLDER } from '../../../domain/services/worth-reading.ts';
import { counted } from '../../../domain/words/counted.ts';
import { filesBelow, isFolder, type PassedOver, realPath } from '../../../platform/files-below.ts';
import type { WorkbookCommand } from '../context.ts';
import { type Given, sourceNames } from '../source-names.ts';
import { someOf } from './discover-inputs.ts';

/** Files that are read at once. */
const MOST = 100;
/** Reasons that are told of the files of one folder. */
const MOST_WHYS = 5;

const PASSED_OVER: Readonly<Record<PassedOver, string>> = {
  files: `it holds more than ${MOST_IN_FOLDER} files that may have findings; give a part of them`,
  folders: 'it holds more folders than are looked into; give the folders in it one at a time',
  deep: 'some of its folders lie too deep in others; give those by themselves as well',
  closed: 'a folder in it cannot be looked into',
  linked: 'folders in it are only links to others elsewhere; give the folders to which they lead as well',
};

export interface FindingsInputs {
  /** Handles of the files to read. */
  readonly files: readonly string[];
  /** What is said of folders: what in them is left aside, and why. */
  readonly notes: readonly string[];
  /** Whether a folder was not read as a whole. */
  readonly isCut: boolean;
  /** Of each folder the places of its files among `files`, and what in it may hold findings that nobody read. */
  readonly folders: readonly FindingsFolder[];
}
interface FindingsFolder {
  readonly name: string;
  readonly files: readonly number[];
  readonly unread: readonly string[];
}

/**
 * Refuses a folder as the result of a scan that found nothing where it has more than was read of it, as a ZIP file of the same files is refused: INVALID_INPUT.
 * A file of the report is empty where nothing in it counts or ever did.
 */
export function refuseEmptyBesideUnread(
  folders: readonly FindingsFolder[],
  isEmpty: (file: number) => boolean,
): void {
  for (const { name, files, unread } of folders)
    if (unread.length > 0 && files.length > 0 && files.every(isEmpty))
      throw invalidInput(
        `${name} holds no findings, and files that were not read (${someOf(unread)}): it is no result. Give the files of the scan by themselves.`,
      );
}

/**
 * The files that inputs stand for: each by itself, and of a folder those that are recognised as findings. INVALID_INPUT for an input that is not
 * there, for a folder without findings, and for more files than are read at once.
 */
export async function findingsInputs(
  { core, ask }: WorkbookCommand,
  inputs: readonly string[],
): Promise<FindingsInputs> {
  const given = new Map<string, Given>();
  const unreadIn = new Map<string, readonly string[]>();
  const notes: string[] = [];
  let isCut = false;
  for (const input of inputs) {
    if (!isFolder(input)) {
      given.set(realPath(input), { path: input, folder: null });
      continue;
    }
    const { paths, passedOver } = filesBelow(
      input,
      MOST_IN_FOLDER,
      (way) => mayHoldFindings(way) || mayPackFindings(way),
    );
    const { found, aside, twins } = await findingsAmong({ core, ask }, paths);
    if (found.length === 0)
      throw invalidInput(
        `${input} is a folder without a file of findings. Give one with what a scanner wrote.`,
      );
    for (const path of found)
      if (!given.has(realPath(path))) given.set(realPath(path), { path, folder: input });
    if (twins.length > 0)
      notes.push(
        `${input}: ${counted(twins.length, 'file has', 'files have')} the findings of the same run in another form and ${twins.length === 1 ? 'is' : 'are'} not read: ${someOf(twins)}.`,
      );
    unreadIn.set(
      input,
      aside.filter(({ mayHoldSome }) => mayHoldSome).map(({ path }) => path),
    );
    if (aside.length > 0)
      notes.push(
        `${input}: ${counted(aside.length, 'file')} in which no findings were recognised: ${someOf(aside.map(({ path }) => path))}.`,
      );
    for (const [why, alike] of [...groupBy(aside, ({ why }) => why)].slice(0, MOST_WHYS))
      if (why !== '') notes.push(`${someOf(alike.map(({ path }) => path))}: ${why}`);
    isCut ||= passedOver.size > 0;
    for (const why of passedOver) notes.push(`${input} is not read as a whole: ${PASSED_OVER[why]}.`);
  }
  if (given.size > MOST)
    throw invalidInput(
      `That is ${counted(given.size, 'file')}; up to ${MOST} are read at once. Give a part of them.`,
    );
  const all = [...given.values()];
  const names = sourceNames(all);
  const placesOf = (input: string) => all.flatMap(({ folder }, at) => (folder === input ? [at] : []));
  return {
    folders: [...unreadIn].map(([name, unread]) => ({ name, files: placesOf(name), unread })),
    files: all.map(({ path }, at) => core.files.registerSource(path, names[at]).handle),
    notes,
    isCut,
  };
}

/** A file of a folder that is not read. */
interface Aside {
  readonly path: string;
  /** What it is, where it is nothing that is read anywhere; else empty. */
  readonly why: string;
  /** Whether it may hold findings: it is nothing that is known, or a table of somebody else. */
  readonly mayHoldSome: boolean;
}

/** Of the files of a folder those that are findings, each run once. */
async function findingsAmong(
  { core, ask }: Pick<WorkbookCommand, 'core' | 'ask'>,
  paths: readonly string[],
): Promise<{
  readonly found: readonly string[];
  readonly aside: readonly Aside[];
  readonly twins: readonly string[];
}> {
  const found: string[] = [];
  const aside: Aside[] = [];
  const twins: string[] = [];
  for (const path of paths) {
    if (sameRun(path, paths) !== null) twins.push(path);
    else if (isOfOneFramework(path)) aside.push({ path, why: '', mayHoldSome: false });
    else {
      const { kind, why } = await kindOf(ask, core.files.registerSource(path).handle);
      if (kind === 'findings') found.push(path);
      else
        aside.push({
          path,
          why: kind === 'other' ? why : '',
          mayHoldSome: kind === 'other' || kind === 'vendor-matrix',
        });
    }
  }
  return { found, aside, twins };
}

/** What a file is; one that nobody can recognise is for the reader of findings to refuse by name. */
async function kindOf(
  ask: WorkbookCommand['ask'],
  file: string,
): Promise<{ readonly kind: string; readonly why: string }> {
  try {
    return await ask('imports.recognise', { file });
  } catch {
    return { kind: 'findings', why: '' };
  }
}
