import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { readHead } from '../../main/workbook/change-log.ts';
import { connect } from '../../main/workbook/connection.ts';
import { type ChangeFacts, hashChange } from '../../main/workbook/entry-hash.ts';
import { findState } from '../../main/workbook/state/history.ts';
import { exportRefusal, problemsOf } from '../support/alterations.ts';
import { callers, openTestWorkbook, startCore, temporaryFolder } from '../support/core.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';

// Alterations by somebody who knows what Demarc looks at, and puts everything that shows back in its place.

const REF = 'orders-db/restore-testing';
async function closedWorkbook(): Promise<(name: string) => string> {
  const { core, folder, path, call } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  for (let n = 0; n < 4; n += 1)
    await call('assignments.answer', {
      ref: REF,
      answer: { owners: ['organisation'] },
      duties: { organisation: `Restores every quarter, ${n}.` },
    });
  for (const title of ['Minutes', 'Report'])
    await call('evidence.addNote', { title, text: 'Agreed.', refs: [REF] });
  await core.close();
  return (name) => {
    const copy = join(folder, name);
    copyFileSync(path, copy);
    return copy;
  };
}
/** Changes a table while one of its indexes is out of the schema, and puts the index back as it was. */
function besideIndex(path: string, index: string, sql: string): void {
  const open = () => {
    const db = new Database(path);
    db.unsafeMode(true);
    db.pragma('writable_schema = ON');
    return db;
  };
  const first = open();
  const row = first.prepare('SELECT * FROM sqlite_master WHERE name = ?').get(index) as Record<
    string,
    unknown
  >;
  first.prepare('DELETE FROM sqlite_master WHERE name = ?').run(index);
  first.close();
  pastTheGuards(path, sql);
  const last = open();
  last.prepare('INSERT INTO sqlite_master VALUES (@type, @name, @tbl_name, @rootpage, @sql)').run(row);
  last.close();
}

test('what was altered in disguise is named by verify, and nothing of it is exported', async () => {
  const copyOf = await closedWorkbook();
  const cases: readonly (readonly [string, (path: string) => void, RegExp])[] = [
    [
      'a row that its index does not show',
      (path) =>
        besideIndex(
          path,
          'evidence_link_number',
          `UPDATE evidence_link SET responsibility = 'physical-access' WHERE number = 1`,
        ),
      /physical-access|index/,
    ],
    [
      'an entry before the first',
      (path) =>
        pastTheGuards(
          path,
          `INSERT INTO change SELECT -1, at, 'Mallory', origin, method, 'Forged', '[]', previous_hash, '${'deadbeef'.repeat(8)}', NULL, NULL, NULL FROM change WHERE rev = 1`,
        ),
      /before its first change/,
    ],
    [
      'who made a change in the middle',
      (path) => pastTheGuards(path, `UPDATE change SET who = 'Mallory' WHERE rev = 3`),
      /Change 3 .* was altered/,
    ],
    [
      'a change that was taken out of the middle',
      (path) => pastTheGuards(path, 'DELETE FROM change WHERE rev = 3'),
      /Change 3 is missing/,
    ],
  ];
  for (const [what, alter, told] of cases) {
    const path = copyOf(`${what}.demarc`);
    expect([what, await problemsOf(path), exportRefusal(path)]).toEqual([what, null, null]);
    alter(path);
    expect([what, (await problemsOf(path))?.join('\n')]).toEqual([what, expect.stringMatching(told)]);
    expect([what, exportRefusal(path)]).toEqual([what, expect.stringMatching(told)]);
  }
});

test('counters that stand elsewhere than at the last number given are named', async () => {
  const copyOf = await closedWorkbook();
  for (const [sql, told] of [
    [
      `UPDATE sqlite_sequence SET seq = 900 WHERE name = 'evidence'`,
      /stands at 900, though no number above 2/,
    ],
    [
      `UPDATE sqlite_sequence SET seq = 1 WHERE name = 'evidence'`,
      /stands at 1, and number 2 was given already/,
    ],
    ['DELETE FROM sqlite_sequence', /stands at 0, and number 2 was given already/],
    [`UPDATE sqlite_sequence SET seq = 9007199254740991 WHERE name = 'evidence'`, /cannot be one/],
  ] as const) {
    const path = copyOf(`${sql.length}.demarc`);
    pastTheGuards(path, sql);
    const problems = await problemsOf(path).catch((error: Error) => [error.message]);
    expect([sql, problems?.join('\n')]).toEqual([sql, expect.stringMatching(told)]);
  }
});

test('a digest is looked for among genuine entries only', async () => {
  const copyOf = await closedWorkbook();
  const path = copyOf('history.demarc');
  const look = (digest: string) => {
    const db = connect(path, { readonly: true });
    try {
      return { head: readHead(db), found: findState(db, digest) };
    } finally {
      db.close();
    }
  };
  const { head } = look('0'.repeat(64));
  expect(look(head.hash).found?.rev).toBe(head.rev);
  const forged = 'feedface'.repeat(8);
  pastTheGuards(path, `UPDATE change SET hash = '${forged}' WHERE rev = 2`);
  expect(look(forged).found).toBeNull();
});

/** What becomes of an answer, and of an export, in a file that was altered: it is opened for reading, and nothing is vouched for. */
async function refusesToVouch(path: string): Promise<void> {
  const { core } = startCore(temporaryFolder());
  const { id, readOnly, notices } = await core.openPath(path);
  expect({ readOnly, notices }).toEqual({
    readOnly: true,
    notices: [
      expect.stringMatching(
        /does not hold what its change log says, so it is open for reading only.*demarc repair/,
      ),
    ],
  });
  const { call } = callers(core, id);
  await expect(call('people.add', { name: 'Kim Doe' })).rejects.toMatchObject({ code: 'READ_ONLY' });
  await core.close();
}

test('no later change vouches for what was altered in a workbook whose entries vouch for no state yet', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'older.demarc');
  const packed = new URL('../fixtures/workbooks/schema-70.demarc.gz', import.meta.url);
  writeFileSync(path, gunzipSync(readFileSync(packed)));
  pastTheGuards(path, `UPDATE share SET text = 'TAMPERED'`);
  await refusesToVouch(path);
});

test('a last entry in the old form, which vouches for nothing, is named, and nothing is recorded on top of it', async () => {
  const copyOf = await closedWorkbook();
  const path = copyOf('old form.demarc');
  const db = new Database(path);
  const last = db.prepare('SELECT * FROM change ORDER BY rev DESC LIMIT 1').get() as ChangeFacts & {
    rev: number;
    rows: string;
    previous_hash: string;
  };
  db.close();
  const body = { rows: last.rows, contents: null, state: null, salt: null };
  const hash = hashChange(last.rev, last, body, last.previous_hash);
  pastTheGuards(
    path,
    `UPDATE change SET contents = NULL, state = NULL, salt = NULL, hash = '${hash}' WHERE rev = ${last.rev}; UPDATE share SET text = 'TAMPERED'`,
  );
  expect((await problemsOf(path))?.join('\n')).toMatch(
    /vouches for no state, though the changes before it do/,
  );
  expect(exportRefusal(path)).toMatch(/vouches for no state/);
  await refusesToVouch(path);
});
