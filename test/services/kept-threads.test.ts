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
import {
  type Made,
  makeOnce,
  ONE_FRAMEWORK,
  openTestWorkbook,
  type TestCore,
  temporaryFolder,
} from '../support/core.ts';
import { unpack } from '../support/pack.ts';
import { digest, exported, fixture, gaps, OWN_WORK, reading, STRANGE_WORK } from '../support/thread-work.ts';

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
const WORKED_ON: Made = {
  name: 'kept-threads',
  async fill({ call }) {
    await call('workbook.update', { frameworks: ONE_FRAMEWORK });
    await call('services.add', { services: [{ catalogueId: 's3', label: 'files' }] });
    const ann = await call('people.add', { name: 'Ann Lee' });
    await call('snapshots.take', { name: 'Before' });
    await call('workshop.start', {});
    await call('assignments.answer', {
      ref: 'files/encryption-at-rest',
      answer: { owners: ['organisation'] },
      people: { organisation: ann.id },
    });
  },
};
const opened = (): Promise<TestCore> =>
  openTestWorkbook({ made: WORKED_ON, runTask: inThreads(builtWorker()) });

const controls = { signal: new AbortController().signal, progress: () => undefined };

/** An export that the thread itself refuses. */
const refused = (of: TestCore) => exported(of, 'csv', join('no-folder', 'out.csv'));

/** The session has the workbook open itself; SQLite keeps the descriptors of closed connections until the last one goes. */
const heldBeside = (of: TestCore) => openIn(of.folder).filter((file) => !file.startsWith(of.path));

it('jobs on one workbook share a thread, and so do jobs on one file of a stranger; neither holds any of their files when they are done', {
  tags: 'long',
}, async () => {
  const of = await opened();
  // A refusal ends a thread, so that the first document is of a new one.
  await expect(refused(of)).rejects.toThrow();
  threads.length = 0;
  const made = new Map<string, unknown>();
  for (const [kind, work, name] of OWN_WORK) {
    made.set(name ?? kind, await work(of));
    expect([kind, heldBeside(of)]).toEqual([kind, []]);
  }
  expect(threads).toHaveLength(1);
  // The pack, the last of them, holds the very documents that the first ones wrote: all that the thread did in between changed nothing.
  const pack = await unpack(join(of.folder, 'plain.zip'));
  for (const format of ['xlsx', 'pdf'])
    expect([format, digest(pack.get(`assessment.${format}`))]).toEqual([format, made.get(`out.${format}`)]);
  expect(await exported(of, 'csv')).toBe(made.get('out.csv'));

  // All of them first: what is prepared is work on the workbook, in whose thread no stranger is read.
  const prepared: [Task['kind'], () => Promise<unknown>][] = [];
  for (const [kind, prepare] of STRANGE_WORK) prepared.push([kind, await prepare(of)]);
  for (const [kind, work] of prepared) {
    threads.length = 0;
    const first = await work();
    expect([kind, threads.length]).toEqual([kind, 1]);
    expect([kind, await work()]).toEqual([kind, first]);
    expect([kind, threads.length]).toEqual([kind, 1]);
    expect([kind, heldBeside(of)]).toEqual([kind, []]);
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
  await runInWorker(builtWorker(), { ...task, padding: new Uint8Array(160 * 1024 ** 2) } as Task, controls);
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

it('a process ends while a thread of its waits', async () => {
  const child = join(PROJECT, 'test', 'support', 'waiting-thread-child.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [child, await makeOnce(WORKED_ON), builtWorker().href],
    { encoding: 'utf8' },
  );
  expect([status, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toEqual({ started: 1, gone: 0 });
});
