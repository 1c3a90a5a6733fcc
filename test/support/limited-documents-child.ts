import { writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Ticket } from '../../main/contract/methods/method.ts';
import { childCore } from './child-core.ts';
import { runHere } from './run-here.ts';

// Opens a workbook for reading, tries to write every kind of document into a folder, and says as JSON how each was refused.
const [path = '', dataDir = '', folder = ''] = process.argv.slice(2);
const { core, log } = childCore(dataDir, runHere);
const { id } = await core.openPath(path, { readOnly: true });
const target = (name: string) => core.files.registerTarget(join(folder, name)).handle;
const jobs: readonly (readonly [string, string, object])[] = [
  ...['xlsx', 'pdf', 'csv'].map(
    (format) => [format, 'exports.run', { files: [{ format, target: target(`all.${format}`) }] }] as const,
  ),
  ['pack', 'packs.write', { target: target('pack.zip') }],
  ['encrypted pack', 'packs.write', { target: target('secret.zip'), password: 'correct horse' }],
  ['layout', 'layouts.write', { layout: 'fedramp-crm', target: target('crm.xlsx') }],
  ['OSCAL', 'layouts.write', { layout: 'oscal-ssp', target: target('ssp.json') }],
  ['copy', 'workbook.saveCopy', { target: target('copy.demarc') }],
];
const said: Record<string, unknown> = {};
for (const [name, method, input] of jobs) {
  const reply = await core.dispatch({ name: method, input, workbook: id }, 'child');
  try {
    if (!reply.ok) throw reply.error;
    await core.awaitJob(reply.value as Ticket);
    said[name] = 'written';
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    said[name] = { code, message };
  }
}
await core.close();
const unexpected = log.entries.filter(({ level }) => level === 'error').map(({ message }) => message);
writeSync(1, JSON.stringify({ said, unexpected }));
