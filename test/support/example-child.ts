import { writeSync } from 'node:fs';
import { childCore } from './child-core.ts';

/** Makes the example at a path, and is killed (kill -9) when it has recorded so many changes: TARGET DATA-FOLDER CHANGES. */
const [path = '', dataDir = '', changes = ''] = process.argv.slice(2);
const { core } = childCore(dataDir);
core.subscribe((event) => {
  // By itself: another program might see it too late.
  if (event.type === 'changed' && event.rev >= Number(changes)) process.kill(process.pid, 'SIGKILL');
});
await core.createAt(path, { example: 'ecommerce' });
await core.close();
writeSync(1, 'made\n');
