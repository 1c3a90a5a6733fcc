import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { BenchRow } from './bench-row.ts';
import { benchCore, seedWorkbook } from './seed-workbook.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 400);
const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** One answer, from `dispatch` to its durable commit, against a bare update of one row with `synchronous=FULL`. */
export async function benchAnswer(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-'));
  try {
    const path = join(folder, 'seeded.demarc');
    await seedWorkbook(folder, path, 500);
    const bare = new Database(join(folder, 'bare.db'));
    bare.pragma('journal_mode = WAL');
    bare.pragma('synchronous = FULL');
    bare.exec('CREATE TABLE answer (id INTEGER PRIMARY KEY, text TEXT)');
    const insert = bare.prepare('INSERT INTO answer VALUES (?, ?)');
    bare.transaction(() => {
      for (let n = 0; n < 20_000; n += 1)
        insert.run(n, `Text number ${n}, long enough to be one of two sentences. And another.`);
    })();
    const update = bare.prepare('UPDATE answer SET text = ? WHERE id = ?');

    const core = benchCore(folder);
    const { id } = await core.openPath(path);
    const duties = ['guest-os-patching', 'restore-testing', 'encryption-in-transit'];
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let n = -50; n < ROUNDS; n += 1) {
      const input = {
        ref: `svc-${String(1 + ((n + 50) % 500)).padStart(5, '0')}/${duties[(n + 50) % 3]}`,
        answer: { owners: ['aws', 'organisation'] },
        duties: { organisation: `Patches it in round ${n}. Keeps a record of it.` },
      };
      let start = performance.now();
      const reply = await core.dispatch({ name: 'assignments.answer', input, workbook: id }, 'bench');
      const answered = performance.now() - start;
      if (!reply.ok) throw new Error(reply.error.message);
      start = performance.now();
      update.run(`Patches it in round ${n}. Keeps a record of it.`, (n + 50) % 20_000);
      const updated = performance.now() - start;
      if (n >= 0) {
        ours.push(answered);
        theirs.push(updated);
      }
    }
    bare.close();
    await core.close();
    const ratio = median(ours) / median(theirs);
    return [
      {
        id: 'answer-durable',
        ours: median(ours),
        reference: median(theirs),
        ratio,
        goal: 3,
        met: ratio <= 3,
        unit: 'ms',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
