// Holds the signals and lets them go again, says so, and is busy from then on. With a word: is interrupted while its last job is at
// work, which then is `done` or `stopped`, has `found` something, or `failed`; `unclosed`
// where what it did cannot be put into one file; `twice` where the signal is handed on to it as well.
import { DemarcError } from '../../main/contract/errors.ts';
import { EXIT, ExitWith, statusOf } from '../../main/hosts/cli/exit.ts';
import { createInterrupts } from '../../main/hosts/cli/interrupts.ts';

const [how, ...words] = process.argv.slice(2);
let end = () => {};
const job = new Promise<void>((resolve) => {
  end = resolve;
});
const interrupts = createInterrupts(
  async () => {
    if (words.includes('twice')) {
      process.kill(process.pid, 'SIGINT');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    end();
    await job;
    if (words.includes('unclosed')) throw new DemarcError('DISK_FULL', 'There was no room.');
  },
  () => void process.stdout.write('said\n'),
);
interrupts.hold();
if (how === undefined) {
  interrupts.release();
  process.stdout.write('busy\n');
  for (;;) Math.random();
}
const waits = setInterval(() => {}, 1000);
process.kill(process.pid, 'SIGINT');
await job;
if (how === 'done') interrupts.done();
if (how === 'found' || how === 'failed' || how === 'cancelled') {
  const error = {
    found: new ExitWith(EXIT.found),
    failed: new Error('the workbook was closed under it'),
    cancelled: new DemarcError('CANCELLED', 'It was cancelled.'),
  }[how];
  process.exitCode = await interrupts.quiet(error).catch(statusOf);
}
if (how !== 'stopped') clearInterval(waits);
