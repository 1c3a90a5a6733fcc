import { execFileSync } from 'node:child_process';

/** The text of a PDF as poppler reads it, in the order of the content; pages end with a form feed. */
export const pdfText = (path: string, ...options: string[]): string =>
  execFileSync('pdftotext', ['-enc', 'UTF-8', ...options, path, '-'], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
