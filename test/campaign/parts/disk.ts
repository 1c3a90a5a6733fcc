import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { DemarcError } from '../../../main/contract/errors.ts';
import { callers, startCore } from '../../support/core.ts';
import { type Acknowledged, createDoings, KINDS, type Kind, makeRoom } from '../doings.ts';
import { fell, held, type Outcome, type Part, type Random } from '../part.ts';
import { makeSoundWorkbook, verdictOn } from '../sound.ts';

const FAULTS = ['full', 'read-only disk', 'folder without permission'] as const;
/** Commands that need no network and no second workbook. */
const TRIED = KINDS.filter((kind) => kind !== 'serve' && kind !== 'merge');
const NOBODY = 65_534;

/**
 * Disks that are full, read-only or somebody else's, while a command of each kind runs: a sentence says so, nothing is
 * half done, nothing is left behind, and what was there can still be read. Needs root for a small disk of its own (tmpfs).
 */
export const disk: Part = {
  name: 'disk',
  title: 'disk faults',
  weight: 2,
  limitMs: 60_000,
  async start(folder) {
    const sound = await makeSoundWorkbook(folder);
    // Nobody has to get to the small disk: only what is on it may be closed to them.
    for (const above of [folder, dirname(folder)]) chmodSync(above, 0o711);
    const small = join(folder, 'small-disk');
    mkdirSync(small);
    // Not on the small disk: what is read was there before.
    const inputs = join(folder, 'inputs');
    mkdirSync(inputs);
    chmodSync(inputs, 0o777);
    return {
      async attempt({ n, random, folder: own }) {
        const kind = TRIED[n % TRIED.length] as Kind;
        const fault = FAULTS[Math.floor(n / TRIED.length) % FAULTS.length] as (typeof FAULTS)[number];
        const mounted = spawnSync('mount', [
          '-t',
          'tmpfs',
          '-o',
          'size=12m,mode=0755',
          'demarc-campaign',
          small,
        ]);
        if (mounted.status !== 0) return held('not tried: no disk of its own could be mounted');
        try {
          const place = join(small, 'place');
          makeRoom(place);
          copyFileSync(sound, join(place, 'work.demarc'));
          copyFileSync(sound, join(place, 'other.demarc'));
          const outcome = await tryOn(place, inputs, small, kind, fault, random);
          if (outcome.fell !== undefined) cpSync(place, join(own, 'place'), { recursive: true });
          return outcome;
        } finally {
          spawnSync('mount', ['-o', 'remount,rw', small]);
          spawnSync('umount', [small]);
        }
      },
      stop() {
        spawnSync('umount', [small]);
      },
    };
  },
};

async function tryOn(
  place: string,
  inputs: string,
  small: string,
  kind: Kind,
  fault: string,
  random: Random,
): Promise<Outcome> {
  const told: Acknowledged[] = [];
  const failures: string[] = [];
  const refusals: string[] = [];
  const what = `${kind}, ${fault}`;
  const doings = createDoings(place, (each) => told.push(each), inputs);
  const ballast = join(small, 'ballast');
  const imposed = () => {
    if (fault === 'full') fill(ballast, small, random.below(4) * random.below(60_000));
    else if (fault === 'read-only disk') spawnSync('mount', ['-o', 'remount,ro', small]);
    else asNobody(place);
  };
  const lifted = () => {
    if (fault === 'full') rmSync(ballast, { force: true });
    else if (fault === 'read-only disk') spawnSync('mount', ['-o', 'remount,rw', small]);
    else process.seteuid?.(0);
  };
  const attempt = async (step: () => Promise<unknown>): Promise<void> => {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof DemarcError) || error.code === 'UNEXPECTED' || error.message === '')
        failures.push(`${error}`);
      else refusals.push(error.message);
    }
  };
  // Half of the attempts meet the fault with the workbook open already.
  if (random.below(2)) await attempt(() => doings.perform('answer', 0));
  const before = listing(place);
  const first = random.below(100_000);
  imposed();
  try {
    for (let n = first; n < first + 3; n += 1) await attempt(() => doings.perform(kind, n));
    for (const name of ['work.demarc', 'other.demarc']) {
      const reader = startCore(place).core;
      try {
        const { id } = await reader.openPath(join(place, name), { readOnly: true });
        const { call } = callers(reader, id);
        // Of any commands one may have removed a service: those that are there are walked through.
        for (const { ref } of await call('services.list', {}))
          await call('assignments.walk', { subject: ref });
      } catch (error) {
        failures.push(`${name} cannot be read: ${error}`);
      }
      await attempt(() => reader.close());
    }
  } finally {
    lifted();
  }
  await attempt(() => doings.close());
  // What there was no room to fold in lies beside the workbook, and it was said what to do about that once there is.
  if (refusals.some((message) => message.includes('keep the two together'))) {
    const { core } = startCore(place);
    await attempt(() => core.openPath(join(place, 'work.demarc')));
    await attempt(() => core.close());
  }
  if (failures.length > 0)
    return fell(
      failures[0]?.includes('cannot be read') ? 'not readable' : 'UNEXPECTED',
      `${what}: ${failures[0]}`,
    );
  const results = new Set(told.flatMap(({ file }) => (file ? [`out/${file}`] : [])));
  const left = listing(place).filter(
    (path) => !before.includes(path) && !results.has(path) && !/^(data\/|in\/|out\/r\d+\.demarc$)/.test(path),
  );
  if (left.length > 0) return fell('left behind', `${what}: ${left.join(', ')}`);
  const work = join(place, 'work.demarc');
  const db = new Database(work, { readonly: true });
  const find = db.prepare('SELECT hash FROM change WHERE rev = ?').pluck();
  const lost = told.filter(({ rev, hash }) => rev !== undefined && find.get(rev) !== hash);
  db.close();
  if (lost.length > 0) return fell('LOST', `${what}: ${lost.length} acknowledged entries`);
  const verdict = await verdictOn(work);
  if (verdict instanceof DemarcError) return fell('unsound', `${what}: ${verdict.message}`);
  return verdict.ok ? held(fault) : fell('unsound', `${what}: ${verdict.problems.join(' ')}`);
}

/** Leaves so many bytes of the disk. */
function fill(ballast: string, disk: string, leave: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
}

/** The folder and what is in it belongs to somebody else, and may only be looked at. */
function asNobody(place: string): void {
  for (const path of ['', ...listing(place), ...folders(place)])
    chmodSync(join(place, path), path.includes('.') ? 0o644 : 0o755);
  process.seteuid?.(NOBODY);
}

const listing = (place: string): string[] =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1));
const folders = (place: string): string[] =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1));
