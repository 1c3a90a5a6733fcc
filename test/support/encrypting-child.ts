import { childCore } from './child-core.ts';
import { runHere } from './run-here.ts';

/** Writes an encrypted pack of a workbook, and is killed (kill -9) at the so-manieth word of how far it is: WORKBOOK TARGET DATA-FOLDER WORDS. */
const [workbook = '', target = '', dataDir = '', words = ''] = process.argv.slice(2);
const { core } = childCore(dataDir, runHere);
const { id } = await core.openPath(workbook, { readOnly: true });
let heard = 0;
core.subscribe((event) => {
  if (event.type !== 'job' || event.state !== 'running') return;
  heard += 1;
  // By itself: another program might see it too late.
  if (heard >= Number(words)) process.kill(process.pid, 'SIGKILL');
});
const reply = await core.dispatch(
  {
    name: 'packs.write',
    input: { target: core.files.registerTarget(target).handle, password: 'correct horse battery' },
    workbook: id,
  },
  'child',
);
if (reply.ok) await core.awaitJob(reply.value as never);
await core.close();
