import { runCommandLine } from '../../main/hosts/cli/program.ts';
import { inThreads, type RunTask } from '../../main/jobs/run-in-worker.ts';
import { checkDocument } from './check-document.ts';
import { builtWorker } from './cli.ts';
import { runHere as runTaskHere } from './run-here.ts';

/** Runs a command line in this very process: what it printed, and its exit status. */
export const runHere = (...args: string[]) => runWith(args, false);
/** The same where messages go to a terminal and the output to a file, as progress is for. */
export const runOnTerminal = (...args: string[]) => runWith(args, true);

/** The first again, its tasks in this thread too: for tests of what a command does, not of how it is done beside others. */
export const runAtOnce = (...args: string[]) => runWith(args, false, runTaskHere);

async function runWith(args: readonly string[], isTTY: boolean, runTask: RunTask = inThreads(builtWorker())) {
  let out = '';
  let err = '';
  const streams = {
    out: {
      write: (text: string) => {
        out += text;
      },
    },
    err: {
      isTTY,
      write: (text: string) => {
        err += text;
      },
    },
  };
  const status = await runCommandLine(args, { ...streams, runTask }, 'test');
  checkDocument(args, out);
  return { status, out, err };
}
