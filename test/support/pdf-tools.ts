import { execFileSync, spawnSync } from 'node:child_process';

/** Whether a command is installed; tests that need it say so and are skipped otherwise. */
export const hasCommand = (command: string): boolean => spawnSync(command, ['--version']).error === undefined;

/** The text of a PDF as poppler reads it, in the order of the content; pages end with a form feed. */
export const pdfText = (path: string, ...options: string[]): string =>
  execFileSync('pdftotext', ['-enc', 'UTF-8', ...options, path, '-'], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
