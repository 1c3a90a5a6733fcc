import { spawn } from 'node:child_process';
import { PROJECT } from '../support/cli.ts';

/** Runs tests of the project with other cases than `npm test` has, so many times as often; how it ended, and all that was said. */
export function playTests(
  runner: string,
  args: readonly string[],
  { seed, times }: { readonly seed: number; readonly times: number },
): Promise<{ readonly status: number | null; readonly said: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [runner, ...args], {
      cwd: PROJECT,
      env: { ...process.env, DEMARC_SEED: String(seed), DEMARC_TIMES: String(times) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        said += data;
      });
    child.on('close', (status) => done({ status, said }));
  });
}
