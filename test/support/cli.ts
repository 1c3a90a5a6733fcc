import { type ChildProcess, type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { makeStartCode } from '../../main/hosts/http/start-code.ts';
import { builtPaths } from '../../main/platform/app-paths.ts';
import { checkDocument } from './check-document.ts';
import type { CliRequest } from './cli-thread.ts';
import { signIn } from './sign-in.ts';

export const PROJECT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const LAUNCHER = join(PROJECT, 'main', 'hosts', 'cli', 'bin.mjs');

let built = false;
/**
 * Builds the project if it has changed, by the launcher's own means. Whatever starts the built program here does so first:
 * no test counts on another one's having built it.
 */
export function ensureBuilt(): void {
  if (built) return;
  const { status, stderr } = spawnSync(process.execPath, [LAUNCHER, '--version'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The project does not build:\n${stderr}`);
  built = true;
}

/** The worker of the built program, as its users have it: a thread of it starts in less of the processor's time than one of the sources. */
export function builtWorker(): URL {
  ensureBuilt();
  return pathToFileURL(builtPaths().worker);
}

export interface CliResult {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}
export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Settings and workbooks of the test, no screen, no colours, and no second look at whether the build is fresh. */
const environment = (options: CliOptions): NodeJS.ProcessEnv => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  return { ...env, DEMARC_SKIP_BUILD: '1', ...options.env };
};

/**
 * Runs a command line to its end, all but its process: in a thread that the file keeps, which is much quicker. Where the
 * process is what is looked at (its standard input, its exit, a signal), `demarcProcess` runs one.
 */
export function demarc(args: readonly string[], options: CliOptions = {}): CliResult {
  if (options.input !== undefined) return demarcProcess(args, options);
  const thread = cliThread();
  const before = process.cwd();
  if (options.cwd !== undefined) process.chdir(options.cwd);
  try {
    Atomics.store(thread.done, 0, 0);
    thread.port.postMessage({ args, env: environment(options) } satisfies CliRequest);
    if (Atomics.wait(thread.done, 0, 0, 300_000) === 'timed-out')
      throw new Error(`demarc ${args.join(' ')} has not ended within five minutes.`);
    const received = receiveMessageOnPort(thread.port);
    if (received === undefined) throw new Error('The thread of the command line said nothing.');
    const result = received.message as CliResult;
    checkDocument(args, result.out);
    return result;
  } finally {
    process.chdir(before);
  }
}

interface CliThread {
  readonly port: MessagePort;
  readonly done: Int32Array;
}
let running: CliThread | undefined;

function cliThread(): CliThread {
  if (running) return running;
  const { port1, port2 } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(new URL('./cli-thread.ts', import.meta.url), {
    workerData: { port: port2, done },
    transferList: [port2],
    execArgv: [],
  });
  // Neither keeps the tests from ending.
  thread.unref();
  port1.unref();
  running = { port: port1, done };
  return running;
}

/** Runs the real, built command line to its end, in a process. */
export function demarcProcess(args: readonly string[], options: CliOptions = {}): CliResult {
  ensureBuilt();
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, ...args], {
    cwd: options.cwd,
    encoding: 'utf8',
    input: options.input ?? '',
    env: environment(options),
    maxBuffer: 256 * 1024 * 1024,
  });
  checkDocument(args, stdout);
  return { status, out: stdout, err: stderr };
}

/** Starts the real, built command line, for a test that looks at its process while it runs, or ends it. */
export function startDemarc(
  args: readonly string[],
  { stdio, ...options }: Omit<CliOptions, 'input'> & { readonly stdio: StdioOptions },
): ChildProcess {
  ensureBuilt();
  return spawn(process.execPath, [LAUNCHER, ...args], {
    cwd: options.cwd,
    env: environment(options),
    stdio,
  });
}

export interface Served {
  /** A start address, another one at each look: each opens one page. */
  readonly url: string;
  readonly address: string;
  readonly port: number;
  readonly token: string;
  readonly workbook: { readonly id: string } | null;
  /** How others join, where a room was opened as well. */
  readonly room?: { readonly url: string; readonly code: string };
  readonly child: ChildProcess;
  /** Standard error so far. */
  errors(): string;
  /** Ends it as Ctrl+C would, and resolves with its exit status. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts `serve` (or `open`) and waits until it has said where it is. */
export async function serve(args: readonly string[], options: CliOptions = {}): Promise<Served> {
  const child = startDemarc([...args, '--no-open', '--json'], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stderr?.on('data', (text) => {
    err += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const started = await new Promise<{
    url: string;
    address: string;
    port: number;
    workbook: Served['workbook'];
    room?: { url: string; code: string };
  }>((resolve, reject) => {
    child.stdout?.on('data', (text) => {
      out += text;
      try {
        resolve(JSON.parse(out));
      } catch {
        // Not whole yet.
      }
    });
    void ended.then((status) =>
      reject(new Error(`It ended with status ${status} instead of serving:\n${err}`)),
    );
  });
  const { token } = await signIn(started.url);
  return {
    ...started,
    get url() {
      return `${started.address}/#code=${makeStartCode(token)}`;
    },
    token,
    child,
    errors: () => err,
    stop(signal = 'SIGINT') {
      child.kill(signal);
      return ended;
    },
  };
}
