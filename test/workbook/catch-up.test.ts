import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { appendChange, readHead, takeTouchedRows, watchChanges } from '../../main/workbook/change-log.ts';
import { connect } from '../../main/workbook/connection.ts';
import { catchUp, KEPT_EVERY, readKept } from '../../main/workbook/state/catch-up.ts';
import { keepLast, stateDigest } from '../../main/workbook/state/keep.ts';
import { digestOfSums } from '../../main/workbook/state/sums.ts';
import { openTestWorkbook, temporaryFolder } from '../support/core.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';
import { perform } from '../support/perform.ts';
import fc, { runs } from '../support/property.ts';
import { type RandomCommand, randomSteps } from '../support/random-commands.ts';

const NOTHING = () => ({ rows: [], step: new Map() });

/** How far behind the sums in a file are, and whether they lead to its state; null where an entry since brought a batch. */
function lookAt(path: string): { readonly behind: number; readonly leadsThere: boolean | null } {
  const db = connect(path, { readonly: true });
  try {
    const state = readHead(db).state ?? '';
    expect(stateDigest(db)).toBe(state);
    const kept = readKept(db);
    const behind = kept?.behind ?? -1;
    const since = db.all<{ contents: string | null }>(
      'SELECT contents FROM change ORDER BY rev DESC LIMIT ?',
      Math.max(behind, 0),
    );
    const caught = catchUp(db, state, NOTHING());
    if (since.some(({ contents }) => contents !== null)) return { behind, leadsThere: null };
    return { behind, leadsThere: caught !== null && digestOfSums(caught.sums) === state };
  } finally {
    db.close();
  }
}

/** The first of the two alone, without the sum of the state. */
function behindAt(path: string): number | undefined {
  const db = connect(path, { readonly: true });
  try {
    return readKept(db)?.behind;
  } finally {
    db.close();
  }
}

const start: readonly RandomCommand[] = [
  {
    name: 'services.add',
    input: { services: [{ catalogueId: 'rds', label: 'orders-db' }, { catalogueId: 's3' }] },
  },
  { name: 'parties.add', input: { name: 'Managed SOC', kind: 'third-party' } },
];
const sittings = fc.array(
  fc.array(randomSteps, { minLength: 4, maxLength: 9, size: 'max' }).map((steps) => steps.flat()),
  { minLength: 1, maxLength: 2, size: 'max' },
);

test('whatever was recorded since the sums were kept, they lead to the state of the last entry', async () => {
  const folder = temporaryFolder();
  const { core, path: base } = await openTestWorkbook();
  await core.close();
  let behind = 0;
  let nth = 0;
  await fc.assert(
    fc.asyncProperty(sittings, async (days) => {
      nth += 1;
      const path = join(folder, `${nth}.demarc`);
      copyFileSync(base, path);
      for (const commands of [start, ...days]) {
        // As a program that died at that moment would leave them.
        await perform(path, 'Ann', commands, async () => {
          const seen = lookAt(path);
          expect(seen.leadsThere).not.toBe(false);
          behind = Math.max(behind, seen.behind);
        });
        expect(lookAt(path).behind).toBeLessThanOrEqual(0);
      }
    }),
    { numRuns: runs(4) },
  );
  // Else nothing had to be caught up with.
  expect(behind).toBeGreaterThan(5);
});

test('the sums are kept anew before they are too far behind, and a row altered past the log is met by none', async () => {
  const { folder, path, call } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 's3' }] });
  const seen: (number | undefined)[] = [];
  for (let n = 0; n < KEPT_EVERY + 20; n += 1) {
    await call('assignments.update', { ref: 's3/public-exposure', note: `Note ${n}` });
    seen.push(behindAt(path));
  }
  expect(Math.max(...seen.map((behind) => behind ?? Number.NaN))).toBe(KEPT_EVERY - 1);
  expect(seen).toContain(0);
  const copy = join(folder, 'copy.demarc');
  const open = new Database(path, { readonly: true });
  await open.backup(copy);
  open.close();
  expect(lookAt(copy)).toEqual({ behind: seen.at(-1), leadsThere: true });
  pastTheGuards(copy, "UPDATE assignment SET note = 'TAMPERED'");
  const db = connect(copy, { readonly: true });
  expect(catchUp(db, readHead(db).state ?? '', NOTHING())).toBeNull();
  db.close();
});

test('sums of a transaction that did not come to its end are not kept', async () => {
  const { core, path, call } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 's3' }] });
  await core.close();
  const db = connect(path, { readonly: false });
  watchChanges(db);
  const facts = {
    at: '2026-11-29T10:00:00.000Z',
    who: null,
    origin: 'test',
    method: 'test',
    summary: 'Test',
  };
  const note = (text: string, end: () => void = () => undefined) =>
    db.write((write) => {
      write.run('UPDATE workbook SET title = ?', text);
      appendChange(write, readHead(write), facts, takeTouchedRows(db));
      end();
    });
  note('First');
  expect(() =>
    note('Second', () => {
      throw new Error('no room');
    }),
  ).toThrow('no room');
  keepLast(db);
  db.close();
  expect(lookAt(path)).toEqual({ behind: 1, leadsThere: true });
});

test.each(['x', '{}', '[null]', '[{"table":"gone","before":null,"after":{"id":1}}]'])(
  'entries that Demarc did not write so lead nowhere: %s',
  async (rows) => {
    const { core, folder, path, call } = await openTestWorkbook();
    await call('services.add', { services: [{ catalogueId: 's3' }] });
    await call('assignments.update', { ref: 's3/public-exposure', note: 'One' });
    const copy = join(folder, 'copy.demarc');
    const open = new Database(path, { readonly: true });
    await open.backup(copy);
    open.close();
    await core.close();
    pastTheGuards(copy, `UPDATE change SET rows = '${rows}' WHERE rev = (SELECT max(rev) FROM change)`);
    const db = connect(copy, { readonly: true });
    expect(readKept(db)?.behind).toBeGreaterThan(0);
    expect(catchUp(db, readHead(db).state ?? '', NOTHING())).toBeNull();
    db.close();
  },
);
