import { copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import type { DemarcMethod, MethodOf } from '../../main/contract/index.ts';
import type { InputOf, Ticket, ValueOf } from '../../main/contract/methods/method.ts';
import { workerUrl } from '../../main/platform/app-paths.ts';
import { type Clock, systemClock } from '../../main/platform/clock.ts';
import { createMemoryLogger } from '../../main/platform/logger.ts';
import { type Core, type CoreOptions, createCore } from '../../main/services/core.ts';
import { runHere } from './run-here.ts';

/** A folder of its own for one test, gone after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestCore {
  readonly core: Core;
  readonly folder: string;
  readonly workbook: string;
  readonly path: string;
  readonly log: ReturnType<typeof createMemoryLogger>;
  /** The value of a call; throws the DemarcError of a refusal. */
  call<N extends DemarcMethod>(name: N, input: InputOf<MethodOf<N>>): Promise<ValueOf<MethodOf<N>>>;
  /** The result of a job. */
  run(name: DemarcMethod, input: unknown): Promise<unknown>;
}

export const startCore = (folder: string, options: Partial<CoreOptions> = {}) => {
  const log = createMemoryLogger();
  // Documents are judged as of today, and a test may run across midnight.
  const today = systemClock.today();
  const core = createCore({
    capabilities: { nativeDialogs: false, revealInFolder: false, nativeMenu: false },
    dataDir: join(folder, 'data'),
    workbooks: join(folder, 'workbooks'),
    logger: log,
    workerUrl: workerUrl(),
    runTask: runHere,
    actor: 'Ann Assessor',
    clock: { ...systemClock, today: () => today },
    ...options,
  });
  return { core, log };
};

const NAMED = { title: 'Acme 2026', organisation: 'Acme' };

export type Filling = Pick<TestCore, 'core' | 'folder' | 'call' | 'run'>;
/** A workbook of which many tests start: it is made once in each run of them, because making it takes longer than most tests. */
export interface Made {
  readonly name: string;
  readonly actor?: string;
  readonly clock?: Clock;
  readonly example?: 'ecommerce';
  readonly title?: string;
  readonly organisation?: string;
  readonly fill?: (made: Filling) => Promise<void>;
}
/**
 * For workbooks whose documents are written and read again and again: a new one lists the controls of every framework, which fill
 * most of the documents of a small one.
 */
export const ONE_FRAMEWORK = ['soc2-tsc-2017'];
export const EXAMPLE: Made = { name: 'example', example: 'ecommerce' };
/** Some of its services alone: for what documents say of everything else, since a long register takes long to write. */
export const SHORT_EXAMPLE: Made = {
  name: 'short-example',
  example: 'ecommerce',
  fill: async ({ call }) => {
    for (const { ref } of (await call('services.list', {})).slice(3))
      if (ref !== 'orders-db') await call('services.remove', { ref });
  },
};
export const EMPTY: Made = { name: 'empty' };

/**
 * A real core with a real workbook: a copy of an empty one, of the example or of another that is made for many tests. Where the core is given
 * something of its own, such as its clock, it makes the empty one itself.
 */
export async function openTestWorkbook(
  options: Partial<CoreOptions> & {
    readonly example?: 'ecommerce';
    /** Null for an empty one that is nobody's copy. */
    readonly made?: Made | null;
    readonly frameworks?: string[];
  } = {},
): Promise<TestCore> {
  const folder = temporaryFolder();
  const { example, made: wanted, frameworks, ...coreOptions } = options;
  const isPlain = Object.keys(coreOptions).length === 0;
  const made = wanted !== undefined ? wanted : example ? EXAMPLE : isPlain ? EMPTY : null;
  const { core, log } = startCore(folder, coreOptions);
  onTestFinished(() => core.close());
  const path = join(folder, 'acme.demarc');
  if (made) copyFileSync(await makeOnce(made), path);
  const { id } = await (made ? core.openPath(path) : core.createAt(path, NAMED));
  const { call, run } = callers(core, id);
  if (frameworks) await call('workbook.update', { frameworks });
  return { core, folder, path, workbook: id, log, call, run };
}

/** The path of a made workbook, under the name of the tests: to be copied, or read only. */
export async function makeOnce(made: Made): Promise<string> {
  const { name, fill, example, title, organisation, ...options } = made;
  const folder = join(process.env.DEMARC_TEST_PROFILES ?? tmpdir(), name);
  const ready = join(folder, 'acme.demarc');
  if (existsSync(ready)) return ready;
  const making = join(folder, String(process.pid));
  mkdirSync(making, { recursive: true });
  // Nobody for an actor is a choice as well: who is working is then who the settings name.
  const { core } = startCore(making, options);
  const { id } = await core.createAt(join(making, 'acme.demarc'), {
    title: title ?? NAMED.title,
    organisation: organisation ?? NAMED.organisation,
    ...(example && { example }),
  });
  await fill?.({ core, folder: making, ...callers(core, id) });
  await core.close();
  // Another file of the tests may have come first: then theirs stays, since a second one would be another workbook than its copies.
  try {
    linkSync(join(making, 'acme.demarc'), ready);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return ready;
}

/** Calls of a program in which the workbook is open; null for none. */
export function callers(core: Core, workbook: string | null): Pick<TestCore, 'call' | 'run'> {
  const plain = async (name: string, input: unknown): Promise<unknown> => {
    const reply = await core.dispatch({ name, input, ...(workbook !== null && { workbook }) }, 'test');
    if (!reply.ok) throw new DemarcError(reply.error.code, reply.error.message, reply.error.details);
    return reply.value;
  };
  return {
    call: (name, input) => plain(name, input) as never,
    run: async (name, input) => core.awaitJob((await plain(name, input)) as Ticket),
  };
}
