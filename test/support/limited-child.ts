import { writeSync } from 'node:fs';
import { childCore } from './child-core.ts';

// Opens (or makes) a workbook, reads, answers at length and closes, and says what became of each as one JSON document.
const [path = '', dataDir = '', make = ''] = process.argv.slice(2);
const { core, log } = childCore(dataDir);
const told = async (run: () => Promise<unknown>) => {
  try {
    return { value: await run() };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return { code, message };
  }
};
const opened = await told(() =>
  make === 'make' ? core.createAt(path, { title: 'New', organisation: 'Acme' }) : core.openPath(path),
);
const workbook = ((opened as { value?: { id: string } }).value ?? { id: '' }).id;
const call = async (name: string, input: unknown) => {
  const reply = await core.dispatch({ name, input, workbook }, 'child');
  return reply.ok ? { value: reply.value } : reply.error;
};
/** Answers until one is refused: the number before it, and its refusal. */
const answer = async () => {
  for (let n = 0; n < 500; n += 1) {
    const reply = await call('workbook.update', { scopeNote: `${n} ${'x'.repeat(9_000)}` });
    if (!('value' in reply)) return { recorded: n, ...reply };
  }
  return { recorded: 500 };
};
const said = workbook
  ? {
      opened,
      read: await call('services.list', {}),
      wrote: await answer(),
      note: await call('workbook.info', {}),
      closed: await told(() => core.close()),
    }
  : { opened };
const unexpected = log.entries.filter(({ level }) => level === 'error').map(({ message }) => message);
writeSync(1, JSON.stringify({ ...said, unexpected }));
