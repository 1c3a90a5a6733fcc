import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import { runErase } from '../../main/jobs/erase-task.ts';
import { LOGGED_TABLES } from '../../main/workbook/state/tables.ts';
import { seededRandom } from '../bench/seed-workbook.ts';
import { exportRefusal, problemsOf } from '../support/alterations.ts';
import { openTestWorkbook } from '../support/core.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';
import { perform } from '../support/perform.ts';
import fc, { runs } from '../support/property.ts';
import { randomSteps } from '../support/random-commands.ts';

const RUNS = runs(1);
const controls = { signal: new AbortController().signal, progress: () => undefined };
const PEOPLE = ['Kim Doe', 'Sam Lee', 'Ann Assessor', 'Zoe Müller'];

/** The label that stands for the person since; null where the workbook never knew of them. */
const erase = (path: string, who: string): Promise<string | null> =>
  runErase(
    {
      kind: 'erase',
      workbook: path,
      name: 'acme.demarc',
      what: { kind: 'person', who, also: [] },
      look: false,
      backups: { chosen: null, own: join(path, '..', 'none'), earlier: [] },
      at: '2026-11-29T05:00:00.000Z',
      who: 'Lea',
    },
    controls,
  ).then(
    ({ label }) => label,
    (error: unknown) => {
      if (error instanceof DemarcError && error.code === 'NOT_FOUND') return null;
      throw error;
    },
  );

/** All that is recorded but for what an erasure itself writes, with a name and what is made of it put in the place of a person. */
function recorded(path: string, name: string, label: string): readonly string[] {
  const db = new Database(path, { readonly: true });
  const slug = (text: string) => text.toLowerCase().replaceAll('ü', 'u').replaceAll(' ', '-');
  const rows = Object.keys(LOGGED_TABLES)
    .filter((table) => !['erasure', 'blinding'].includes(table))
    .flatMap((table) =>
      db
        .prepare(`SELECT * FROM "${table}"`)
        .all()
        .map((row) =>
          `${table} ${JSON.stringify(row)}`
            .replaceAll(name, label)
            .replaceAll(slug(name), slug(label))
            // Digests over texts with the name are others.
            .replace(/"digest":"[0-9a-f]+"/, '"digest":""')
            .replace(/"basis":"[0-9a-f]+"/, '"basis":""'),
        ),
    );
  db.close();
  return rows.sort();
}

test('after any history with erasures in it the record is sound, says the same but for the persons, and an altered entry is found', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.array(randomSteps, { minLength: 3, maxLength: 9 }), fc.constantFrom(...PEOPLE)), {
        minLength: 1,
        maxLength: 2,
      }),
      fc.integer({ min: 1, max: 2 ** 30 }),
      async (chapters, seed) => {
        const made = await openTestWorkbook();
        const { path } = made;
        await made.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
        await made.call('people.add', { name: 'Zoe Müller' });
        await made.core.close();
        const gone: string[] = [];
        for (const [steps, who] of chapters) {
          await perform(path, 'Ann Assessor', steps.flat());
          const before = `${path}.before`;
          copyFileSync(path, before);
          const label = await erase(path, who);
          if (label === null) continue;
          gone.push(who);
          expect(recorded(path, who, label)).toEqual(recorded(before, who, label));
          expect([await problemsOf(path), exportRefusal(path)]).toEqual([null, null]);
          expect(readFileSync(path).includes(who)).toBe(false);
        }
        if (gone.length === 0) return;
        const random = seededRandom(seed);
        const db = new Database(path, { readonly: true });
        const entries = db.prepare('SELECT rev FROM change WHERE salt IS NULL').pluck().all() as number[];
        db.close();
        for (const column of ['summary', 'rows', 'who', 'at', 'state']) {
          const rev = entries[Math.floor(random() * entries.length)];
          const altered = `${path}.altered`;
          copyFileSync(path, altered);
          pastTheGuards(
            altered,
            `UPDATE change SET "${column}" = coalesce("${column}", '') || ' ' WHERE rev = ${rev}`,
          );
          expect([column, rev, await problemsOf(altered)]).not.toEqual([column, rev, null]);
          expect([column, rev, exportRefusal(altered)]).not.toEqual([column, rev, null]);
        }
      },
    ),
    { numRuns: RUNS },
  );
});
