import { spawnSync } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import { inThreads, runInWorker } from '../../main/jobs/run-in-worker.ts';
import type { Task } from '../../main/jobs/tasks.ts';
import { OWN, worldOf } from '../../main/jobs/worker-heap.ts';
import type { Signer } from '../../main/platform/key-store.ts';
import type { ServerTarget } from '../../main/portfolio/target.ts';
import { builtWorker, PROJECT } from '../support/cli.ts';
import { ONE_FRAMEWORK, openTestWorkbook, type TestCore, temporaryFolder } from '../support/core.ts';
import { exported, fixture, gaps, OWN_WORK, reading, STRANGE_WORK } from '../support/thread-work.ts';

/** The threads of the jobs that are started from now on. */
const threads: Worker[] = [];
beforeEach(() => {
  threads.length = 0;
  const started = (message: unknown) => void threads.push((message as { worker: Worker }).worker);
  subscribe('worker_threads', started);
  onTestFinished(() => void unsubscribe('worker_threads', started));
});

/** What this process has open in a folder, where the system tells it. */
function openIn(folder: string): readonly string[] {
  if (process.platform !== 'linux') return [];
  const paths = readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      // The one of this very look is gone.
      return [];
    }
  });
  return paths.filter((path) => path.startsWith(folder)).sort();
}

/** A workbook of one answered service, with what each kind of work on it needs. */
async function opened(): Promise<TestCore> {
  const made = await openTestWorkbook({ frameworks: ONE_FRAMEWORK, runTask: inThreads(builtWorker()) });
  const { call } = made;
  await call('services.add', { services: [{ catalogueId: 's3', label: 'files' }] });
  const ann = await call('people.add', { name: 'Ann Lee' });
  await call('snapshots.take', { name: 'Before' });
  await call('workshop.start', {});
  await call('assignments.answer', {
    ref: 'files/encryption-at-rest',
    answer: { owners: ['organisation'] },
    people: { organisation: ann.id },
  });
  return made;
}

const controls = { signal: new AbortController().signal, progress: () => undefined };

/** An export that the thread itself refuses. */
const refused = (of: TestCore) => exported(of, 'csv', join('no-folder', 'out.csv'));

it('jobs on the workbook alone share one thread, which holds none of their files when they are done', async () => {
  const of = await opened();
  for (const [kind, work] of OWN_WORK) {
    await work(of);
    // The session has the workbook open itself; SQLite keeps the descriptors of closed connections until the last one goes.
    expect([kind, openIn(of.folder).filter((file) => !file.startsWith(of.path))]).toEqual([kind, []]);
  }
  expect(threads.length).toBeLessThanOrEqual(1);
  await of.core.close();
  expect(openIn(of.folder)).toEqual([]);
});

it('jobs that read the same file of a stranger share one thread, which holds neither it nor the workbook', async () => {
  const of = await opened();
  // All of them first: what is prepared is work on the workbook, in whose thread no stranger is read.
  const prepared: [Task['kind'], () => Promise<unknown>][] = [];
  for (const [kind, prepare] of STRANGE_WORK) prepared.push([kind, await prepare(of)]);
  for (const [kind, work] of prepared) {
    threads.length = 0;
    const first = await work();
    expect([kind, threads.length]).toEqual([kind, 1]);
    expect([kind, await work()]).toEqual([kind, first]);
    expect([kind, threads.length]).toEqual([kind, 1]);
    expect([kind, openIn(of.folder).filter((file) => !file.startsWith(of.path))]).toEqual([kind, []]);
  }
  await of.core.close();
  expect(openIn(of.folder)).toEqual([]);
});

it('a thread whose files are taken in goes with what it holds, before that needs memory of its own', async () => {
  const of = await opened();
  const file = of.core.files.registerSource(join(of.folder, fixture(of, 'findings', 'prowler-5.csv'))).handle;
  threads.length = 0;
  await of.run('findings.read', { files: [file] });
  await of.run('findings.add', { files: [file] });
  // What the page showed before is read where it was.
  expect(threads.map(({ threadId }) => threadId)).toEqual([-1]);
});

it('no file of a stranger is read where another one, an earlier form of it, or the work on the workbook was', async () => {
  const of = await opened();
  const [shop, plan] = [fixture(of, 'importers', 'shop.yaml'), fixture(of, 'importers', 'plan.json')];
  const read = (name: string) => reading(of, 'discover.read', name)();
  const startedBy = async (work: () => Promise<unknown>) => {
    threads.length = 0;
    await work();
    return threads.length;
  };
  await gaps(of);
  expect(await startedBy(() => read(shop))).toBe(1);
  expect(await startedBy(() => read(plan))).toBe(1);
  expect(await startedBy(() => read(shop))).toBe(1);
  // Of the same length and name, as an attacker would have it.
  const bytes = readFileSync(join(of.folder, shop));
  writeFileSync(join(of.folder, 'new.yaml'), bytes);
  renameSync(join(of.folder, 'new.yaml'), join(of.folder, shop));
  expect(await startedBy(() => read(shop))).toBe(1);
  expect(await startedBy(() => gaps(of))).toBe(0);
});

