// npm run dev [-- file]: hot reload in the desktop window where there can be one, else in the browser.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createServer } from 'vite';
import { applicationRoot } from '../platform/app-paths.ts';
import { decideLaunch, findExecutable, launchFacts } from './cli/electron-runtime.ts';

const root = applicationRoot();
const file = process.argv.slice(2);
const launch = decideLaunch({ ...launchFacts(), downloadForbidden: true });
if (launch.kind === 'start') runInWindow();
else await runInBrowser(launch.kind === 'loopback' ? launch.reason : 'there is no runtime');

/** electron-vite rebuilds and restarts the main process, and serves the page with hot reload. */
function runInWindow(): void {
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  follow(
    spawn(process.execPath, [tool, 'dev', '--watch', '--', ...file], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ELECTRON_EXEC_PATH: findExecutable(process.env) ?? '' },
    }),
  );
}

/** Vite serves the page, Node runs the host from its sources and restarts it after each change. */
async function runInBrowser(reason: string): Promise<void> {
  process.stderr.write(`demarc: no desktop window (${reason}); developing in the browser\n`);
  const config = (await import('../../electron.vite.config.ts')).default;
  if (typeof config === 'function' || config instanceof Promise || config.renderer === undefined)
    throw new Error('electron.vite.config.ts has no renderer to serve.');
  const server = await createServer({ ...config.renderer, configFile: false });
  await server.listen();
  const devServer = `http://127.0.0.1:${server.config.server.port}`;
  follow(
    spawn(
      process.execPath,
      [
        '--watch',
        '--watch-preserve-output',
        join(root, 'main', 'hosts', 'cli', 'main.ts'),
        'serve',
        ...file,
        '--port',
        process.env.DEMARC_DEV_HOST_PORT ?? '5174',
        ...(process.env.DEMARC_DEV_NO_OPEN === '1' ? ['--no-open'] : []),
      ],
      {
        cwd: process.cwd(),
        stdio: 'inherit',
        env: {
          ...process.env,
          DEMARC_DEV_SERVER: devServer,
          // The page outlives the host's restarts, so the key must as well.
          DEMARC_DEV_TOKEN: randomBytes(32).toString('base64url'),
        },
      },
    ),
    () => void server.close(),
  );
}

/** One goes with the other. */
function follow(child: ChildProcess, afterwards: () => void = () => {}): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    afterwards();
    process.exitCode = code ?? 0;
  });
}
