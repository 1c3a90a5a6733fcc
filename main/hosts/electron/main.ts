import { app, dialog } from 'electron';
import { localDirectory } from '../../platform/app-paths.ts';
import { createFileLogger } from '../../platform/logger.ts';
import { keepFilesPrivate } from '../../platform/private-files.ts';
import { createFailures } from './failures.ts';

// The door of the desktop window. It imports next to nothing, so that it can still say what is wrong when the program behind it is not whole.
// Electron waits for it before the application can be ready.
keepFilesPrivate();
const folder = localDirectory();
const logger = createFileLogger(folder);
const failures = createFailures({
  logger,
  folder,
  // Whoever tries a build out, and the launcher in a terminal, read what is written; a box would only hold them up.
  box: process.argv.includes('--smoke') || process.env.DEMARC_LAUNCHER === '1' ? null : dialog.showErrorBox,
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
