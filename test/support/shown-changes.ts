import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './cli.ts';

/** The file of changes that the guide shows. */
export function shownChanges(): string {
  const page = readFileSync(join(PROJECT, 'docs', 'command-line.md'), 'utf8');
  const [, shown] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  if (shown === undefined) throw new Error('The guide shows no file of changes.');
  return shown;
}
