import { runErase } from '../../main/jobs/erase-task.ts';
import type { Erasable } from '../../main/jobs/tasks.ts';
import { keepTemporaryList } from '../../main/platform/temporaries.ts';

// Erases for good, to be killed in the middle of that: WORKBOOK BACKUPS TEMPORARY WHAT, the last as JSON.
const [workbook = '', backups = '', temporary = '', what = ''] = process.argv.slice(2);
keepTemporaryList(temporary);
process.stdout.write('begins\n');
await runErase(
  {
    kind: 'erase',
    workbook,
    name: 'work.demarc',
    what: JSON.parse(what) as Erasable,
    look: false,
    backups: { chosen: null, own: backups, earlier: [] },
    at: '2026-11-29T05:00:00.000Z',
    who: 'Ann',
  },
  { signal: new AbortController().signal, progress: () => undefined },
);
process.stdout.write('done\n');
// Killed here at the latest.
setInterval(() => undefined, 1000);
