import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { bareWriter, type Entry } from './bare-writer.ts';
import { type BenchRow, benchRow, median } from './bench-row.ts';
import { benchCore, seedWorkbook } from './seed-workbook.ts';

/** With the hundred that warm up, each of the 1,500 duties once. */
const ROUNDS = Number(process.env.ROUNDS ?? 1400);

/**
 * One answer, from `dispatch` to its durable commit, against a bare transaction on a copy of the file that writes the same
 * rows and the same entry of the log, with `synchronous=FULL`.
 */
export async function benchAnswer(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-'));
  try {
    const path = join(folder, 'seeded.demarc');
    await seedWorkbook(folder, path, 500);
    copyFileSync(path, join(folder, 'bare.demarc'));
    const bare = bareWriter(join(folder, 'bare.demarc'));

    const core = benchCore(folder);
    const { id } = await core.openPath(path);
    const log = new Database(path, { readonly: true });
    const newest = log.prepare('SELECT * FROM change ORDER BY rev DESC LIMIT 1');
    const duties = ['guest-os-patching', 'restore-testing', 'encryption-in-transit'];
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let n = -100; n < ROUNDS; n += 1) {
      const input = {
        ref: `svc-${String(1 + ((n + 100) % 500)).padStart(5, '0')}/${duties[(n + 100) % 3]}`,
        answer: { owners: ['aws', 'organisation'] },
        duties: { organisation: `Patches it in round ${n}. Keeps a record of it.` },
      };
      // Every answer comes to a host by its event loop, where what waits for a rest is done as well.
      await setImmediate();
      let start = performance.now();
      const reply = await core.dispatch({ name: 'assignments.answer', input, workbook: id }, 'bench');
      const answered = performance.now() - start;
      if (!reply.ok) throw new Error(reply.error.message);
      const entry = newest.get() as Entry;
      start = performance.now();
      bare.write(entry);
      const written = performance.now() - start;
      if (n >= 0) {
        ours.push(answered);
        theirs.push(written);
      }
    }
    log.close();
    bare.close();
    await core.close();
    return [benchRow('answer-durable', median(ours), median(theirs), 2, 'ms')];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
