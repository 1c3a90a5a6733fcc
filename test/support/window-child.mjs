// Takes signals as Electron does (electron_browser_main_parts_posix.cc, GracefulShutdownHandler): the first of a kind is the wish to end,
// which takes a while; the second meets the system's own handler.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? '';
let saving = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => {
    if (saving) return;
    saving = true;
    setTimeout(() => {
      writeFileSync(join(folder, 'saved'), signal);
      process.exit(0);
    }, 700);
  });
setTimeout(() => process.exit(9), 60_000);
writeFileSync(join(folder, 'up'), '');
