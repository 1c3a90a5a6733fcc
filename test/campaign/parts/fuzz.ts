import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DemarcError } from '../../../main/contract/errors.ts';
import { runActionStates } from '../../../main/jobs/action-states-task.ts';
import { runControlTexts } from '../../../main/jobs/control-texts-task.ts';
import { runDiscover } from '../../../main/jobs/discover-task.ts';
import { runFindings } from '../../../main/jobs/findings-task.ts';
import { runRecognise } from '../../../main/jobs/recognise-task.ts';
import { runReturnedSheet } from '../../../main/jobs/returned-sheet-task.ts';
import type { Task } from '../../../main/jobs/tasks.ts';
import { runVendorMatrix } from '../../../main/jobs/vendor-matrix-task.ts';
import { runVerifyPack } from '../../../main/jobs/verify-pack-task.ts';
import { PROJECT } from '../../support/cli.ts';
import { callers, startCore } from '../../support/core.ts';
import { mutateBytes, mutateJson, mutateLines, rezip, unzip } from '../mutate.ts';
import { fell, held, type Part, type Random } from '../part.ts';
import { PASSWORD, type ReaderName, type ReaderTask, readersOver } from '../readers.ts';
import { CONTROLS, makeSoundWorkbook } from '../sound.ts';

/** Inputs of one attempt: its folder is not worth making for each. */
const BUNDLE = 25;
/** No input here is bigger than a few hundred kilobytes: seconds of computing are a fault. */
const MAX_SECONDS = 5;
const MAX_MEGABYTES = 1500;

interface Seed {
  readonly name: string;
  /** Read, packed or put in another encoding when it is picked: there are hundreds, and a short look picks a few. */
  readonly bytes: () => Buffer | Promise<Buffer>;
  readonly readers: readonly ReaderName[];
}
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
const SEALED = 'sealed.zip';
/** Readers that may be given another kind of file than theirs. */
const OTHERS: readonly ReaderName[] = [
  ...(['recognise', 'discover', 'inventory', 'findings', 'sheet', 'matrix'] as const),
  ...(['texts', 'states', 'pack', 'pack against', 'sealed pack'] as const),
];

/** Every importer fed with files that were whole once: damaged by bytes, in their structure, and under another's name. */
export const fuzz: Part = {
  name: 'fuzz',
  title: 'fuzzed imports',
  weight: 6,
  limitMs: 120_000,
  async start(folder) {
    const workbook = await makeSoundWorkbook(folder);
    const readers = readersOver(workbook, folder);
    const seeds: readonly Seed[] = [...fixtures(), ...results(workbook, folder)];
    let sequence = 0;
    return {
      async attempt({ folder: own, random }) {
        const counts = new Map<string, number>();
        for (let n = 0; n < BUNDLE; n += 1) {
          const seed = random.pick(seeds);
          const bytes = mutate({ name: seed.name, bytes: await seed.bytes() }, random);
          // Now and then as another kind of file than it was.
          const reader = random.below(10) === 0 ? random.pick(OTHERS) : random.pick(seed.readers);
          sequence += 1;
          const name =
            random.below(12) === 0
              ? `input.${random.pick(['csv', 'json', 'yaml', 'xlsx', 'txt', 'zip'])}`
              : seed.name;
          const path = join(own, `${sequence}-${name}`);
          writeFileSync(path, bytes);
          const complaint = await read(readers[reader], path, name);
          if (complaint.fell)
            return fell(complaint.as, `${reader} of ${sequence}-${name}: ${complaint.fell}`);
          counts.set(complaint.as, (counts.get(complaint.as) ?? 0) + 1);
        }
        return held((counts.get('refused') ?? 0) > BUNDLE / 2 ? 'mostly refused' : 'mostly read', BUNDLE);
      },
    };
  },
};

