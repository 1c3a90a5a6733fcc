import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { applicationRoot } from '../../../platform/app-paths.ts';
import type { AddCommand } from '../command.ts';
import type { CommonOptions } from '../context.ts';
import { documentText } from '../documents/document.ts';
import { decideLaunch, launchFacts } from '../electron-runtime.ts';
import { NotOpened } from '../exit.ts';
import { fetchRuntime } from '../fetch-runtime.ts';
import type { Streams } from '../output.ts';
import { runElectron } from '../run-electron.ts';
import { serveHere } from '../serving.ts';

interface Options extends CommonOptions {
  readonly open: boolean;
}

/** A server started in place of a window ends some time after the last page was closed, as a window would. */
const IDLE_MS = 15 * 60 * 1000;

/** The portable edition is for the browser: it brings no window, and its launcher says so. */
export const isPortable = (env: NodeJS.ProcessEnv): boolean => env.DEMARC_EDITION === 'portable';

export const addOpen: AddCommand = (program, streams) => {
  program
    .command('open')
    .description(
      'open the desktop window; where there can be none, serve the same app on the loopback address',
    )
    .argument('[file]', 'the workbook to open')
    .option('--no-open', 'where there can be no window, do not open the browser either')
    .action(async (file: string | undefined, options: Options) => {
      if (file !== undefined && !existsSync(file))
        throw new NotOpened(
          'NOT_FOUND',
          `There is no file at ${file}. Check the path, or make one with "demarc new".`,
        );
      const reason = isPortable(process.env) ? undefined : await openWindow(file, streams);
      if (reason === null) {
        if (options.json === true) streams.out.write(documentText('window', { window: true }));
        return;
      }
      if (reason !== undefined)
        streams.err.write(
          `demarc: no desktop window (${reason}); serving the same app on the loopback address\n`,
        );
      await serveHere(
        {
          file,
          open: options.open,
          idleMs: IDLE_MS,
          ...(options.json === undefined ? {} : { json: options.json }),
        },
        streams,
      );
    });
};

/** Null when there was a window and it has been closed, else why there was none. */
async function openWindow(file: string | undefined, streams: Streams): Promise<string | null> {
  const say = (line: string) => void streams.err.write(line);
  let decision = decideLaunch(launchFacts());
  if (decision.kind === 'fetch') {
    const failure = await fetchRuntime(decision.installer, say);
    if (failure !== null) return failure;
    decision = decideLaunch({ ...launchFacts(), downloadForbidden: true });
  }
  if (decision.kind !== 'start')
    return decision.kind === 'loopback' ? decision.reason : 'the runtime is missing';
  return runElectron(
    decision.executable,
    [applicationRoot(), ...(file === undefined ? [] : [resolve(file)])],
    say,
  );
}
