import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MessagePort, workerData } from 'node:worker_threads';
import { runCommandLine } from '../../main/hosts/cli/program.ts';
import { applicationRoot } from '../../main/platform/app-paths.ts';
import { runHere } from './run-here.ts';

/** The command line in a thread of the tests' own: it is asked for one run after the other, as `demarc` in cli.ts waits for each. */
export interface CliRequest {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

const { port, done } = workerData as { port: MessagePort; done: Int32Array };
const { version } = JSON.parse(readFileSync(join(applicationRoot(), 'package.json'), 'utf8')) as {
  version: string;
};

// A library beneath exceljs puts a function in the place of this one that remembers the first folder for ever.
const { cwd } = process;

port.on('message', async ({ args, env }: CliRequest) => {
  process.cwd = cwd;
  for (const name of Object.keys(process.env)) if (env[name] === undefined) delete process.env[name];
  Object.assign(process.env, env);
  const said = { out: '', err: '' };
  const collect = (stream: keyof typeof said) => ({
    write: (text: string) => {
      said[stream] += text;
    },
  });
  const status = await runCommandLine(
    args,
    { out: collect('out'), err: collect('err'), runTask: runHere },
    version,
  );
  port.postMessage({ status, ...said });
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
});
