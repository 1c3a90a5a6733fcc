// Opens a workbook to write in it, says how it was opened, and closes it.
import { dirname, join } from 'node:path';
import { openWorkbook } from '../../main/workbook/open.ts';

const [path = ''] = process.argv.slice(2);
const open = openWorkbook(path, {
  who: 'Bo',
  backups: join(dirname(path), 'backups'),
  now: '2026-11-25T10:00:00.000Z',
});
process.stdout.write(
  `${JSON.stringify({ readOnly: open.readOnly, heldBy: open.heldBy, notices: open.notices })}\n`,
);
open.close();
