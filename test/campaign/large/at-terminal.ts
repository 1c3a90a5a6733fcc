import { writeSync } from 'node:fs';
import { runCommandLine } from '../../../main/hosts/cli/program.ts';

// A command line as at a terminal: what it announces goes to standard error at once, also while its thread is busy.
process.exitCode = await runCommandLine(
  process.argv.slice(2),
  {
    out: { write: () => true },
    err: { isTTY: true, columns: 120, write: (text) => writeSync(2, text) },
  },
  'campaign',
);
