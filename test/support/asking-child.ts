// Asks a question as in a terminal, whose keys come from standard input; with a word, while it holds the signals as a command that writes
// does. Says what it took the answer for.
import { confirm } from '../../main/hosts/cli/confirm.ts';
import { createInterrupts } from '../../main/hosts/cli/interrupts.ts';

const interrupts = createInterrupts(
  async () => void process.stdout.write('closed\n'),
  () => {},
);
if (process.argv.length > 2) interrupts.hold();
process.stdout.write(`${await confirm('Go on?', true)}\n`);
process.exit();
