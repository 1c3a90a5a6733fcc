import { runCommandLine } from '../../main/hosts/cli/program.ts';

/** Runs a command line in this very process: what it printed, and its exit status. */
export async function runHere(...args: string[]) {
  let out = '';
  let err = '';
  const streams = {
    out: {
      write: (text: string) => {
        out += text;
      },
    },
    err: {
      write: (text: string) => {
        err += text;
      },
    },
  };
  const status = await runCommandLine(args, streams, 'test');
  return { status, out, err };
}
