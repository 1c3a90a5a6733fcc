import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { withUsersOwnFileMode } from '../../platform/private-files.ts';

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

/** ELECTRON_OVERRIDE_DIST_PATH first, as in Electron's own package, then what that package has fetched before. */
export function findExecutable(env: NodeJS.ProcessEnv): string | null {
  const folder = electronPackage();
  const named = folder === null ? null : readTextIfThere(join(folder, 'path.txt'));
  const name = named ?? executableName(process.platform);
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  const dist =
    override !== undefined && override !== '' ? override : folder === null ? null : join(folder, 'dist');
  if (dist === null) return null;
  const executable = join(dist, name);
  return existsSync(executable) ? executable : null;
}

function findInstaller(): string | null {
  const folder = electronPackage();
  if (folder === null) return null;
  const installer = join(folder, 'install.js');
  return existsSync(installer) ? installer : null;
}

function electronPackage(): string | null {
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

/** Nobody should wait for a download that cannot begin: the server is asked first, briefly. */
const PROBE_MS = 1_200;

/** Fetches the runtime with Electron's own installer. Null when it is there now, else why not. */
export async function fetchRuntime(
  installer: string,
  say: (line: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | null> {
  const source =
    env.npm_config_electron_mirror ?? env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/';
  try {
    await fetch(source, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) });
  } catch {
    return 'the Electron runtime is not here and cannot be fetched';
  }
  say('demarc: fetching the Electron runtime, about 120 MB, once ...\n');
  const status = await new Promise<number | null>((resolve) => {
    const child = withUsersOwnFileMode(() =>
      spawn(process.execPath, [installer], { stdio: ['ignore', 'ignore', 'ignore'], env }),
    );
    child.on('error', () => resolve(null));
    child.on('exit', (code) => resolve(code));
  });
  return status === 0 ? null : 'fetching the Electron runtime failed';
}

/** A runtime that cannot start gives up at once (a missing library, a forbidden sandbox); later exits are its own affair. */
const START_MS = 8_000;

/** Runs the window until it is closed. Null when it ran, else why it did not start. */
export function runElectron(executable: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const started = Date.now();
    const child = withUsersOwnFileMode(() =>
      spawn(executable, args, { stdio: ['ignore', 'ignore', 'pipe'] }),
    );
    let complaint = '';
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      complaint = (complaint + text).slice(-4_000);
    });
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    for (const signal of signals) process.on(signal, forward);
    const end = (reason: string | null) => {
      for (const signal of signals) process.off(signal, forward);
      resolve(reason);
    };
    child.on('error', (error) => end(`the Electron runtime does not start (${error.message})`));
    child.on('exit', (code, signal) => {
      const stopped = signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP';
      const failed = code !== 0 && !stopped && Date.now() - started < START_MS;
      const why = complaint.trim().split('\n').at(-1) ?? '';
      end(
        failed
          ? `the Electron runtime does not start (${why === '' ? `status ${code ?? signal}` : why})`
          : null,
      );
    });
  });
}
