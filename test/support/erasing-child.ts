import { join } from 'node:path';
import { runErase } from '../../main/jobs/erase-task.ts';
import { keepTemporaryList } from '../../main/platform/temporaries.ts';

// Erases a person from a workbook, to be killed in the middle of that: PATH DATA NAME.
const [path = '', dataDir = '', who = ''] = process.argv.slice(2);
keepTemporaryList(join(dataDir, 'temporary'));
process.stdout.write('begins\n');
await runErase(
  {
    kind: 'erase',
    workbook: path,
    name: 'acme.demarc',
    what: { kind: 'person', who, also: [] },
    look: false,
    backups: { chosen: null, own: join(dataDir, 'backups'), earlier: [] },
    at: '2026-11-29T05:00:00.000Z',
    who: 'Ann',
  },
  { signal: new AbortController().signal, progress: () => undefined },
);
process.stdout.write('done\n');
// Killed here at the latest.
setInterval(() => undefined, 1000);
