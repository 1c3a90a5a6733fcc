import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, posix, win32 } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export interface PathFacts {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** Where settings and recents live: the platform's own place for an application's data, which may follow its user to other machines. */
export function dataDirectory(facts: PathFacts = currentFacts()): string {
  const { platform, env, home } = facts;
  const chosen = env.DEMARC_DATA_DIR;
  if (chosen !== undefined && chosen !== '') return chosen;
  if (platform === 'win32')
    return win32.join(env.APPDATA ?? win32.join(home, 'AppData', 'Roaming'), 'Demarc');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Demarc');
  // The XDG rule: a relative value is to be ignored.
  const xdg = env.XDG_DATA_HOME;
  const base = xdg !== undefined && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.local', 'share');
  return posix.join(base, 'demarc');
}

/** Where logs and backups live: they are large and belong to this machine, so that on Windows they stay out of the roaming profile. */
export function localDirectory(facts: PathFacts = currentFacts()): string {
  const { platform, env, home } = facts;
  const chosen = env.DEMARC_DATA_DIR;
  if (platform !== 'win32' || (chosen !== undefined && chosen !== '')) return dataDirectory(facts);
  return win32.join(env.LOCALAPPDATA ?? win32.join(home, 'AppData', 'Local'), 'Demarc');
}

/** What helps where nothing can be written at `path`: for a folder of ours, the variable that names another one. */
export function remedyAt(path: string, facts: PathFacts = currentFacts()): string {
  const { resolve, sep } = facts.platform === 'win32' ? win32 : posix;
  const within = (folder: string) => `${resolve(path)}${sep}`.startsWith(`${resolve(folder)}${sep}`);
  const own = [
    ['DEMARC_DATA_DIR', dataDirectory(facts)],
    ['DEMARC_DATA_DIR', localDirectory(facts)],
    ['DEMARC_WORKBOOKS_DIR', workbooksDirectory(facts)],
  ].find(([, folder]) => within(folder ?? ''));
  return own === undefined
    ? 'Choose another place, or change its permissions.'
    : `Change its permissions, or name another folder with the environment variable ${own[0]}.`;
}

export interface BackupDirectories {
  /** Named by DEMARC_BACKUPS_DIR. */
  readonly chosen: string | null;
  readonly own: string;
  /** Where earlier versions kept them. */
  readonly earlier: readonly string[];
}

export function backupDirectories(facts: PathFacts = currentFacts()): BackupDirectories {
  const { join: joined } = facts.platform === 'win32' ? win32 : posix;
  const chosen = facts.env.DEMARC_BACKUPS_DIR;
  const own = joined(localDirectory(facts), 'backups');
  const before = joined(dataDirectory(facts), 'backups');
  return {
    chosen: chosen === undefined || chosen === '' ? null : chosen,
    own,
    earlier: before === own ? [] : [before],
  };
}

/**
 * Where workbooks go that are made without saying where: among the user's documents, where they look for them. `documents` is where the
 * system says that those lie, which the desktop window can ask: another language's name, another disk.
 */
export function workbooksDirectory(
  facts: PathFacts = currentFacts(),
  documents: string = join(facts.home, 'Documents'),
): string {
  const chosen = facts.env.DEMARC_WORKBOOKS_DIR;
  return chosen !== undefined && chosen !== '' ? chosen : join(documents, 'Demarc');
}

/** Where Electron keeps its browser profile: apart from our data, which a profile reset must not take along. */
export const profileDirectory = (dataDir: string): string => join(dataDir, 'profile');

/**
 * The folder that holds package.json: of the checkout, or of the packaged application. Found by walking up, because
 * the same code runs from main/ under a test and from out/main/ (or a chunk below it) when built.
 */
export function applicationRoot(from: string = import.meta.url): string {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder))
      throw new Error(`No package.json above ${fileURLToPath(from)}: the installation is incomplete.`);
  }
}

export interface BuiltPaths {
  readonly cli: string;
  readonly electron: string;
  readonly worker: string;
  readonly preload: string;
  readonly renderer: string;
  /** The page of those who take part in a room. */
  readonly room: string;
}

/** What the build emits. electron.vite.config.ts names the same places. */
export function builtPaths(root: string = applicationRoot()): BuiltPaths {
  const out = join(root, 'out');
  return {
    cli: join(out, 'main', 'cli.js'),
    electron: join(out, 'main', 'electron.js'),
    worker: join(out, 'main', 'worker.js'),
    preload: join(out, 'preload', 'index.cjs'),
    renderer: join(out, 'renderer'),
    room: join(out, 'renderer', 'room'),
  };
}

/** The worker's address: the built one, or its source where the code runs unbuilt (Node reads TypeScript itself). */
export function workerUrl(root: string = applicationRoot()): URL {
  const running = fileURLToPath(import.meta.url);
  return running.endsWith('.ts')
    ? pathToFileURL(join(root, 'main', 'jobs', 'worker.ts'))
    : pathToFileURL(builtPaths(root).worker);
}

function currentFacts(): PathFacts {
  return { platform: process.platform, env: process.env, home: homedir() };
}
