import type { Ticket } from '../../main/contract/methods/method.ts';
import type { SheetPreview } from '../../main/contract/sheets.ts';
import { benchCore } from './seed-workbook.ts';

/** Previews one returned register on an open workbook; prints `{"seconds", "megabytes", "rows", "changes"}` of the whole process. */
const [folder = '', workbook = '', sheet = ''] = process.argv.slice(2);
const core = benchCore(folder);
const { id } = await core.openPath(workbook);
const file = core.files.registerSource(sheet).handle;
const start = performance.now();
const reply = await core.dispatch({ name: 'sheets.preview', input: { file }, workbook: id }, 'bench');
if (!reply.ok) throw new Error(reply.error.message);
const preview = (await core.awaitJob(reply.value as Ticket)) as SheetPreview;
const seconds = (performance.now() - start) / 1000;
await core.close();
console.log(
  JSON.stringify({
    seconds,
    megabytes: process.resourceUsage().maxRSS / 1024,
    rows: preview.rows,
    changes: preview.changes.length,
  }),
);