async function read(reader: ReaderTask, path: string, name: string): Promise<{ as: string; fell?: string }> {
  const before = process.cpuUsage();
  // A process of the tests has done other things before, and keeps what these took.
  const had = process.memoryUsage.rss();
  let outcome: { as: string; fell?: string } = { as: 'read' };
  try {
    await runHere(reader(path, name));
  } catch (error) {
    const told = error instanceof DemarcError && error.code !== 'UNEXPECTED' && error.message.length < 2000;
    // Deep recursion ends the stack of a worker's parser; the service turns that into a refusal.
    outcome = told
      ? { as: 'refused' }
      : { as: 'UNEXPECTED', fell: error instanceof Error ? (error.stack ?? '') : String(error) };
  }
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  const megabytes = (process.memoryUsage.rss() - had) / 2 ** 20;
  if (({} as Record<string, unknown>).x !== undefined)
    return { as: 'POLLUTED', fell: 'Object.prototype has a new property.' };
  if (seconds > MAX_SECONDS) return { as: 'slow', fell: `It took ${seconds.toFixed(1)} s of computing.` };
  if (megabytes > MAX_MEGABYTES)
    return { as: 'big', fell: `The process took ${megabytes.toFixed(0)} MB more.` };
  return outcome;
}

function mutate({ name, bytes }: { readonly name: string; readonly bytes: Buffer }, random: Random): Buffer {
  // Half of them are damaged inside, so that what unpacks well is damaged as well.
  if (name.endsWith('.gz') && random.below(2) === 0)
    return gzipSync(mutate({ name: name.slice(0, -3), bytes: gunzipSync(bytes) }, random));
  const rounds = 1 + random.below(4);
  if (name.endsWith('.xlsx') || name.endsWith('.zip')) {
    // An encrypted pack has no parts to be changed by themselves.
    if (name === SEALED || random.below(3) === 0) return mutateBytes(bytes, random);
    const entries = unzip(bytes);
    for (let n = 0; n < rounds; n += 1) {
      const at = random.below(entries.length);
      const entry = entries[at];
      if (!entry) continue;
      const how = random.below(8);
      if (how === 0) entries.splice(at, 1);
      else if (how === 1) entries.push(entry);
      else if (how === 2)
        entries[at] = { ...entry, name: mutateBytes(entry.name, random).subarray(0, 60_000) };
      else entries[at] = { ...entry, data: mutateBytes(entry.data, random) };
    }
    return rezip(entries);
  }
  const isUtf8 = bytes[0] !== 0xff;
  if (isUtf8 && /\.(json|tfstate)$/.test(name) && random.below(2) === 0)
    return Buffer.from(mutateJson(bytes.toString('utf8'), random));
  if (isUtf8 && /\.(csv|jsonl|ya?ml|template|txt)$/.test(name) && random.below(2) === 0)
    return Buffer.from(mutateLines(bytes.toString('utf8'), random));
  let mutated = bytes;
  for (let n = 0; n < rounds; n += 1) mutated = mutateBytes(mutated, random);
  return mutated;
}

/** On this thread, since a thread for each of many thousand small files would take longer than the files. */
const RUN: Readonly<Partial<Record<Task['kind'], (task: never) => Promise<unknown>>>> = {
  recognise: (task) => runRecognise(task, CONTROLS),
  discover: (task) => runDiscover(task, CONTROLS),
  findings: (task) => runFindings(task, CONTROLS),
  'returned-sheet': (task) => runReturnedSheet(task, CONTROLS),
  'vendor-matrix': (task) => runVendorMatrix(task, CONTROLS),
  'action-states': (task) => runActionStates(task, CONTROLS),
  'control-texts': (task) => runControlTexts(task, CONTROLS),
  'verify-pack': (task) => runVerifyPack(task, CONTROLS),
};
function runHere(task: Task): Promise<unknown> {
  const run = RUN[task.kind];
  if (!run) throw new Error(`Nothing here runs a task of the kind ${task.kind}.`);
  return run(task as never);
}

