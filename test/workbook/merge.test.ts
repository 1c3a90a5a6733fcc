import { copyFileSync, renameSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { ruleOf } from '../../main/domain/merge/table-rules.ts';
import { appendChange, readHead, takeTouchedRows, watchChanges } from '../../main/workbook/change-log.ts';
import { connect, harden } from '../../main/workbook/connection.ts';
import { CONTENT_TABLES } from '../../main/workbook/merge/copy-contents.ts';
import { withOtherWorkbook } from '../../main/workbook/merge/other-workbook.ts';
import { numbersGiven } from '../../main/workbook/merge/read-log.ts';
import { MERGED_TABLES } from '../../main/workbook/merge/read-tables.ts';
import { verifyMergedLogs } from '../../main/workbook/merge/records.ts';
import { migrate } from '../../main/workbook/migrations/index.ts';
import { OWN_TABLES } from '../../main/workbook/state/tables.ts';
import { mergeFiles, undoLast } from '../support/merge-files.ts';
import { type Copy, contentOf, problemsIn, twoCopies } from '../support/two-copies.ts';

/** Contents of files lie under their hashes; the log of a copy is kept apart; a place is nobody's fact; an erasure is of one file. */
const OTHERWISE = ['blob', 'blob_chunk', 'change', 'kept_sums', 'position', ...OWN_TABLES];

test('every table of the schema is merged, or brought along by what names it, or known to need neither', () => {
  const db = connect(':memory:', { readonly: false });
  migrate(db);
  const tables = db
    .all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .map(({ name }) => name);
  db.close();
  expect(tables.sort()).toEqual([...MERGED_TABLES, ...CONTENT_TABLES, ...OTHERWISE].sort());
});

test('a number of every kind that is numbered is found in the log, however its table is spelled there', () => {
  const numbered = MERGED_TABLES.filter((table) => ruleOf(table).names === 'number');
  const db = connect(':memory:', { readonly: false });
  migrate(db);
  for (const [number, table] of [...numbered, 'ev\\u0069dence', 'assignment'].entries())
    db.run(
      `INSERT INTO change (rev, at, origin, method, summary, rows, previous_hash, hash)
       VALUES (?, '', '', 'test', '', ?, '', '')`,
      number + 1,
      `[{"table":"${table}","before":null,"after":{"number":${number}}}]`,
    );
  const given = numbersGiven(db, () => ['number'], 0);
  db.close();
  expect(Object.keys(given).sort()).toEqual([...numbered].sort());
  expect(given.evidence?.length).toBe(2);
});

/** Writes rows as one change of a closed file, as a command would. */
function record(path: string, who: string, at: string, statements: readonly string[]): void {
  const db = connect(path, { readonly: false });
  harden(db);
  watchChanges(db);
  db.write((write) => {
    for (const statement of statements) write.run(statement);
    const facts = { at, who, origin: 'test', method: 'test', summary: `By ${who}` };
    appendChange(write, readHead(write), facts, takeTouchedRows(db));
  });
  db.close();
}
const matrix = (title: string, at: string): readonly string[] => [
  `INSERT INTO vendor_matrix (party, title, file_name, sha256, evidence, recorded_at, recorded_by, layouts, frameworks, counts)
   VALUES ('aws', '${title}', '${title}.xlsx', 'x', 9, '${at}', NULL, '[]', '[]', '{}')`,
  `INSERT INTO vendor_claim (matrix, seq, framework, control, claim) VALUES (1, 0, NULL, 'AC-1', '"${title}"')`,
];
const texts = (source: string, at: string): readonly string[] => [
  `INSERT INTO control_catalogue VALUES ('nist-csf-2.0', '${source}', 'T', '1', 'f.json', 1, '${at}', NULL)
   ON CONFLICT (framework) DO UPDATE SET source = excluded.source, recorded_at = excluded.recorded_at`,
  `INSERT INTO control_text VALUES ('${source}', 'gv.oc', '"${source}"')`,
];

test("claims of vendors and texts of controls come with their records, under the records' new numbers", async () => {
  const { ann, ben } = await twoCopies(noWork);
  await Promise.all([ann.close(), ben.close()]);
  record(ann.path, 'Ann', '2026-11-25T02:00:00Z', [
    ...matrix('Ann', '2026-11-25T02:00:00Z'),
    ...texts('older', '2026-11-25T02:00:00Z'),
  ]);
  record(ben.path, 'Ben', '2026-11-25T01:00:00Z', [
    ...matrix('Ben', '2026-11-25T01:00:00Z'),
    ...texts('newer', '2026-11-25T03:00:00Z'),
  ]);
  const shown = (path: string) => {
    const db = new Database(path, { readonly: true });
    const rows = db
      .prepare(
        'SELECT m.id, m.title, c.claim FROM vendor_matrix m JOIN vendor_claim c ON c.matrix = coalesce(m.contents, m.id) ORDER BY m.id',
      )
      .raw()
      .all();
    const text = db
      .prepare('SELECT body FROM control_text JOIN control_catalogue USING (source)')
      .pluck()
      .get();
    db.close();
    return { rows, text };
  };
  const before = shown(ann.path);
  const into = `${ann.path}.merged`;
  copyFileSync(ann.path, into);
  await mergeFiles(into, ben.path, ({ key, place, mine, theirs }) => {
    expect([key, place, mine.text, theirs.text]).toEqual([
      'control_catalogue/nist-csf-2.0#row',
      'Control texts of NIST Cybersecurity Framework 2.0',
      '"T", version 1, 1 controls, SHA-256 older',
      '"T", version 1, 1 controls, SHA-256 newer',
    ]);
    return 'theirs';
  });
  expect(problemsIn(into)).toEqual([]);
  const { rows, text } = shown(into);
  // The earlier one keeps the number that both had, and each its claims, here and after an undo.
  expect(rows).toEqual([
    [1, 'Ben', '"Ben"'],
    [2, 'Ann', '"Ann"'],
  ]);
  expect(text).toBe('"newer"');
  undoLast(into);
  expect(shown(into)).toEqual(before);
});

test('what is kept of the log of a copy can be checked, and a forged entry of it is named', async () => {
  const { ann, ben } = await twoCopies(noWork);
  await ben.call('people.add', { name: 'Kim Doe' });
  await ben.call('people.add', { name: 'Sam Lee' });
  await Promise.all([ann.close(), ben.close()]);
  await mergeFiles(ann.path, ben.path, () => 'mine');
  expect(problemsIn(ann.path)).toEqual([]);
  const db = connect(ann.path, { readonly: false });
  db.run("UPDATE merged_change SET who = 'Somebody else' WHERE summary LIKE '%Kim%'");
  expect(verifyMergedLogs(db)).toEqual([
    expect.stringMatching(/^Change 2 of .*ben\.demarc, which was merged into this workbook, was altered/),
  ]);
  db.run("DELETE FROM merged_change WHERE summary LIKE '%Sam%'");
  expect(verifyMergedLogs(db).at(-1)).toMatch(/^The last changes of .*ben\.demarc/);
  db.close();
});

test('a merge is taken back whole where a row that came with it is what an older one speaks of', async () => {
  const { ann, ben } = await twoCopies((base) =>
    base.call('evidence.addNote', { title: 'Old', text: 'Old', refs: ['workbook/change-management'] }),
  );
  await Promise.all([ann.close(), ben.close()]);
  // As a replaced piece of evidence and a meeting with a decision are recorded: what is spoken of comes first.
  record(ben.path, 'Ben', '2026-11-25T01:00:00Z', [
    "INSERT INTO evidence (number, kind, title, text, collected_at) VALUES (2, 'note', 'New', 'New', '2026-11-25')",
    'UPDATE evidence SET replaced_by = 2 WHERE number = 1',
    "INSERT INTO meeting (number, title, held_on) VALUES (1, 'Workshop', '2026-11-25')",
    "INSERT INTO decision (meeting, text, decided_at) VALUES (1, 'Yearly', '2026-11-25')",
  ]);
  const before = contentOf(ann.path);
  await mergeFiles(ann.path, ben.path, () => 'mine');
  const merged = contentOf(ann.path);
  for (const state of [before, merged, before]) {
    undoLast(ann.path);
    expect(contentOf(ann.path)).toEqual(state);
    expect(problemsIn(ann.path)).toEqual([]);
  }
});

async function noWork(_base: Copy): Promise<void> {}

test('a copy has a stamp as it lies there, and none where another took its place before it was opened', async () => {
  const { ann, ben } = await twoCopies(async () => undefined);
  await Promise.all([ann.close(), ben.close()]);
  const stampOf = (words?: Parameters<typeof withOtherWorkbook>[2]) =>
    withOtherWorkbook({ path: ben.path, name: 'ben.demarc' }, (_, __, stamp) => stamp, words);
  const stamp = await stampOf();
  expect(stamp).not.toBeNull();
  expect(await stampOf()).toBe(stamp);
  copyFileSync(ben.path, `${ben.path}.other`);
  // Read after the file was looked at, and before it is opened.
  const words = {
    again: 'merge again',
    get remedy() {
      renameSync(`${ben.path}.other`, ben.path);
      return 'Nothing was merged.';
    },
  };
  expect(await stampOf(words)).toBeNull();
});
