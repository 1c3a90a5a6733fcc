import { writeSync } from 'node:fs';
import { workerUrl } from '../../main/platform/app-paths.ts';
import { createMemoryLogger } from '../../main/platform/logger.ts';
import { createCore } from '../../main/services/core.ts';

// Opens a workbook at the moment that it is told, together with others, and answers if it may write. Ends with its input.
const [path = '', dataDir = '', name = ''] = process.argv.slice(2);
const core = createCore({
  capabilities: { nativeDialogs: false, revealInFolder: false, nativeMenu: false },
  dataDir,
  logger: createMemoryLogger(),
  workerUrl: workerUrl(),
  actor: name,
});
const go = async (at: number) => {
  while (Date.now() < at);
  const { id, readOnly } = await core.openPath(path);
  writeSync(1, readOnly ? 'reading\n' : 'writing\n');
  for (let n = 0; n < 5; n += 1) {
    const input = { services: [{ catalogueId: 's3', label: `${name}-${n}` }] };
    const reply = await core.dispatch({ name: 'services.add', input, workbook: id }, name);
    if (reply.ok) writeSync(1, `recorded ${name}-${n}\n`);
  }
  writeSync(1, 'done\n');
};
process.stdin.on('data', (text) => void go(Number(text.toString())));
process.stdin.on('end', () => void core.close());
writeSync(1, 'ready\n');
