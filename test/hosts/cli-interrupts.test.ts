import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('../support/interrupted-child.ts', import.meta.url));

it('a reading command that never comes back to its handlers ends with the first signal', async () => {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([null, 'SIGINT']);
});

it.each([
  ['done', 0],
  ['stopped', 130],
  ['found', 1],
  ['failed', 130],
] as const)('a command that was %s when the signal came ends with %i', async (how, status) => {
  const child = spawn(process.execPath, [script, how], { stdio: ['ignore', 'pipe', 'inherit'] });
  expect(await once(child, 'exit')).toEqual([status, null]);
});

it('a signal that comes to a whole group of processes, and so twice, is one', async () => {
  const child = spawn(process.execPath, [script, 'stopped', 'twice'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  expect(await once(child, 'exit')).toEqual([130, null]);
});

it.each([
  ['done', ''],
  ['found', ''],
  ['cancelled', ''],
  ['failed', 'said\n'],
  ['stopped', 'said\n'],
] as const)(
  'what closing failed with is said once: a command that was %s tells it itself, or not',
  async (how, told) => {
    const child = spawn(process.execPath, [script, how, 'unclosed'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (piece) => {
      out += piece;
    });
    await once(child, 'close');
    expect(out).toBe(told);
  },
);

const asking = fileURLToPath(new URL('../support/asking-child.ts', import.meta.url));
it.each([
  ['Ctrl+C', '\u0003', ['holds'], 'closed\n', 130, null],
  ['Ctrl+C, of a command that only reads,', '\u0003', [], '', null, 'SIGINT'],
  ['Ctrl+D', '\u0004', ['holds'], 'false\n', 0, null],
  ['y', 'y\r', ['holds'], 'true\n', 0, null],
] as const)('%s at a question is what it is elsewhere', async (_, keys, words, told, status, signal) => {
  const child = spawn(process.execPath, [asking, ...words]);
  const texts = { out: '', err: '' };
  child.stdout.on('data', (piece) => {
    texts.out += piece;
  });
  child.stderr.on('data', (piece) => {
    // It asks, and then it hears.
    if (texts.err === '') child.stdin.write(keys);
    texts.err += piece;
  });
  expect(await once(child, 'close')).toEqual([status, signal]);
  expect(texts.out).toBe(told);
});
