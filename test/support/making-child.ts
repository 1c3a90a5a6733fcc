import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { keepTemporaryList } from '../../main/platform/temporaries.ts';
import { createWorkbookFile } from '../../main/workbook/create.ts';

// Makes a new workbook and is killed in the middle of that: FOLDER DATA plain|example.
const [folder = '', dataDir = '', what = ''] = process.argv.slice(2);
const path = join(folder, 'new.demarc');
const kill = () => process.kill(process.pid, 'SIGKILL');
if (what === 'plain') {
  keepTemporaryList(join(dataDir, 'temporary'));
  createWorkbookFile(path, kill);
} else {
  // The whole program is read only where it is asked.
  const { childCore } = await import('./child-core.ts');
  const { core } = childCore(dataDir);
  const look = () =>
    readdirSync(folder).some((name) => name.endsWith('.tmp.lock')) ? kill() : setImmediate(look);
  look();
  await core.createAt(path, { title: 'Shop', example: 'ecommerce' });
}
