import { fork } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { COMPILED } from '../support/compiled.ts';
import type { FromLane } from './lane.ts';
import type { Outcome, Part } from './part.ts';
import { PARTS } from './parts/index.ts';
import { formatTable, Tally } from './tally.ts';
import { watchForHang } from './watchdog.ts';

// `npm run campaign -- --minutes N [--seed S] [--only PART[,PART]] [--case N] [--keep DIR]`: attacks files and servers that
// it makes itself, on this machine, for so long, and says what held. Ends with 1 when anything fell short.
const LANES = 2;
const LANE = fileURLToPath(new URL('lane.ts', import.meta.url));
/** For what a part makes before its first attempt. */
const START_LIMIT_MS = 180_000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    only: { type: 'string' },
    case: { type: 'string' },
    keep: { type: 'string', default: join(tmpdir(), 'demarc-campaign-failures') },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const minutes = Number(values.minutes);
const names = values.only?.split(',');
const parts = PARTS.filter(({ name }) => names === undefined || names.includes(name));
if (
  !(minutes > 0) ||
  !Number.isInteger(seed) ||
  parts.length === 0 ||
  (names && parts.length !== names.length)
) {
  process.stderr.write(
    `npm run campaign -- --minutes N [--seed S] [--only PART,PART] [--case N] [--keep DIR]\nParts: ${PARTS.map(({ name }) => name).join(', ')}\n`,
  );
  process.exit(2);
}
const keep = resolve(values.keep);
mkdirSync(keep, { recursive: true });

/** Every `step`th case from `from` on, in processes one after the other: one that hangs or dies costs its case only. */
interface Deadline {
  readonly budget: number;
  /** Set once the first process is ready: getting ready is not counted. */
  at: number | null;
}
const isOver = ({ at }: Deadline): boolean => at !== null && Date.now() >= at;

async function runLane(
  part: Part,
  range: { from: number; step: number; to: number },
  until: Deadline,
  tally: Tally,
) {
  let next = range.from;
  while (next < range.to && !isOver(until))
    next = await runProcess(part, { ...range, from: next }, until, tally);
}

function runProcess(
  part: Part,
  { from, step, to }: { from: number; step: number; to: number },
  until: Deadline,
  tally: Tally,
): Promise<number> {
  return new Promise((done) => {
    const child = fork(LANE, [part.name, seed, from, step, to, keep].map(String), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Each process would compile the same modules again.
      env: { ...process.env, ...COMPILED },
    });
    let next = from;
    let running: number | null = null;
    let hung = false;
    const watch = (limitMs: number, isAttempt: boolean) =>
      watchForHang(child.pid ?? process.pid, limitMs, () => {
        hung = isAttempt;
        child.kill('SIGKILL');
      });
    let callOff = watch(START_LIMIT_MS, false);
    let stop: NodeJS.Timeout | undefined;
    const becomeReady = () => {
      until.at ??= Date.now() + until.budget;
      stop = setTimeout(() => child.connected && child.send('stop'), Math.max(0, until.at - Date.now()));
    };
    child.on('message', (message: FromLane) => {
      callOff();
      if (message.type === 'ready') {
        becomeReady();
        return;
      }
      if (message.type === 'begin') {
        running = message.n;
        callOff = watch(part.limitMs, true);
        return;
      }
      running = null;
      next = message.n + step;
      count(part, message.n, message.outcome, tally);
      callOff = watch(START_LIMIT_MS, false);
    });
    child.on('exit', (code, signal) => {
      callOff();
      clearTimeout(stop);
      if (running !== null) {
        const sentence = hung
          ? `It was not done within ${part.limitMs / 1000} s of work.`
          : `The process ended with ${code ?? signal}.`;
        next = running + step;
        count(part, running, { as: hung ? 'hang' : 'crash', fell: sentence }, tally);
      } else if (code !== 0) {
        count(
          part,
          next,
          { as: 'no start', fell: `${part.name} did not get ready (${code ?? signal}).` },
          tally,
        );
        // The next would not, either.
        next = to;
      }
      done(next);
    });
  });
}

function count(part: Part, n: number, outcome: Outcome, tally: Tally): void {
  tally.count(outcome);
  if (outcome.fell !== undefined) {
    const line = outcome.fell.split('\n')[0]?.slice(0, 300);
    process.stdout.write(`\n${part.name} case ${n}: ${outcome.as}: ${line}\n`);
  }
}

const started = Date.now();
process.stdout.write(`Seed ${seed}; ${minutes} minutes; what falls short is kept in ${keep}\n`);
const tallies: Tally[] = [];
let weights = parts.reduce((sum, part) => sum + part.weight, 0);
let left = minutes * 60_000;
for (const part of parts) {
  const tally = new Tally(part);
  tallies.push(tally);
  const wanted = values.case === undefined ? null : Number(values.case);
  // What a part that was done early left over goes to all that follow.
  const budget = (left * part.weight) / weights;
  const until: Deadline = { budget, at: null };
  const { isTTY } = process.stdout;
  const progress = setInterval(
    () => {
      const line = tally.line(Date.now() - started);
      process.stdout.write(isTTY ? `\r${line} ` : `${line}\n`);
    },
    isTTY ? 1000 : 60_000,
  );
  const ranges =
    wanted === null
      ? Array.from({ length: LANES }, (_, lane) => ({
          from: lane,
          step: LANES,
          to: part.cases ?? Number.MAX_SAFE_INTEGER,
        }))
      : [{ from: wanted, step: 1, to: wanted + 1 }];
  await Promise.all(ranges.map((range) => runLane(part, range, until, tally)));
  clearInterval(progress);
  left -= budget - Math.max(0, (until.at ?? Date.now()) - Date.now());
  weights -= part.weight;
  process.stdout.write(`${isTTY ? '\r' : ''}${tally.line(Date.now() - started)}\n`);
}
if (readdirSync(keep).length === 0) rmSync(keep, { recursive: true, force: true });
const table = formatTable(tallies);
process.stdout.write(`\n${table}\nSeed ${seed}, ${((Date.now() - started) / 60_000).toFixed(1)} minutes.\n`);
// A part of which nothing was tried has shown nothing.
if (tallies.some(({ fell, tried }) => fell > 0 || tried === 0)) {
  // Of what only took too long nothing was kept.
  mkdirSync(keep, { recursive: true });
  writeFileSync(join(keep, 'TABLE.txt'), `${table}\nSeed ${seed}\n`);
  process.exitCode = 1;
}
