import { closeSync, openSync, utimesSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { childCore } from './child-core.ts';

/**
 * Opens a workbook and touches its file; then as many files are open as this process may have, while somebody is recorded, and after
 * that they are not. Says how both ended: WORKBOOK BRIEF. Whoever starts it sets a low limit.
 */
const [path = '', brief] = process.argv.slice(2);
const { core } = childCore(join(path, '..', 'data'));
const { id } = await core.openPath(path, { brief: brief === 'brief' });
const add = (name: string) => core.dispatch({ name: 'people.add', input: { name }, workbook: id }, 'test');
await add('Kim Doe');
utimesSync(path, 1, 1);
const files: number[] = [];
try {
  for (;;) files.push(openSync(devNull, 'r'));
} catch {
  // As many as there may be.
}
const meanwhile = await add('Not Asked');
for (const each of files) closeSync(each);
const afterwards = await add('Bo Ek');
await core.close();
process.stdout.write(JSON.stringify({ meanwhile, afterwards }));
