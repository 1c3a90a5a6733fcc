import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { temporaryBeside } from '../../main/platform/atomic-write.ts';
import {
  currentList,
  keepTemporaryList,
  LIST_VARIABLE,
  makeTemporaryFolder,
} from '../../main/platform/temporaries.ts';

/** Makes things for a while, here and in a thread as jobs do, says "ready" and waits to be killed: LISTS PLACE. */
if (isMainThread) {
  const [lists = '', place = ''] = process.argv.slice(2);
  keepTemporaryList(lists);
  const unfinished = temporaryBeside(join(place, 'matrix.xlsx'));
  writeFileSync(unfinished, 'half');
  writeFileSync(`${unfinished}-journal`, 'half');
  writeFileSync(join(place, 'notes.txt'), 'finished');
  writeFileSync(join(makeTemporaryFolder(place, '.demarc-pack-'), 'assessment.pdf'), 'half');
  const thread = new Worker(fileURLToPath(import.meta.url), {
    workerData: place,
    env: { ...process.env, [LIST_VARIABLE]: currentList() ?? '' },
  });
  thread.on('exit', () => process.stdout.write('ready\n'));
  setTimeout(() => process.exit(1), 60_000);
} else {
  const folder = makeTemporaryFolder(workerData as string, '.demarc-pack-');
  mkdirSync(join(folder, 'inner'));
}
