import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { watchForHang, workedMs } from './watchdog.ts';

const LIMIT_MS = 300;
const counted = existsSync(`/proc/self/task/${process.pid}/children`);

/** A process that does this, watched; how it ended. */
async function ended(script: string): Promise<'hung' | 'done'> {
  const child = spawn(process.execPath, ['-e', script]);
  let hung = false;
  const callOff = watchForHang(child.pid ?? 0, LIMIT_MS, () => {
    hung = true;
    child.kill('SIGKILL');
  });
  await new Promise((done) => child.once('exit', done));
  callOff();
  return hung ? 'hung' : 'done';
}

test('what works without end hangs, and so does what waits without end', { tags: 'long' }, async () => {
  expect(await ended('for (;;);')).toBe('hung');
  expect(await ended('setInterval(() => {}, 1000)')).toBe('hung');
});

test.runIf(counted)('what waits for longer than it may work does not hang', { tags: 'long' }, async () => {
  expect(await ended(`setTimeout(() => {}, ${LIMIT_MS * 3})`)).toBe('done');
});

test.runIf(counted)('the work of what runs below a process counts as its own', async () => {
  // It ends with its parent.
  const work = 'const { ppid } = process; while (process.ppid === ppid);';
  const inner = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(work)}])`;
  expect(await ended(`${inner}; setInterval(() => {}, 1000)`)).toBe('hung');
  expect(workedMs(process.pid)).toBeGreaterThan(0);
});
