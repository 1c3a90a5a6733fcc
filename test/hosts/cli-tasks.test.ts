import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../main/hosts/cli/program.ts';
import type { RunTask } from '../../main/jobs/run-in-worker.ts';
import { runHere } from '../support/run-here.ts';
import { temporaryFolder } from '../support/temp.ts';

test('a command has its tasks done by whoever runs the command line', async () => {
  const kinds: string[] = [];
  const noting: RunTask = (task, controls) => {
    kinds.push(task.kind);
    return runHere(task, controls);
  };
  const said: string[] = [];
  const stream = { write: (text: string) => void said.push(text) };
  const file = join(temporaryFolder('cli-tasks'), 'acme.demarc');
  const run = (...args: string[]) =>
    runCommandLine(args, { out: stream, err: stream, runTask: noting }, 'test');
  expect(await run('new', file, '--title', 'Acme', '--organisation', 'Acme'), said.join('')).toBe(0);
  expect(await run('export', file, '--csv', join(file, '..', 'acme.csv')), said.join('')).toBe(0);
  expect(kinds).toContain('export');
});
