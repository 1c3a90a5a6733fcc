import { chmodSync, chownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { childCore } from './child-core.ts';

/**
 * Opens a workbook and records somebody; then nobody may read the file for a while, for what is asked and for its closing. Says how all
 * ended, and whom it holds when it is opened again: WORKBOOK BRIEF.
 */
const [path = '', brief] = process.argv.slice(2);
const folder = join(path, '..');
// The superuser may read everywhere, also with the rights of somebody else for the moment.
if (process.getuid?.() === 0) {
  for (const name of ['', ...(readdirSync(folder, { recursive: true }) as string[])])
    chownSync(join(folder, name), 65_534, 65_534);
  process.setuid?.(65_534);
}
const { core } = childCore(join(folder, 'data'));
const open = async () => (await core.openPath(path, { brief: brief === 'brief' })).id;
const first = await open();
const add = (workbook: string, name: string) =>
  core.dispatch({ name: 'people.add', input: { name }, workbook }, 'test');
await add(first, 'Kim Doe');
chmodSync(path, 0);
const meanwhile = await add(first, 'Not Asked');
chmodSync(path, 0o600);
const afterwards = await add(first, 'Bo Ek');
chmodSync(path, 0);
await core.dispatch({ name: 'app.close', input: { id: first } }, 'test');
chmodSync(path, 0o600);
const again = await open();
const people = await core.dispatch({ name: 'people.list', input: {}, workbook: again }, 'test');
await core.close();
process.stdout.write(JSON.stringify({ meanwhile, afterwards, people }));
