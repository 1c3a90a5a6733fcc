import { runCommandLine } from '../../main/hosts/cli/program.ts';
import { checkDocument } from './check-document.ts';

/** Runs a command line in this very process: what it printed, and its exit status. */
export const runHere = (...args: string[]) => runWith(args, false);
/** The same where messages go to a terminal and the output to a file, as progress is for. */
export const runOnTerminal = (...args: string[]) => runWith(args, true);

async function runWith(args: readonly string[], isTTY: boolean) {
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
  const status = await runCommandLine(args, streams, 'test');
  checkDocument(args, out);
  return { status, out, err };
}
