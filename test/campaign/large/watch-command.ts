import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { workedMs } from '../watchdog.ts';

/** What was seen of a command. Times are of work, or of the clock where less of it went by: a loaded machine makes neither longer. */
export interface Seen {
  readonly ended: number | NodeJS.Signals | null;
  readonly seconds: number;
  /** The longest that it worked without a word, and what it had said last. */
  readonly silent: { readonly seconds: number; readonly after: string };
  /** How long it took to end after it was interrupted; null where it ended before. */
  readonly reaction: number | null;
  readonly peakMb: number;
  /** Its last words that are no progress. */
  readonly said: string;
}

const TERMINAL = fileURLToPath(new URL('at-terminal.ts', import.meta.url));
const LOOK_MS = 100;
/** What the program puts before each word of progress. */
const CLEAR_LINE = '\r\u001b[K';
/** One that was interrupted and still works after so long does not end. */
const DEAF_MS = 60_000;

/** Work of a process since a moment, or time where that is less, in seconds. */
function stopwatch(pid: number): () => number {
  const [at, worked] = [Date.now(), workedMs(pid)];
  return () => {
    const [passed, now] = [Date.now() - at, workedMs(pid)];
    return (worked === null || now === null ? passed : Math.min(passed, now - worked)) / 1000;
  };
}

/** Runs a command line as at a terminal, and presses Ctrl+C after so many seconds of work, or with its first word. */
export function watchCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  interrupt: { readonly after: number } | 'with the first word',
): Promise<Seen> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [TERMINAL, ...args], { stdio: ['ignore', 'ignore', 'pipe'], env });
    const pid = child.pid ?? 0;
    const whole = stopwatch(pid);
    let sinceWord = stopwatch(pid);
    let silent = { seconds: 0, after: '' };
    let [last, said, peakMb, seconds] = ['', '', 0, 0];
    let reacting: (() => number) | null = null;
    let reaction: number | null = null;
    const look = () => {
      seconds = Math.max(seconds, whole());
      peakMb = Math.max(peakMb, peakOf(pid));
      const quiet = sinceWord();
      if (reacting === null && quiet > silent.seconds) silent = { seconds: quiet, after: last };
      if (reacting !== null) reaction = Math.max(reaction ?? 0, reacting());
    };
    const press = () => {
      if (reacting !== null) return;
      look();
      reacting = stopwatch(pid);
      reaction = 0;
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGKILL'), DEAF_MS).unref();
    };
    child.stderr.on('data', (data: Buffer) => {
      look();
      sinceWord = stopwatch(pid);
      const words = data.toString().split(CLEAR_LINE);
      const word = words.at(-1)?.trim() ?? '';
      if (word !== '') last = word;
      said = `${said}${words.filter((each) => each.includes('demarc:')).join('')}`.slice(-1000);
      if (interrupt === 'with the first word') press();
    });
    const timer = setInterval(() => {
      look();
      if (interrupt !== 'with the first word' && seconds >= interrupt.after) press();
    }, LOOK_MS);
    child.on('close', (code, signal) => {
      clearInterval(timer);
      resolve({ ended: code ?? signal, seconds, silent, reaction, peakMb, said: said.trim() });
    });
  });
}

function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
