import { spawn } from 'node:child_process';

interface Limits {
  readonly seconds: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end or its limit, silently: null when it succeeded, else why not in one line. */
export function attempt(
  command: string,
  args: readonly string[],
  { seconds, cwd, env }: Limits,
): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let said = '';
    const listen = (text: Buffer) => {
      said = `${said}${text}`.slice(-4_000);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      child.kill();
    }, seconds * 1000);
    const end = (reason: string | null) => {
      clearTimeout(limit);
      // A grandchild may still hold the pipes.
      child.stdout.destroy();
      child.stderr.destroy();
      resolve(reason);
    };
    child.on('error', (error) => end(error.message));
    child.on('exit', (code) => {
      if (late) end(`not done within ${seconds} s`);
      else end(code === 0 ? null : reasonIn(said, `it ended with ${code}`));
    });
  });
}

/** The line that tells most: the first that speaks of an error, else the last one. */
function reasonIn(said: string, otherwise: string): string {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const telling = lines.find((line) => /^(E:|npm (ERR!|error)|Error:)/.test(line)) ?? lines.at(-1);
  return (telling ?? otherwise).slice(0, 200);
}
