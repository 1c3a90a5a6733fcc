// The launcher of the window as a program of its own: RUNTIME-SCRIPT FOLDER.
import { runElectron } from '../../main/hosts/cli/run-electron.ts';

const [script = '', folder = ''] = process.argv.slice(2);
const reason = await runElectron(
  process.execPath,
  [script, folder],
  (line) => void process.stderr.write(line),
);
process.stdout.write(`launcher: ${reason ?? 'the window was closed'}\n`);