const KINDS_OF_FIXTURES: readonly [folder: string, readers: readonly ReaderName[]][] = [
  ['importers', ['discover', 'inventory', 'recognise']],
  ['findings', ['findings', 'recognise']],
  ['control-texts', ['texts', 'recognise']],
  ['oscal-claims', ['matrix', 'recognise']],
  ['vendor-tables', ['matrix', 'recognise']],
  ['trackers', ['states', 'recognise']],
];

interface FileSeed extends Seed {
  readonly bytes: () => Buffer;
}
const fixtures = (): FileSeed[] =>
  KINDS_OF_FIXTURES.flatMap(([folder, readers]) => {
    const place = join(PROJECT, 'test', 'fixtures', folder);
    const plain: FileSeed[] = readdirSync(place).map((name) => ({
      name,
      bytes: () => readFileSync(join(place, name)),
      readers,
    }));
    // All of them in one file as well.
    const entries = plain.slice();
    const all = once(() =>
      rezip(entries.map(({ name, bytes }) => ({ name: Buffer.from(name), data: bytes() }))),
    );
    if (folder === 'importers' || folder === 'findings')
      plain.push({ name: 'files.zip', bytes: all, readers });
    // Every form that is read may also come packed, and as what programs on Windows call Unicode.
    return plain.flatMap((seed) => {
      const packed = { ...seed, name: `${seed.name}.gz`, bytes: once(() => gzipSync(seed.bytes())) };
      const wide = { ...seed, bytes: () => Buffer.from(`\ufeff${seed.bytes()}`, 'utf16le') };
      return seed.name.endsWith('.zip') ? [seed, packed] : [seed, packed, wide];
    });
  });

type Run = ReturnType<typeof callers>['run'];

/** What the program writes itself and reads again: the register in two formats, vendors' matrices, a pack. */
function results(workbook: string, folder: string): Seed[] {
  const asOf = '2026-11-26';
  const seed = (
    name: string,
    readers: readonly ReaderName[],
    write: (run: Run, target: string) => Promise<unknown>,
  ): Seed => ({
    name,
    readers,
    bytes: once(async () => {
      const { core } = startCore(folder);
      try {
        const { id } = await core.openPath(workbook);
        await write(callers(core, id).run, core.files.registerTarget(join(folder, name)).handle);
      } finally {
        await core.close();
      }
      return readFileSync(join(folder, name));
    }),
  });
  const register = (format: 'xlsx' | 'csv') => (run: Run, target: string) =>
    run('exports.run', { files: [{ format, target }], asOf });
  const layout = (id: string) => (run: Run, target: string) =>
    run('layouts.write', { layout: id, target, asOf });
  return [
    seed('register.xlsx', ['sheet', 'recognise', 'matrix'], register('xlsx')),
    seed('register.csv', ['sheet', 'recognise'], register('csv')),
    seed('caiq.xlsx', ['matrix', 'recognise'], layout('csa-caiq')),
    seed('plan.json', ['matrix', 'recognise'], layout('oscal-ssp')),
    seed('crm.xlsx', ['matrix', 'recognise'], layout('fedramp-crm')),
    seed('pack.zip', ['pack', 'pack against', 'recognise'], (run, target) =>
      run('packs.write', { target, asOf }),
    ),
    seed(SEALED, ['sealed pack', 'pack', 'recognise'], (run, target) =>
      run('packs.write', { target, password: PASSWORD, asOf }),
    ),
    { name: 'crm.csv', bytes: () => Buffer.from(MATRIX), readers: ['matrix', 'recognise'] },
  ];
}
const MATRIX =
  'Control ID,Can Be Inherited from CSP,Specific Inheritance and Customer Agency/CSP Responsibilities\nAC-1(a),Yes,Monthly\nAC-2(a),No,The customer does it.\nAC-3,No,The customer does it.\n';
