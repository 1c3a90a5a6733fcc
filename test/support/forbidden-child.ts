import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { childCore } from './child-core.ts';

/**
 * Opens a workbook and records somebody; then nothing may be written into its folder any more, and it is closed. Says how that ended, and
 * whether it is only read when it is opened again after that: WORKBOOK.
 */
const [path = ''] = process.argv.slice(2);
const folder = join(path, '..');
const { core } = childCore(join(folder, 'data'));
const { id } = await core.openPath(path);
await core.dispatch({ name: 'people.add', input: { name: 'Kim Doe' }, workbook: id }, 'test');
const all = ['', ...(readdirSync(folder, { recursive: true }) as string[])].map((name) => join(folder, name));
for (const each of all) chmodSync(each, statSync(each).isDirectory() ? 0o555 : 0o644);
// The superuser may write everywhere.
if (process.getuid?.() === 0) process.seteuid?.(65_534);
const reply = await core.dispatch({ name: 'app.close', input: { id } }, 'test');
if (process.getuid?.() === 0) process.seteuid?.(0);
for (const each of all) chmodSync(each, statSync(each).isDirectory() ? 0o755 : 0o644);
// Once it may be written again, the same program opens it as before.
const { readOnly } = await core.openPath(path);
await core.close();
process.stdout.write(JSON.stringify({ reply, readOnly }));
