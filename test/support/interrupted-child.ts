// Holds the signals and lets them go again, says so, and is busy from then on. With a word: is interrupted while its last job is at
// work, which then is `done` or `stopped`.
import { createInterrupts } from '../../main/hosts/cli/interrupts.ts';

const [how] = process.argv.slice(2);
let end = () => {};
const job = new Promise<void>((resolve) => {
  end = resolve;
});
const interrupts = createInterrupts(
  async () => {
    end();
    await job;
  },
  () => {},
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
if (how === 'done') {
  interrupts.done();
  clearInterval(waits);
}
