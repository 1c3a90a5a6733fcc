import { spawn } from 'node:child_process';
import { findCommand } from './programs.ts';

/** What somebody does at a terminal. */
export type Act = 'ctrl-c' | 'hang-up';

/** Python has a terminal in its own library; Node has none. Null where it is not installed. */
export const findTerminal = (): string | null =>
  process.platform === 'win32' ? null : findCommand('python3');

/** Runs argv[3:] on a terminal of its own, waits for the file argv[1], does argv[2], and waits for the end. */
const AT_TERMINAL = `
import os, pty, sys, time
path, act, command = sys.argv[1], sys.argv[2], sys.argv[3:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
while not os.path.exists(path):
    if os.waitpid(pid, os.WNOHANG)[0]: sys.exit(3)
    time.sleep(0.02)
if act == 'ctrl-c': os.write(terminal, b'\\x03')
else: os.close(terminal)
said = b''
while act == 'ctrl-c':
    try: part = os.read(terminal, 1000)
    except OSError: break
    if not part: break
    said += part
status = os.waitpid(pid, 0)[1]
sys.stdout.buffer.write(said)
`;

/** What was said on the terminal; the promise ends when the program has ended. */
export async function atTerminal(
  command: readonly string[],
  options: { readonly when: string; readonly act: Act; readonly env?: NodeJS.ProcessEnv },
): Promise<string> {
  const child = spawn(findTerminal() ?? '', ['-c', AT_TERMINAL, options.when, options.act, ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: options.env ?? process.env,
  });
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  if (status !== 0) throw new Error(`The program at the terminal ended before it was there (${status}).`);
  return said;
}
