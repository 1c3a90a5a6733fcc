import { writeSync } from 'node:fs';
import { childCore } from './child-core.ts';

/** Makes the example at a path and says each change that it records, for a test that kills it: TARGET DATA-FOLDER. */
const [path = '', dataDir = ''] = process.argv.slice(2);
const { core } = childCore(dataDir);
core.subscribe((event) => {
  if (event.type === 'changed') writeSync(1, `${event.rev}\n`);
});
await core.createAt(path, { example: 'ecommerce' });
await core.close();
writeSync(1, 'made\n');
