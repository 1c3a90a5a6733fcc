import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type Outcome, type Part, type Running, randomFor } from './part.ts';
import { PARTS } from './parts/index.ts';

// One process of the campaign: attempts every `step`th case of a part from `from` on, until it is told to stop.
export type FromLane =
  | { readonly type: 'ready' }
  | { readonly type: 'begin'; readonly n: number }
  | { readonly type: 'end'; readonly n: number; readonly outcome: Outcome };

/** One attempt in a folder that is gone afterwards, or kept with what happened when it fell short. */
export async function attemptOne(
  part: Part,
  running: Running,
  { n, seed, base, keep }: { n: number; seed: number; base: string; keep: string | null },
): Promise<Outcome> {
  const folder = join(base, `case-${n}`);
  mkdirSync(folder);
  let outcome: Outcome;
  try {
    outcome = await running.attempt({ n, folder, random: randomFor(seed, part.name, n) });
  } catch (error) {
    outcome = {
      as: 'UNEXPECTED',
      fell: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
  if (outcome.fell !== undefined && keep !== null) {
    const kept = join(keep, `${part.name}-${n}`);
    cpSync(folder, kept, { recursive: true, dereference: false });
    const replay = `npm run campaign -- --only ${part.name} --seed ${seed} --case ${n}`;
    writeFileSync(join(kept, 'CASE.txt'), `${outcome.as}\n${outcome.fell}\n${replay}\n`);
  }
  rmSync(folder, { recursive: true, force: true });
  return outcome;
}

if (import.meta.main) {
  const [name = '', seedText = '', fromText = '', stepText = '', toText = '', keep = ''] =
    process.argv.slice(2);
  const part = PARTS.find((each) => each.name === name);
  if (!part) throw new Error(`There is no part ${name}.`);
  const [seed, from, step, to] = [Number(seedText), Number(fromText), Number(stepText), Number(toText)];
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const base = mkdtempSync(join(tmpdir(), `demarc-campaign-${name}-`));
  process.on('exit', () => rmSync(base, { recursive: true, force: true }));
  const say = (message: FromLane) =>
    new Promise<void>((resolve) => {
      if (process.send) process.send(message, undefined, undefined, () => resolve());
      else resolve();
    });
  let stopping = false;
  process.on('message', () => {
    stopping = true;
  });
  // The runner is gone: nobody counts any more.
  process.on('disconnect', () => process.exit(1));
  mkdirSync(join(base, 'start'));
  const running = await part.start(join(base, 'start'), seed);
  await say({ type: 'ready' });
  for (let n = from; n < to && !stopping; n += step) {
    await say({ type: 'begin', n });
    await say({ type: 'end', n, outcome: await attemptOne(part, running, { n, seed, base, keep }) });
    // Attempts that wait for nothing would never let in that it is told to stop.
    await setImmediate();
  }
  await running.stop?.();
  process.exit(0);
}
