import { copyFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHead } from '../../main/workbook/change-log.ts';
import { connect } from '../../main/workbook/connection.ts';
import { stateDigest } from '../../main/workbook/state/keep.ts';
import { seededRandom } from '../bench/seed-workbook.ts';
import { alter, alterationsOf, dataOf, exportRefusal, flipBit, problemsOf } from '../support/alterations.ts';
import { openTestWorkbook } from '../support/core.ts';
import fc, { runs, SEED } from '../support/property.ts';
import { randomSteps } from '../support/random-commands.ts';

const RUNS = runs(1);
const FLIPS = runs(20);

test('after any history the state is the one that the log vouches for, and any altered cell is found', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(randomSteps, { minLength: 10, maxLength: 30 }),
      fc.integer({ min: 1, max: 2 ** 30 }),
      async (steps, seed) => {
        const { core, path, workbook } = await openTestWorkbook();
        const plain = (name: string, input: unknown) => core.dispatch({ name, input, workbook }, 'test');
        await plain('services.add', {
          services: [
            { catalogueId: 'rds', label: 'orders-db' },
            { catalogueId: 's3', label: 's3' },
          ],
        });
        for (const [index, step] of steps.entries()) {
          for (const { name, input } of step) await plain(name, input);
          if (index % 7 === 3) await plain('workbook.undo', {});
          if (index % 14 === 3) await plain('workbook.redo', {});
        }
        await core.close();
        const db = connect(path, { readonly: true });
        expect(readHead(db).state).toBe(stateDigest(db));
        db.close();
        expect(await problemsOf(path)).toBeNull();
        expect(exportRefusal(path)).toBeNull();
        const random = seededRandom(seed);
        const altered = `${path}.altered`;
        const data = dataOf(path);
        for (const alteration of alterationsOf(path, seed)) {
          // A few of each history: every one is told by the same rule.
          if (random() > 0.1) continue;
          copyFileSync(path, altered);
          if (!alter(altered, alteration) || dataOf(altered) === data) continue;
          expect(await problemsOf(altered), alteration.sql).not.toBeNull();
          expect(exportRefusal(altered), alteration.sql).toMatch(/demarc repair/);
        }
        rmSync(altered, { force: true });
      },
    ),
    { numRuns: RUNS },
  );
});

test('no bit of a file can be turned so that other data are read and the file is called sound', async () => {
  const { core, folder, path, run, call } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await call('assignments.answer', {
    ref: 'orders-db/restore-testing',
    answer: { owners: ['organisation'] },
  });
  await call('snapshots.take', { name: 'March' });
  const file = join(folder, 'report.txt');
  writeFileSync(file, 'It was restored. '.repeat(400));
  await run('evidence.attachFile', {
    refs: ['orders-db/restore-testing'],
    file: core.files.registerSource(file).handle,
  });
  await core.close();
  const data = dataOf(path);
  const random = seededRandom(SEED);
  const counts = { found: 0, harmless: 0, silent: 0 };
  for (let flip = 0; flip < FLIPS; flip += 1) {
    const place = { offset: Math.floor(random() * statSync(path).size), bit: Math.floor(random() * 8) };
    const outcome = await flipBit(path, join(folder, 'flipped.demarc'), place, data);
    counts[outcome] += 1;
    expect(outcome, JSON.stringify(place)).not.toBe('silent');
  }
  expect(counts.found).toBeGreaterThan(0);
});
