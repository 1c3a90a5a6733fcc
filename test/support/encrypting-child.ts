import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunTask } from '../../main/jobs/run-in-worker.ts';
import { childCore } from './child-core.ts';
import { runHere } from './run-here.ts';

/**
 * Writes an encrypted pack of a workbook, and is killed (kill -9) when it first tells the last of some words of how far it is; at each word before, what
 * lies where the target will is copied into a folder of that name, as a kill would leave it: WORKBOOK TARGET DATA-FOLDER KEPT WORD...
 */
const [workbook = '', target = '', dataDir = '', kept = '', ...words] = process.argv.slice(2);
const heard = new Set<string>();
// Every word that a task tells: those that are announced are fewer, by the time that went by.
const listening: RunTask = (task, controls) =>
  runHere(task, {
    ...controls,
    progress(done, total, label) {
      if (words.includes(label) && !heard.has(label)) {
        heard.add(label);
        // By itself: another program might see it too late.
        if (label === words.at(-1)) process.kill(process.pid, 'SIGKILL');
        cpSync(dirname(target), join(kept, label), { recursive: true });
      }
      controls.progress(done, total, label);
    },
  });
const { core } = childCore(dataDir, listening);
const { id } = await core.openPath(workbook, { readOnly: true });
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
