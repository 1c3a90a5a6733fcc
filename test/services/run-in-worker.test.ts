import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runInWorker } from '../../main/jobs/run-in-worker.ts';
import type { Task } from '../../main/jobs/tasks.ts';
import { heapOf, staysWithMb } from '../../main/jobs/worker-heap.ts';
import { temporaryFolder } from '../support/core.ts';

const spinning = new URL('../support/spinning-worker.ts', import.meta.url);
const hoarding = new URL('../support/hoarding-worker.ts', import.meta.url);
const progress = () => {};

function taskOn(text: string): Task {
  const path = join(temporaryFolder(), 'a.json');
  writeFileSync(path, text);
  const files = [{ name: 'a.json', path }];
  return { kind: 'discover', files, existing: [], customServices: [], asOf: '2026-12-01' };
}

it('a worker that is caught in a single step is ended when it is cancelled', async () => {
  const abort = new AbortController();
  // Silence alone ends none that goes through the workbook: it looks far more often than that would take here.
  const task = { kind: 'gaps', workbook: 'none', asOf: '2026-11-25' } as const;
  const running = runInWorker(
    spinning,
    task,
    { signal: abort.signal, progress },
    { lookEveryMs: 5, graceMs: 50 },
  );
  setTimeout(() => abort.abort(), 1000);
  await expect(running).rejects.toMatchObject({
    code: 'CANCELLED',
    message: expect.stringContaining('nothing was written'),
  });
});

it('a worker that does not answer any more is ended without being asked', async () => {
  const { signal } = new AbortController();
  const running = runInWorker(spinning, taskOn(''), { signal, progress }, { lookEveryMs: 20 });
  await expect(running).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('did not answer any more, so it was stopped; nothing was changed'),
  });
});

it('a worker that would fill the memory is ended, and says so', async () => {
  const { signal } = new AbortController();
  const running = runInWorker(hoarding, taskOn(''), { signal, progress }, { heapMb: 24 });
  await expect(running).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('It needs more than 24 MB of memory, so it was stopped'),
  });
});

it('a worker gets a heap by the size of the files of strangers that it reads, and never the whole memory', () => {
  const path = join(temporaryFolder(), 'a');
  writeFileSync(path, 'a'.repeat(5_000_000));
  const file = { name: 'a', path };
  const none = { inUse: [], account: null, region: null, asOf: '', assignments: [], last: false };
  const custom = { customServices: [], customResponsibilities: [] };
  expect(heapOf(taskOn(''))).toBe(220);
  expect(heapOf({ kind: 'findings', files: [file], into: 'x', ...none, ...custom })).toBe(335);
  expect(heapOf({ kind: 'action-states', ...file })).toBe(335);
  expect(heapOf({ kind: 'verify-pack', ...file, against: file })).toBe(449);
  expect(heapOf({ kind: 'copy', workbook: 'a', path: 'b' })).toBe(2048);
});

it('the thread that a merge was looked at in may be large and stays, so that the merge is worked out in it; any other goes with what it holds', () => {
  const merge = {
    kind: 'merge',
    workbook: 'a.demarc',
    name: 'a.demarc',
    theirs: { name: 'b.demarc', path: 'b.demarc' },
    base: null,
    resolutions: {},
    otherwise: undefined,
    oneAssessment: false,
    sound: null,
    expected: null,
    toWrite: false,
    write: null,
  } satisfies Task;
  const small = staysWithMb({ kind: 'verify', workbook: 'a.demarc' });
  expect(staysWithMb(merge)).toBeGreaterThan(2 * small);
  expect(staysWithMb({ ...merge, toWrite: true })).toBe(small);
  expect(staysWithMb({ ...merge, write: { path: 'c.demarc', at: '', who: null } })).toBe(small);
});
