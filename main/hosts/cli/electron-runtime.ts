import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What decides whether a desktop window can be had here. */
export interface LaunchFacts {
  readonly platform: NodeJS.Platform;
  /** An executable of the Electron runtime that is already on this machine. */
  readonly executable: string | null;
  /** The npm package that can fetch one. */
  readonly installer: string | null;
  /** A screen to show a window on: always on Windows and macOS. */
  readonly hasDisplay: boolean;
  /** Chromium's sandbox refuses the superuser on Linux, and we do not start without the sandbox. */
  readonly isRoot: boolean;
  /** The user does not want anything to be fetched. */
  readonly downloadForbidden: boolean;
}
export type LaunchDecision =
  | { readonly kind: 'start'; readonly executable: string }
  | { readonly kind: 'fetch'; readonly installer: string }
  | { readonly kind: 'loopback'; readonly reason: string };

/** Where `demarc open` goes. Asked in the order of what costs least to find out. */
export function decideLaunch(facts: LaunchFacts): LaunchDecision {
  if (!facts.hasDisplay) return loopback('there is no display here');
  if (facts.platform === 'linux' && facts.isRoot)
    return loopback('Electron does not run as root with its sandbox on');
  if (facts.executable !== null) return { kind: 'start', executable: facts.executable };
  if (facts.installer === null) return loopback('the Electron package is not installed');
  if (facts.downloadForbidden) return loopback('the Electron runtime is not here and may not be fetched');
  return { kind: 'fetch', installer: facts.installer };
}

const loopback = (reason: string): LaunchDecision => ({ kind: 'loopback', reason });

export function launchFacts(env: NodeJS.ProcessEnv = process.env): LaunchFacts {
  const { platform } = process;
  return {
    platform,
    executable: findExecutable(env),
    installer: findInstaller(),
    hasDisplay:
      platform === 'win32' ||
      platform === 'darwin' ||
      [env.DISPLAY, env.WAYLAND_DISPLAY].some((display) => display !== undefined && display !== ''),
    isRoot: process.getuid?.() === 0,
    downloadForbidden: env.DEMARC_NO_DOWNLOAD === '1',
  };
}

/** ELECTRON_OVERRIDE_DIST_PATH first, as in Electron's own package, then what that package has fetched before, if it is whole. */
export function findExecutable(
  env: NodeJS.ProcessEnv,
  folder: string | null = electronPackage(),
): string | null {
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override !== undefined && override !== '')
    return ifThere(join(override, executableName(process.platform)));
  return folder !== null && isWhole(folder)
    ? ifThere(join(folder, 'dist', executableName(process.platform)))
    : null;
}

const ifThere = (path: string): string | null => (existsSync(path) ? path : null);

/**
 * As Electron's own install.js (isInstalled) tells it: the names are written last, so that an unpacking that was cut off is none, and a
 * runtime of another version is not this one's.
 */
function isWhole(folder: string): boolean {
  const version = readTextIfThere(join(folder, 'dist', 'version'))?.replace(/^v/, '');
  return (
    version !== undefined &&
    version === versionOf(folder) &&
    readTextIfThere(join(folder, 'path.txt')) === executableName(process.platform)
  );
}

function versionOf(folder: string): string | null {
  const text = readTextIfThere(join(folder, 'package.json'));
  return text === null ? null : (JSON.parse(text) as { version: string }).version;
}

function findInstaller(): string | null {
  const folder = electronPackage();
  if (folder === null) return null;
  const installer = join(folder, 'install.js');
  return existsSync(installer) ? installer : null;
}

/** The folder of the npm package, or null. */
export function electronPackage(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

function readTextIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
}

function executableName(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'electron.exe';
  return platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}
