import type { MergePreview, MergeResult } from '../../main/contract/merge.ts';
import type { Ticket } from '../../main/contract/methods/method.ts';
import { benchCore } from './seed-workbook.ts';

/** Merges one workbook into another, from the file to the durable commit; prints `{"seconds", "megabytes", "changes", "resolved", "conflicts"}` of the whole process. */
const [folder = '', mine = '', theirs = ''] = process.argv.slice(2);
const core = benchCore(folder);
const { id } = await core.openPath(mine);
const file = core.files.registerSource(theirs).handle;
async function job<T>(name: string, input: unknown): Promise<T> {
  const reply = await core.dispatch({ name, input, workbook: id }, 'bench');
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
  return (await core.awaitJob(reply.value as Ticket)) as T;
}
const start = performance.now();
const {
  mine: ours,
  theirs: other,
  conflicts,
} = await job<MergePreview>('merge.preview', { file, resolutions: {} });
const expected = { mine: ours.head, theirs: other.head };
const { changes, resolved } = await job<MergeResult>('merge.apply', { file, otherwise: 'theirs', expected });
const seconds = (performance.now() - start) / 1000;
await core.close();
console.log(
  JSON.stringify({
    seconds,
    megabytes: process.resourceUsage().maxRSS / 1024,
    changes: changes.length,
    resolved,
    conflicts: conflicts.length,
  }),
);
