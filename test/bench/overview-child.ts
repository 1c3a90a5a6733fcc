import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { buildReport } from '../../main/assessment/report.ts';
import { ownerKeyOf } from '../../main/domain/duties/owner-class.ts';
import { kindsById } from '../../main/domain/duties/ownership.ts';
import { statusOf } from '../../main/domain/duties/status.ts';
import { controlFacts } from '../../main/domain/report/control-facts.ts';
import { overviewDocument } from '../../main/domain/report/overview.ts';
import type { Report } from '../../main/domain/report/report.ts';
import { writeDocumentDocx } from '../../main/exporters/documents/docx.ts';
import { withSnapshot } from '../../main/jobs/snapshot.ts';

/**
 * Of a workbook: the facts of every control of every framework, by us and by SQLite from the same rows in its memory, in turns; and the
 * Word document that tells them, whose blocks are left in `blocks.json` for another writer. Prints `{"facts", "bySqlite", "docx", "rows"}`.
 */
const [workbook = '', folder = ''] = process.argv.slice(2);
const RUNS = 5;
const timed = async (times: number[], run: () => unknown) => {
  const start = performance.now();
  await run();
  times.push((performance.now() - start) / 1000);
};

type Counts = ReadonlyMap<string, number>;
/** `framework control owner`: how many rows, as we count them. */
function ourCounts(report: Report, rows: readonly ReturnType<typeof plainRow>[]): Counts {
  const facts = controlFacts(
    rows.map(({ row }) => row),
    kindsById(report.parties),
  );
  const counts = new Map<string, number>();
  for (const { id, controls } of report.frameworks)
    for (const control of controls)
      for (const { key, count } of facts(control.responsibilities).owners)
        counts.set(`${id} ${control.id} ${key}`, count);
  return counts;
}
const plainRow = (row: ReturnType<Report['rows']> extends Iterable<infer R> ? R : never, report: Report) => {
  const kinds = kindsById(report.parties);
  return { row, owner: ownerKeyOf(row.ownership, kinds), status: statusOf(row, kinds) };
};

function inSqlite(report: Report, rows: readonly ReturnType<typeof plainRow>[]) {
  const db = new Database(':memory:');
  db.exec(
    'CREATE TABLE duty (responsibility TEXT, owner TEXT, status TEXT); CREATE TABLE control (id TEXT, responsibility TEXT);',
  );
  const duty = db.prepare('INSERT INTO duty VALUES (?, ?, ?)');
  const control = db.prepare('INSERT INTO control VALUES (?, ?)');
  db.transaction(() => {
    for (const { row, owner, status } of rows) duty.run(row.responsibility, owner, status);
    for (const { id, controls } of report.frameworks)
      for (const each of controls)
        for (const responsibility of new Set(each.responsibilities))
          control.run(`${id} ${each.id}`, responsibility);
  })();
  db.exec('CREATE INDEX by_duty ON duty (responsibility, owner, status); ANALYZE;');
  const owners = db.prepare(
    "SELECT control.id || ' ' || owner AS place, count(*) AS count FROM control JOIN duty USING (responsibility) GROUP BY control.id, owner",
  );
  const statuses = db.prepare(
    'SELECT control.id, status, count(*) FROM control JOIN duty USING (responsibility) WHERE status IS NOT NULL GROUP BY control.id, status',
  );
  return (): Counts => {
    statuses.all();
    return new Map(
      (owners.all() as { place: string; count: number }[]).map(({ place, count }) => [place, count]),
    );
  };
}

await withSnapshot(workbook, async (db, catalogue) => {
  const whole = buildReport(db, catalogue, { asOf: '2026-11-25', appVersion: 'bench' });
  const rows = [...whole.rows()].map((row) => plainRow(row, whole));
  const kept = rows.map(({ row }) => row);
  // Documents speak of the frameworks that were chosen: here of the longest.
  const report: Report = {
    ...whole,
    frameworks: whole.frameworks.map((each) => ({ ...each, chosen: each.id === 'nist-800-53-r5' })),
    rows: () => kept,
  };
  const ask = inSqlite(report, rows);
  const [facts, bySqlite, docx]: [number[], number[], number[]] = [[], [], []];
  for (let run = 0; run < RUNS; run += 1) {
    let ours: Counts = new Map();
    let theirs: Counts = new Map();
    await timed(facts, () => {
      ours = ourCounts(report, rows);
    });
    await timed(bySqlite, () => {
      theirs = ask();
    });
    if (ours.size !== theirs.size || [...ours].some(([place, count]) => theirs.get(place) !== count))
      throw new Error('SQLite counts something else.');
  }
  const path = join(folder, 'ours.docx');
  const document = overviewDocument(report);
  for (let run = 0; run < 3; run += 1) {
    rmSync(path, { force: true });
    await timed(docx, () => writeDocumentDocx(document, path, { modified: '2026-11-25T00:00:00.000Z' }));
  }
  writeFileSync(join(folder, 'blocks.json'), JSON.stringify(document.blocks));
  console.log(JSON.stringify({ facts, bySqlite, docx, rows: rows.length }));
});
