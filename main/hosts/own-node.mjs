// Plain JavaScript that any Node since 18 can read. Finds the Node in the lock file, and as a program runs a script under
// it: `node main/hosts/own-node.mjs SCRIPT ...`. That npm links it as node_modules/.bin/node is not to be counted on:
// npm 10 takes the link away again with the packages of the other systems.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';
import { howToGetNode, howToMakeWhole } from '../platform/edition.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** better-sqlite3 and the build tools need it. */
const NEEDED = [22, 12];

/** So long a program that was told itself that its terminal is gone has to end. */
const HANG_UP_MS = 1_000;

/** Whether the Node of this process can run the program. */
export function isNewEnough() {
  const [needed, neededMinor] = NEEDED;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > needed || (major === needed && minor >= neededMinor);
}

/**
 * The path of the Node in the lock file, or undefined where there is none: one package for each system, each with its
 * hash, of which npm installs the one that fits.
 */
export function findOwnNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  // The plain name stopped at Node 18 for this one.
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  try {
    const description = createRequire(import.meta.url).resolve(
      `${prefix}-${platform}-${process.arch}/package.json`,
    );
    const node = join(dirname(description), 'bin', platform === 'win' ? 'node.exe' : 'node');
    return existsSync(node) ? node : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Runs `args` under the Node in the lock file (or this one, where npm brought none and this one will do), with it and
 * the project's tools first on the path, and ends as that ended.
 */
export function runUnderOwnNode(args) {
  const node = findOwnNode() ?? (isNewEnough() ? process.execPath : undefined);
  if (!node) {
    process.stderr.write(
      `demarc: UNSUPPORTED_HERE: This is Node ${process.versions.node}, and Demarc needs ${NEEDED.join('.')} or newer. ${howToGetNode(root)}\n`,
    );
    process.exitCode = 2;
    return;
  }
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  // Ctrl+C reaches this program and that one alike; handed on, it would be there twice, and the second ends what the first asked to end
  // in order. A terminal that is closed tells both, or only the one that was started in it first.
  const atTerminal = [0, 1, 2].some((stream) => isatty(stream));
  // Before there is such a program, which may be at work before this one gets its turn again.
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGINT', () => {
    if (!atTerminal) child.kill('SIGINT');
  });
  process.on('SIGHUP', () => {
    setTimeout(() => child.kill('SIGHUP'), atTerminal ? HANG_UP_MS : 0).unref();
  });
  const child = spawn(node, args, { stdio: 'inherit', env: { ...process.env, PATH: path } });
  child.on('error', (error) => {
    process.stderr.write(
      `demarc: UNEXPECTED: ${node} does not start: ${error.message}. ${howToMakeWhole(root)}\n`,
    );
    process.exitCode = 2;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  runUnderOwnNode(process.argv.slice(2));
