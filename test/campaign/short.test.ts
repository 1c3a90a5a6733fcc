import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../support/cli.ts';
import { temporaryFolder } from '../support/core.ts';
import { attemptOne } from './lane.ts';
import { PARTS } from './parts/index.ts';
import { lawFiles } from './parts/laws.ts';
import { formatTable, Tally } from './tally.ts';

/** The short form of each part: these cases, of one seed. `npm run campaign -- --minutes N` goes on from there. */
const CASES: Readonly<Record<string, readonly number[]>> = {
  // Answers, stopped; votes in a room, killed.
  kills: [0, 919],
  truncations: [0, 1, 2, 3, 4, 5],
  crafted: Array.from({ length: 32 }, (_, n) => n),
  flips: [0, 1, 2, 3, 4, 5, 6, 7],
  tampering: [0, 1, 2, 3, 4, 5, 6, 7],
  replaced: [0, 1],
  copies: [0, 1],
  'left-over': [0, 1, 2],
  locks: [0],
  disk: [0],
  merges: [0],
  large: [50, 122],
  fuzz: [0],
  requests: [20],
  rooms: [0, 1],
  'house-rules': [0, 1],
  erasures: [0],
  'server-kills': [0],
};
const SEED = 8;
// Two that open one workbook are as many as it takes.
process.env.DEMARC_RACERS ??= '2';
// Enough for a file to be read against something.
process.env.DEMARC_HEAVY ??= '10';
// Enough for commands to announce something, and no more to be made.
process.env.DEMARC_LARGE ??= '0.0005';
// How soon is for the campaign to judge, which has the machine to itself: here it counts that a command ends at all.
process.env.DEMARC_REACTION ??= '30';
// About how long an erasure takes: to measure that, one would have to come to its end first.
process.env.DEMARC_ERASING_MS ??= '200';

test.each(Object.entries(CASES))('%s: nothing falls short in a few attempts', async (name, cases) => {
  const part = PARTS.find((each) => each.name === name);
  if (!part) throw new Error(`There is no part ${name}.`);
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'start'));
  const running = await part.start(join(folder, 'start'), SEED);
  try {
    for (const n of cases) {
      const outcome = await attemptOne(part, running, { n, seed: SEED, base: folder, keep: null });
      expect(outcome, `case ${n}`).not.toHaveProperty('fell');
    }
  } finally {
    await running.stop?.();
  }
});

/** It measures the memory of its process, so it needs one of its own; with it the campaign itself is tried. */
const BY_THEMSELVES = ['heavy'];

test.each(BY_THEMSELVES)('%s: nothing falls short in an attempt of the campaign itself', (name) => {
  const run = join(PROJECT, 'test/campaign/run.ts');
  const options = ['--only', name, '--case', '0', '--seed', String(SEED), '--keep', temporaryFolder()];
  const { status, stdout, stderr } = spawnSync(process.execPath, [run, ...options], { encoding: 'utf8' });
  expect(status, `${stdout}${stderr}`).toBe(0);
});

/** Their short form is what they play with other cases: the browser test of habits, and the laws, of which there are many. */
const OTHER_TESTS = ['habits', 'laws'];

test('every part has a short form', () => {
  expect([...Object.keys(CASES), ...BY_THEMSELVES, ...OTHER_TESTS].sort()).toEqual(
    PARTS.map(({ name }) => name).sort(),
  );
});

test('the laws are found where they are', () => {
  expect(lawFiles()).toEqual(expect.arrayContaining(['packs/verify.test.ts', 'services/merge-laws.test.ts']));
});

test('what falls short is counted, and stands in the table', () => {
  const part = PARTS.at(0);
  if (!part) throw new Error('There are no parts.');
  const tally = new Tally(part);
  tally.count({ as: 'refused', tried: 20 });
  tally.count({ as: 'SILENT', fell: 'Its rows differ.' });
  expect([tally.tried, tally.fell]).toEqual([21, 1]);
  expect(formatTable([tally]).split('\n')[1]).toMatch(/21 +20 +1 +refused 20, SILENT 1/);
});
