import { childCore } from './child-core.ts';

/** Writes an encrypted pack of a workbook and prints how far it is, for a test that kills it: WORKBOOK TARGET DATA-FOLDER. */
const [workbook = '', target = '', dataDir = ''] = process.argv.slice(2);
const { core } = childCore(dataDir);
const { id } = await core.openPath(workbook, { readOnly: true });
core.subscribe((event) => {
  if (event.type === 'job' && event.state === 'running') process.stdout.write(`${event.label}\n`);
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
