import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { workerUrl } from '../../main/platform/app-paths.ts';
import { createMemoryLogger } from '../../main/platform/logger.ts';
import { keepTemporaryList } from '../../main/platform/temporaries.ts';
import { createCore } from '../../main/services/core.ts';
import { createWorkbookFile } from '../../main/workbook/create.ts';

// Makes a new workbook and is killed in the middle of that: FOLDER DATA plain|example.
const [folder = '', dataDir = '', what = ''] = process.argv.slice(2);
const path = join(folder, 'new.demarc');
const kill = () => process.kill(process.pid, 'SIGKILL');
if (what === 'plain') {
  keepTemporaryList(join(dataDir, 'temporary'));
  createWorkbookFile(path, kill);
} else {
  const core = createCore({
    capabilities: { nativeDialogs: false, revealInFolder: false, nativeMenu: false },
    dataDir,
    logger: createMemoryLogger(),
    workerUrl: workerUrl(),
    actor: 'Ann',
  });
  const look = () =>
    readdirSync(folder).some((name) => name.endsWith('.tmp.lock')) ? kill() : setImmediate(look);
  look();
  await core.createAt(path, { title: 'Shop', example: 'ecommerce' });
}
