import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { withUsersOwnFileMode } from '../../platform/private-files.ts';
import { lastWords } from './fetch-runtime.ts';

/** A runtime that cannot start gives up at once (a missing library, a forbidden sandbox); later exits are its own affair. */
const START_MS = 8_000;
/** Longer than the window waits for its page. A second signal within this time is the same wish, come by another way. */
const ONE_WISH_MS = 5_000;
const LAST_WORDS_MS = 500;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs the window until it is closed. Null when it ran, else why it did not start; what its user can do about that is said.
 *
 * Electron takes one signal as the wish to end in order; the second ends it at once, in the middle of saving. Ctrl+C reaches every
 * program of a terminal, and npm hands it on once more. So the window gets a group of its own, and of all that arrives here one signal.
 */
export function runElectron(
  executable: string,
  args: readonly string[],
  say: (line: string) => void = () => undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | null> {
  const onWindows = process.platform === 'win32';
  // In a terminal inside another Electron program this is set, and makes of the window a Node without one.
  const { ELECTRON_RUN_AS_NODE: _asNode, ...inherited } = env;
  return new Promise((resolve) => {
    const started = Date.now();
    let asked = Number.NEGATIVE_INFINITY;
    const forward = (signal: NodeJS.Signals) => {
      // Windows knows no such wish: it would end the window in the middle of a word.
      if (onWindows) return say('demarc: close the window to end Demarc\n');
      if (performance.now() - asked < ONE_WISH_MS) return;
      asked = performance.now();
      child.kill(signal);
    };
    // Before there is a window: one can be up before this program gets its turn again.
    for (const signal of SIGNALS) process.on(signal, forward);
    const child = withUsersOwnFileMode(() =>
      spawn(executable, args, {
        stdio: ['ignore', 'ignore', 'pipe'],
        detached: !onWindows,
        env: { ...inherited, DEMARC_LAUNCHER: '1' },
      }),
    );
    let complaint = '';
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      complaint = (complaint + text).slice(-20_000);
    });
    const end = (reason: string | null) => {
      for (const signal of SIGNALS) process.off(signal, forward);
      resolve(reason);
    };
    child.on('error', (error) => end(`the Electron runtime does not start (${error.message})`));
    child.on('exit', async (code, signal) => {
      // Its last words may still be on their way; helpers that outlive it can hold that way open for ever.
      const heard = new AbortController();
      const { signal: over } = heard;
      if (!child.stderr.closed)
        await Promise.race([
          once(child.stderr, 'close', { signal: over }),
          setTimeout(LAST_WORDS_MS, undefined, { signal: over }),
        ]);
      heard.abort();
      const stopped = signal !== null && SIGNALS.some((each) => each === signal);
      // Demarc itself says so when it could not start, however long that took.
      const own = /^demarc: UNEXPECTED: .*$/m.exec(complaint)?.[0];
      const failed = code !== 0 && !stopped && (own !== undefined || Date.now() - started < START_MS);
      if (!failed) return end(null);
      const help = sandboxHelp(complaint, executable);
      if (help !== null) {
        say(help);
        return end('this system lets Electron build no sandbox');
      }
      const why = own?.slice('demarc: UNEXPECTED: '.length) ?? lastWords(complaint);
      end(`the Electron runtime does not start (${why === '' ? `status ${code ?? signal}` : why})`);
    });
  });
}

/**
 * What to do where Chromium finds no sandbox that it may use, as on Ubuntu from 23.10 on: the two commands that it asks for. Null for any
 * other complaint.
 */
export function sandboxHelp(complaint: string, executable: string): string | null {
  if (!/chrome-sandbox|SUID sandbox|No usable sandbox/.test(complaint)) return null;
  const helper = quoted(join(dirname(executable), 'chrome-sandbox'));
  return `demarc: this system keeps programs from building a sandbox by themselves, and Demarc opens no window without one. These two commands, once, let Electron's own helper do it:
  sudo chown root:root ${helper}
  sudo chmod 4755 ${helper}
`;
}

/** For a shell: whatever a path holds stays one word. */
const quoted = (path: string): string =>
  /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