it('all work that may share a thread is shown above to let go of its files; a key or a password is never left in one', () => {
  const path = join(temporaryFolder(), 'a');
  writeFileSync(path, 'a');
  const file = { name: 'a', path };
  const document = { workbook: 'a.demarc', path, asOf: '2026-11-25', appVersion: '1' };
  expect(new Set(OWN_WORK.map(([kind]) => worldOf({ kind, ...document } as unknown as Task)))).toEqual(
    new Set([OWN]),
  );
  expect(worldOf({ kind: 'recognise', ...file })).toContain(path);
  expect(worldOf({ kind: 'verify-pack', ...file })).toBe(worldOf({ kind: 'recognise', ...file }));
  const alone: readonly Task[] = [
    { kind: 'pack', ...document, signer: {} as Signer },
    { kind: 'pack', ...document, sealed: { path: 'b', key: Buffer.alloc(32) } },
    {
      kind: 'encrypt-pack',
      plain: path,
      sha256: '',
      path,
      password: 'b',
      modified: '',
      sealed: { path, key: Buffer.alloc(32) },
    },
    { kind: 'verify-pack', ...file, password: 'open sesame' },
    { kind: 'repair', ...file, target: 'b', at: '', who: null },
    { kind: 'portfolio-look', target: { kind: 'server' } as ServerTarget, look: { at: 'door' } },
    { kind: 'recognise', name: 'b', path: `${path}-that-is-gone` },
  ];
  expect(alone.map(worldOf)).toEqual(alone.map(() => null));
});

it('a document is the same from a thread that has made others before', async () => {
  const of = await opened();
  const formats = ['xlsx', 'pdf', 'csv'] as const;
  const all = async (name: string) => {
    const made: string[] = [];
    for (const format of formats) made.push(await exported(of, format, `${name}.${format}`));
    return made;
  };
  // A refusal ends a thread, so that the next is a new one.
  await expect(refused(of)).rejects.toThrow();
  threads.length = 0;
  const first = await all('first');
  expect(threads).toHaveLength(1);
  expect(await all('second')).toEqual(first);
  expect(threads).toHaveLength(1);
});

it('a thread whose task was refused, was cancelled or broke does no other', async () => {
  const of = await opened();
  const { path, core } = of;
  const ends: Readonly<Record<string, () => Promise<unknown>>> = {
    refused: () => refused(of),
    broke: () =>
      runInWorker(builtWorker(), { kind: 'gaps', workbook: {} as string, asOf: '2026-11-25' }, controls),
    // Whether it hears of it in time or not.
    async cancelled() {
      const abort = new AbortController();
      const running = runInWorker(
        builtWorker(),
        { kind: 'verify', workbook: path },
        { ...controls, signal: abort.signal },
      );
      abort.abort();
      await running;
      throw new DemarcError('CANCELLED', 'It had ended before.');
    },
  };
  for (const [how, end] of Object.entries(ends)) {
    await gaps(of);
    threads.length = 0;
    await expect(end(), how).rejects.toThrow();
    expect([how, threads.length]).toEqual([how, 0]);
    await gaps(of);
    expect([how, threads.length]).toEqual([how, 1]);
  }
  await core.close();
});

it('a thread that holds much when its task is done goes with it', async () => {
  const of = await opened();
  await gaps(of);
  threads.length = 0;
  const task = { kind: 'gaps', workbook: of.path, asOf: '2026-11-25' } as const;
  await runInWorker(builtWorker(), { ...task, padding: new Uint8Array(200 * 1024 ** 2) } as Task, controls);
  expect(threads).toEqual([]);
  await gaps(of);
  expect(threads).toHaveLength(1);
});

it('what a task makes for a while is written down in the list of the core that is open now', async () => {
  await gaps(await opened());
  const later = await opened();
  await exported(later, 'csv');
  expect(threads.length).toBeLessThanOrEqual(1);
  const lists = readdirSync(join(later.folder, 'data', 'temporary'));
  expect(lists).toHaveLength(1);
  const [list = ''] = lists;
  expect(readFileSync(join(later.folder, 'data', 'temporary', list), 'utf8')).toContain('out.csv');
});

it('a workbook can be replaced, and its folder removed, while the thread of its jobs waits', async () => {
  const of = await opened();
  await gaps(of);
  await of.core.close();
  rmSync(of.folder, { recursive: true });
  expect(existsSync(of.folder)).toBe(false);
  const other = await opened();
  await gaps(other);
  expect(threads.length).toBeLessThanOrEqual(1);
});

it('a process ends while a thread of its waits', () => {
  const child = join(PROJECT, 'test', 'support', 'waiting-thread-child.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [child, temporaryFolder(), builtWorker().href],
    { encoding: 'utf8' },
  );
  expect([status, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toEqual({ started: 1, gone: 0 });
});
