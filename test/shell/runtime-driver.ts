import { spawn } from 'node:child_process';
import { _electron, type ElectronApplication } from 'playwright';
import { PROJECT } from '../support/cli.ts';
import { type Driver, type LaunchOptions, type ShellApp, until } from './driver.ts';

/** The arguments of a start on a real runtime. The sandbox stays on wherever the system allows it: what is tested is what ships. */
export const runtimeArgs = (...files: readonly string[]): string[] => [
  PROJECT,
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ...files,
];
const environment = ({ dataDir, env }: LaunchOptions) => ({
  ...(process.env as Record<string, string>),
  DEMARC_DATA_DIR: dataDir,
  ...env,
});

/** The same scenarios on a real runtime. */
export const runtimeDriver = (executable: string): Driver => ({
  launch: async (options) => {
    // One that ends by itself is gone before Playwright has hold of it.
    if (options.args?.includes('--smoke')) return byItself(executable, options);
    const app = await _electron.launch({
      executablePath: executable,
      args: runtimeArgs(...(options.args ?? [])),
      env: environment(options),
    });
    return driven(app, executable, options);
  },
});

function driven(app: ElectronApplication, executable: string, options: LaunchOptions): ShellApp {
  const child = app.process();
  let errors = '';
  child.stderr?.on('data', (text) => {
    errors += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return {
    evaluate: (run, arg) => app.evaluate(run as never, arg as never),
    async pages(count) {
      await until(() => app.windows().length >= count, `there are ${count} pages`);
      return Promise.all(
        app.windows().map(async (page) => {
          await page.waitForFunction(() => 'demarc' in globalThis);
          return {
            url: page.url(),
            evaluate: <R, A>(run: (arg: A) => R | Promise<R>, arg?: A) =>
              page.evaluate(run as never, arg as never) as Promise<R>,
            hang: () => void page.evaluate('for (;;);').catch(() => undefined),
          };
        }),
      );
    },
    startAgain: (args) => {
      const second = spawn(executable, runtimeArgs(...args), { env: environment(options), stdio: 'ignore' });
      return new Promise((resolve) => second.on('exit', resolve));
    },
    interrupt: () => void child.kill('SIGINT'),
    ended: () => ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    errors: () => errors,
  };
}

function byItself(executable: string, options: LaunchOptions): ShellApp {
  const child = spawn(executable, runtimeArgs(...(options.args ?? [])), {
    env: environment(options),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const never = () => Promise.reject(new Error('This start ends by itself.'));
  return {
    evaluate: never,
    pages: never,
    startAgain: never,
    interrupt: () => void child.kill('SIGINT'),
    ended: () => ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    errors: () => errors,
  };
}
