import { app, dialog } from 'electron';
import { localDirectory } from '../../platform/app-paths.ts';
import { createFileLogger } from '../../platform/logger.ts';
import { keepFilesPrivate } from '../../platform/private-files.ts';
import { createFailures } from './failures.ts';

// The door of the desktop window. It imports next to nothing, so that it can still say what is wrong when the program behind it is not whole.
// Electron waits for it before the application can be ready.
keepFilesPrivate();
const logger = createFileLogger(localDirectory());
const failures = createFailures({
  logger,
  box: process.argv.includes('--smoke') ? null : dialog.showErrorBox,
  heard: process.env.DEMARC_LAUNCHER === '1',
  write: (line) => void process.stderr.write(line),
  exit: (code) => app.exit(code),
});
process.on('uncaughtException', failures.uncaught);
process.on('unhandledRejection', failures.unhandled);
try {
  const { startShell } = await import('./shell.ts');
  startShell({ logger, failures });
} catch (error) {
  failures.start(error);
}
