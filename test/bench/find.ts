import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import { type BenchRow, benchRow } from './bench-row.ts';
import { benchCore, seedWorkbook } from './seed-workbook.ts';

/** Words as one types them, from those that every row has to those that none has. */
const QUERIES = [
  're',
  'res',
  'restore',
  'restores the backups',
  'keeps a record',
  '"every week"',
  'encrypts certificates svc-00042',
  'patch',
  'guest operating',
  'svc-004',
  'agreed room monitors alarms',
  'ada lovelace',
  'AC-2',
  'house rule 3',
  'zoë',
  'nothing of the kind',
];
const ROUNDS = 8;

/**
 * One search over 20,000 duties and everything else, from `dispatch` to its reply, against the same texts in a bare full-text
 * table of which the same match is asked, ranked.
 */
export async function benchFind(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-'));
  try {
    const path = join(folder, 'seeded.demarc');
    await seedWorkbook(folder, path, 500);
    const core = benchCore(folder);
    const { id } = await core.openPath(path);
    const ask = async (name: string, input: unknown) => {
      const reply = await core.dispatch({ name, input, workbook: id }, 'bench');
      if (!reply.ok) throw new Error(reply.error.message);
      return reply.value;
    };
    const { rows } = (await ask('assignments.register', { limit: 100_000 })) as {
      rows: readonly RegisterRow[];
    };
    const bare = bareSearch(rows);
    await ask('find.everything', { text: 'warm', limit: 6 });
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      for (const text of QUERIES) {
        let start = performance.now();
        await ask('find.everything', { text, limit: 6 });
        ours.push(performance.now() - start);
        start = performance.now();
        bare.find(text);
        theirs.push(performance.now() - start);
      }
    bare.close();
    await core.close();
    return [benchRow(`search of ${rows.length} duties, p95`, p95(ours), p95(theirs), 1, 'ms')];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const p95 = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;

function bareSearch(rows: readonly RegisterRow[]) {
  const db = new Database(':memory:');
  db.exec(
    `CREATE VIRTUAL TABLE bare USING fts5 (title, text, content = '', prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2')`,
  );
  const insert = db.prepare('INSERT INTO bare (rowid, title, text) VALUES (?, ?, ?)');
  db.transaction(() => {
    for (const [at, row] of rows.entries())
      insert.run(
        at + 1,
        row.responsibilityName,
        [
          row.ref,
          row.subjectLabel,
          row.serviceName,
          row.note,
          row.deviationReason,
          ...row.shares.map((share) => share.text),
        ]
          .filter(Boolean)
          .join('\n'),
      );
  })();
  const match = db.prepare('SELECT rowid FROM bare WHERE bare MATCH ? ORDER BY rank');
  return {
    find: (text: string) =>
      match.all(
        [...text.matchAll(/"[^"]*"|[^\s"]+/g)]
          .map(([word]) => `"${(word.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')}"*`)
          .join(' AND '),
      ),
    close: () => db.close(),
  };
}
