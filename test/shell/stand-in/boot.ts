/** Starts the built program as Electron's own lib/browser/init.ts does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import './register.mjs';

const { facts } = await import('./state.ts');
const electron = await import('./electron.ts');
const { app, dialog } = electron;

const root = process.env.DEMARC_STAND_IN_ROOT ?? '';
const description = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
app.name = description.productName ?? description.name;

// The program sees its arguments as they were typed: lib/browser/init.ts takes away only its own.
process.argv.splice(0, process.argv.length, facts.executable, ...facts.args);
if (facts.platform !== process.platform) {
  // Native modules are those of the machine, whose rules the shell alone is to take for others.
  const { default: Database } = await import('better-sqlite3');
  new Database(':memory:').close();
  Object.defineProperty(process, 'platform', { value: facts.platform });
}

// lib/browser/init.ts: an error that nobody caught is shown, and the process stays; unless the program listens itself.
process.on('uncaughtException', (error) => {
  if (process.listenerCount('uncaughtException') > 1) return;
  dialog.showErrorBox(
    'A JavaScript error occurred in the main process',
    `Uncaught Exception:\n${error.stack}`,
  );
});
// electron_browser_main_parts.cc sets unhandled_rejections=warn-with-error-code: a promise that nobody caught ends nothing.
process.on('unhandledRejection', (error) => {
  process.stderr.write(`UnhandledPromiseRejectionWarning: ${error}\n`);
});
// electron_browser_main_parts_posix.cc GracefulShutdownHandler: the first signal quits, the second meets the system's own handler.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => app.quit());
// What is left without its test goes with it.
process.on('disconnect', () => process.exit(70));

if (facts.before !== null) new Function(`return (${facts.before});`)()(electron);
const main = pathToFileURL(join(root, description.main)).href;
try {
  // init.ts runEntryPointWithESMLoader: its top-level awaits are waited for before the application can be ready.
  await import(main);
} catch (error) {
  process.emit('uncaughtException', error as Error);
}
app.finishLaunching();
