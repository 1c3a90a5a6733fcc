import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import { runInWorker } from '../../main/jobs/run-in-worker.ts';
import type { Task } from '../../main/jobs/tasks.ts';
import { mayBeKept } from '../../main/jobs/worker-heap.ts';
import { workerUrl } from '../../main/platform/app-paths.ts';
import type { Signer } from '../../main/platform/key-store.ts';
import { PROJECT } from '../support/cli.ts';
import { openTestWorkbook, type TestCore, temporaryFolder } from '../support/core.ts';

/** The threads of the jobs that are started from now on. */
const threads: Worker[] = [];
beforeEach(() => {
  threads.length = 0;
  const started = (message: unknown) => void threads.push((message as { worker: Worker }).worker);
  subscribe('worker_threads', started);
  onTestFinished(() => void unsubscribe('worker_threads', started));
});

const gaps = ({ run }: TestCore) => run('gaps.judge', {});
const target = ({ core, folder }: TestCore, name: string) =>
  core.files.registerTarget(join(folder, name)).handle;
const exported = async (of: TestCore, format: 'xlsx' | 'pdf' | 'csv', name = `out.${format}`) => {
  await of.run('exports.run', { files: [{ format, target: target(of, name) }] });
  return createHash('sha256')
    .update(readFileSync(join(of.folder, name)))
    .digest('hex');
};

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
  const made = await openTestWorkbook();
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

/** Work on the workbook alone, by the kind of its task. */
const OWN_WORK: readonly (readonly [Task['kind'], (of: TestCore) => Promise<unknown>])[] = [
  ['gaps', gaps],
  ['matrix', ({ run }) => run('assignments.layOutMatrix', {})],
  ['verify', ({ run }) => run('workbook.verify', {})],
  ['export', (of) => exported(of, 'xlsx')],
  ['export', (of) => exported(of, 'pdf')],
  ['export', (of) => exported(of, 'csv')],
  ['copy', (of) => of.run('workbook.saveCopy', { target: target(of, 'copy.demarc') })],
  [
    'layout',
    (of) =>
      of.run('layouts.write', { layout: 'oscal-component-definition', target: target(of, 'layout.json') }),
  ],
  ['layout', (of) => of.run('layouts.write', { layout: 'csa-caiq', target: target(of, 'layout.xlsx') })],
  [
    'comparison',
    (of) =>
      of.run('snapshots.exportComparison', { from: 1, to: 'now', target: target(of, 'comparison.xlsx') }),
  ],
  [
    'minutes',
    (of) =>
      of.run('workshop.writeMinutes', {
        meeting: 1,
        files: (['pdf', 'docx', 'md'] as const).map((format) => ({
          format,
          target: target(of, `minutes.${format}`),
        })),
      }),
  ],
  [
    'hand-outs',
    (of) =>
      of.run('exports.writeHandOuts', {
        target: target(of, 'hand-outs.zip'),
        into: 'zip',
        formats: ['xlsx'],
      }),
  ],
  ['pack', (of) => of.run('packs.write', { target: target(of, 'plain.zip') })],
];

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

it('the work that may share a thread is all that which is shown above to let go of its files', () => {
  const workbook = 'a.demarc';
  const path = 'a';
  const file = { name: 'a', path };
  const document = { workbook, path, asOf: '2026-11-25', appVersion: '1' };
  expect(OWN_WORK.map(([kind]) => mayBeKept({ kind, ...document } as unknown as Task))).not.toContain(false);
  const sealed = { path: 'b', key: Buffer.alloc(32) };
  const signer = {} as Signer;
  const strange: readonly Task[] = [
    { kind: 'pack', ...document, signer },
    { kind: 'pack', ...document, sealed },
    { kind: 'verify-pack', ...file },
    { kind: 'recognise', ...file },
    { kind: 'control-texts', ...file },
    { kind: 'returned-sheet', workbook, ...file, resolutions: { people: [], evidence: [] } },
    { kind: 'discover', files: [file], existing: [], customServices: [] },
    { kind: 'repair', ...file, target: 'b', at: '', who: null },
  ];
  expect(strange.map(mayBeKept)).not.toContain(true);
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
      runInWorker(workerUrl(), { kind: 'gaps', workbook: {} as string, asOf: '2026-11-25' }, controls),
    // Whether it hears of it in time or not.
    async cancelled() {
      const abort = new AbortController();
      const running = runInWorker(
        workerUrl(),
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
  await runInWorker(workerUrl(), { ...task, padding: new Uint8Array(200 * 1024 ** 2) } as Task, controls);
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
  const { status, stdout, stderr } = spawnSync(process.execPath, [child, temporaryFolder()], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toEqual({ started: 1, gone: 0 });
});
