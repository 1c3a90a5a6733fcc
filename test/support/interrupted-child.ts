// Holds the signals and lets them go again, says so, and is busy from then on.
import { createInterrupts } from '../../main/hosts/cli/interrupts.ts';

const interrupts = createInterrupts(
  async () => {},
  () => {},
);
interrupts.hold();
interrupts.release();
process.stdout.write('busy\n');
for (;;) Math.random();
