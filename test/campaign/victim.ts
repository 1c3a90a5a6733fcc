import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DemarcError } from '../../main/contract/errors.ts';
import { createDoings, type Kind, makeRoom } from './doings.ts';

// Does one kind of command for ever in a folder of its own, and writes down each that was acknowledged. Killed from
// outside; where whoever started it is gone, nobody would.
const parent = process.ppid;
const [kind = 'answer', folder = ''] = process.argv.slice(2);
makeRoom(folder);
const acknowledgements = openSync(join(folder, 'acknowledged'), 'a');
const doings = createDoings(folder, (told) => writeSync(acknowledgements, `${JSON.stringify(told)}\n`));
let refusals = 0;
try {
  for (let n = 0; process.ppid === parent; n += 1)
    try {
      await doings.perform(kind as Kind, n);
    } catch (error) {
      // What the round before left can make the next one a refusal, such as an undo with nothing to take back.
      if (!(error instanceof DemarcError) || error.code === 'UNEXPECTED') throw error;
      refusals += 1;
      if (refusals > 200) throw error;
    }
} catch (error) {
  writeSync(2, `${kind}: ${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
}
