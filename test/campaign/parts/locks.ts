import { type ChildProcess, fork } from 'node:child_process';
import { copyFileSync, linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { DemarcError } from '../../../main/contract/errors.ts';
import { fell, held, type Part } from '../part.ts';
import type { Race, Raced } from '../racer.ts';
import { makeSoundWorkbook, verdictOn } from '../sound.ts';

const RACER = fileURLToPath(new URL('../racer.ts', import.meta.url));
/** `DEMARC_RACERS=2` has as many. */
const RACERS = 4;
/** Long enough that all racers have heard of it. */
const HEAD_START_MS = 25;

/**
 * Programs that open one workbook in one millisecond, by its name, a symbolic link, another name (a hard link) or the
 * way through another folder: one of them writes, and nothing that any was told it wrote is missing afterwards.
 */
export const locks: Part = {
  name: 'locks',
  title: 'two writers at once',
  weight: 1,
  limitMs: 30_000,
  async start(folder) {
    const sound = await makeSoundWorkbook(folder);
    const racers = Array.from({ length: Number(process.env.DEMARC_RACERS ?? RACERS) }, () =>
      fork(RACER, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
    );
    await Promise.all(racers.map((racer) => new Promise((ready) => racer.once('message', ready))));
    return {
      async attempt({ folder: own, random }) {
        const path = join(own, 'work.demarc');
        copyFileSync(sound, path);
        symlinkSync(path, join(own, 'link.demarc'));
        // With a second name nobody writes: which of the names would be replaced by a sync client cannot be known.
        const twin = random.below(4) === 0;
        if (twin) linkSync(path, join(own, 'twin.demarc'));
        mkdirSync(join(own, 'below'));
        symlinkSync(own, join(own, 'below', 'up'));
        const spellings = [
          path,
          path,
          join(own, 'link.demarc'),
          twin ? join(own, 'twin.demarc') : path,
          join(own, 'below', 'up', 'work.demarc'),
        ];
        const at = Date.now() + HEAD_START_MS;
        const used = racers.map(() => random.pick(spellings));
        const results = await Promise.all(
          racers.map((racer, index) =>
            ask(racer, { path: used[index] ?? path, at: at + random.below(3), note: `Racer ${index}` }),
          ),
        );
        const told = results
          .map((result, index) => `${(used[index] ?? '').slice(own.length)}: ${result.as}`)
          .join(', ');
        if (results.some(({ as }) => as === 'UNEXPECTED'))
          return fell('UNEXPECTED', `${told}: ${results.map(({ error }) => error).join(' ')}`);
        const overlapping = results.filter(({ as }) => as === 'wrote');
        for (const [index, one] of overlapping.entries())
          for (const other of overlapping.slice(index + 1))
            if (one.from < other.to && other.from < one.to) return fell('two writers', told);
        const db = new Database(path, { readonly: true });
        const hashes = new Set(db.prepare('SELECT hash FROM change').pluck().all());
        db.close();
        const lost = overlapping.filter(({ hash }) => !hashes.has(hash));
        if (lost.length > 0) return fell('LOST', told);
        const verdict = await verdictOn(path);
        if (verdict instanceof DemarcError) return fell('unsound', verdict.message);
        if (!verdict.ok) return fell('unsound', verdict.problems.join(' '));
        if (overlapping.length === 0 && !twin) return fell('nobody', told);
        return held(
          overlapping.length === 0
            ? 'nobody wrote'
            : overlapping.length === 1
              ? 'one wrote'
              : 'one after the other',
        );
      },
      stop() {
        for (const racer of racers) racer.kill();
      },
    };
  },
};

const ask = (racer: ChildProcess, race: Race): Promise<Raced> =>
  new Promise((resolve) => {
    racer.once('message', (message) => resolve(message as Raced));
    racer.send(race);
  });
