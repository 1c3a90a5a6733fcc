import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchRow, benchRow, median } from './bench-row.ts';
import { benchCore, DUTIES_PER_SERVICE, seedWorkbook } from './seed-workbook.ts';

const RUNS = 3;
const SERVICES = 500;
const DUTIES = SERVICES * DUTIES_PER_SERVICE;
/** So many duties say something else of the same thing on both sides. */
const CONFLICTS = 100;
const SECONDS = 5;

/**
 * A colleague's copy comes back: of 20,000 duties each side gave every one another value, mine a day and theirs how far it is, and both
 * gave some of them another day. From the file to the durable commit, the preview before it included.
 */
export async function benchMerge(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-merge-'));
  try {
    const [base, mine, theirs] = ['base', 'mine', 'theirs'].map((name) => join(folder, `${name}.demarc`)) as [
      string,
      string,
      string,
    ];
    await seedWorkbook(folder, base, SERVICES);
    copyFileSync(base, mine);
    copyFileSync(base, theirs);
    const all = await changeAll(folder, mine, { dueOn: '2027-03-01' });
    await changeAll(folder, theirs, { status: 'risk-accepted' });
    await changeAll(folder, theirs, { dueOn: '2027-04-01' }, all.slice(0, CONFLICTS));
    const child = fileURLToPath(new URL('./merge-child.ts', import.meta.url));
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const target = join(folder, `mine-${run}.demarc`);
      copyFileSync(mine, target);
      const told = JSON.parse(
        execFileSync(process.execPath, [child, folder, target, theirs], { encoding: 'utf8' }),
      ) as Record<string, number>;
      if (told.conflicts !== CONFLICTS || told.resolved !== CONFLICTS || (told.changes ?? 0) < DUTIES)
        throw new Error(`The merge took ${told.changes} changes and ${told.conflicts} conflicts.`);
      times.push(told.seconds ?? Number.NaN);
    }
    return [benchRow('merge-20000-each-side', median(times), SECONDS, 1, 's')];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Gives every duty, or those that are named, another value, as somebody does in bulk; the refs of all. */
async function changeAll(
  folder: string,
  path: string,
  set: Readonly<Record<string, string>>,
  only?: readonly string[],
): Promise<readonly string[]> {
  const core = benchCore(folder);
  try {
    const { id } = await core.openPath(path);
    const call = async <T>(name: string, input: unknown): Promise<T> => {
      const reply = await core.dispatch({ name, input, workbook: id }, 'bench');
      if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
      return reply.value as T;
    };
    const { rows } = await call<{ rows: readonly { readonly ref: string }[] }>('assignments.register', {
      filter: {},
      limit: DUTIES * 2,
    });
    const refs = only ?? rows.map(({ ref }) => ref).filter((ref) => ref.startsWith('svc-'));
    await call('assignments.bulk', { refs, set });
    return refs;
  } finally {
    await core.close();
  }
}
