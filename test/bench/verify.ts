import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runVerify } from '../../main/jobs/verify-task.ts';
import { appendChange, readHead, takeTouchedRows } from '../../main/workbook/change-log.ts';
import { connect } from '../../main/workbook/connection.ts';
import { openWorkbook } from '../../main/workbook/open.ts';
import { stateDigest } from '../../main/workbook/state/keep.ts';
import { type BenchRow, benchRow, median } from './bench-row.ts';
import { seedWorkbook } from './seed-workbook.ts';

const NOW = '2026-11-25T10:00:00.000Z';
const ENTRIES = 100_000;
const GOAL_MS = 5000;
const ROUNDS = 3;

/** Verifying 20,000 answers with 100,000 entries of log, against SQLite's own check and against a hash of the same file. */
export async function benchVerify(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-'));
  try {
    const path = join(folder, 'seeded.demarc');
    await seedWorkbook(folder, path, 500);
    addEntries(folder, path);
    const controls = { signal: new AbortController().signal, progress: () => undefined };
    const timed = async (run: () => unknown): Promise<number> => {
      const start = performance.now();
      await run();
      return performance.now() - start;
    };
    const times = {
      ours: [] as number[],
      pages: [] as number[],
      hash: [] as number[],
      state: [] as number[],
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      times.ours.push(
        await timed(async () => {
          const report = await runVerify({ kind: 'verify', workbook: path }, controls);
          if (!report.ok || report.changes < ENTRIES) throw new Error(report.problems.join(' '));
        }),
      );
      const db = connect(path, { readonly: true });
      times.pages.push(await timed(() => db.raw.pragma('integrity_check')));
      times.state.push(await timed(() => stateDigest(db)));
      db.close();
      times.hash.push(await timed(() => spawnSync('sha256sum', [path])));
    }
    const ours = median(times.ours);
    return [
      benchRow('verify 100,000 entries', ours, GOAL_MS, 1, 'ms'),
      benchRow('verify / integrity_check', ours, median(times.pages), 30, 'ms'),
      benchRow('verify / sha256sum', ours, median(times.hash), 40, 'ms'),
      benchRow(
        'state before an export / integrity_check',
        median(times.state),
        median(times.pages),
        10,
        'ms',
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A note for one answer after the other, each as a change of its own, until the log is as long as wanted. */
function addEntries(folder: string, path: string): void {
  const open = openWorkbook(path, { who: 'Bench', backups: join(folder, 'data', 'backups'), now: NOW });
  const { connection } = open;
  const places = connection.all<{ subject: string; responsibility: string }>(
    'SELECT subject, responsibility FROM assignment ORDER BY subject, responsibility',
  );
  connection.write((db) => {
    for (let head = readHead(db); head.rev < ENTRIES; ) {
      const { subject, responsibility } = places[head.rev % places.length] ?? {
        subject: '',
        responsibility: '',
      };
      db.run(
        'UPDATE assignment SET note = ?, rev = ? WHERE subject = ? AND responsibility = ?',
        `Looked at in round ${head.rev}; nothing was found that would have to be changed.`,
        head.rev + 1,
        subject,
        responsibility,
      );
      const summary = `Changed ${subject}/${responsibility}: note`;
      const facts = { at: NOW, who: 'Bench', origin: 'bench', method: 'assignments.update', summary };
      head = appendChange(db, head, facts, takeTouchedRows(connection));
    }
  });
  open.close();
}
