import type { Served } from '../support/cli.ts';
import type { BenchRow } from './bench-row.ts';

/** By the nearest rank: the smallest value that this share of them does not go beyond. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
};
/** A figure against a fixed limit rather than against another program. */
const limit = (id: string, ours: number, goal: number, unit = 'ms'): BenchRow => ({
  id,
  ours,
  reference: goal,
  ratio: ours / goal,
  goal: 1,
  met: ours <= goal,
  unit,
});

export async function ask(served: Served, name: string, input: unknown, workbook?: string): Promise<unknown> {
  const response = await fetch(new URL(`/rpc/${name}`, served.address), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-demarc-token': served.token,
      'x-demarc-origin': 'bench',
    },
    body: JSON.stringify({ input, ...(workbook === undefined ? {} : { workbook }) }),
  });
  const reply = (await response.json()) as { ok: boolean; value?: unknown; error?: { message: string } };
  if (!reply.ok) throw new Error(`${name}: ${reply.error?.message}`);
  return reply.value;
}

/** Filters, orders and searches of the register, as the program answers them. */
export async function questions(served: Served, workbook: string): Promise<BenchRow[]> {
  const inputs: Readonly<Record<string, readonly unknown[]>> = {
    'filter-p95': [
      { status: 'implemented' },
      { party: 'aws' },
      { domain: 'network' },
      { person: 'ada-lovelace' },
    ].map((filter) => ({ filter })),
    'sort-p95': ['responsibility', 'owner', 'service'].map((column) => ({
      filter: {},
      sort: { column, descending: true },
    })),
    'search-p95': ['quarter', 'restores backups', 'svc-00042', 'certificates "alarm'].map((text) => ({
      filter: { text },
    })),
  };
  const rows: BenchRow[] = [];
  for (const [id, all] of Object.entries(inputs)) {
    const times: number[] = [];
    for (let round = 0; round < 40; round += 1) {
      const start = performance.now();
      await ask(served, 'assignments.register', all[round % all.length], workbook);
      if (round >= all.length) times.push(performance.now() - start);
    }
    rows.push(limit(id, percentile(times, 0.95), 100));
  }
  return rows;
}

/** Many rows changed at once, and that taken back. */
export async function bulk(served: Served, workbook: string): Promise<BenchRow[]> {
  const { rows } = (await ask(
    served,
    'assignments.register',
    { filter: { domain: 'network' }, limit: 1000 },
    workbook,
  )) as { rows: { ref: string }[] };
  const refs = rows.map((row) => row.ref);
  const changing: number[] = [];
  const undoing: number[] = [];
  for (const status of ['implemented', 'not-started', 'in-progress', 'implemented', 'risk-accepted']) {
    let start = performance.now();
    await ask(
      served,
      'assignments.bulk',
      { refs, set: { status, dueOn: `2027-0${1 + changing.length}-01` } },
      workbook,
    );
    changing.push(performance.now() - start);
    start = performance.now();
    await ask(served, 'workbook.undo', {}, workbook);
    undoing.push(performance.now() - start);
  }
  return [
    limit(`bulk-edit-${refs.length}`, percentile(changing, 0.5), 500),
    limit(`bulk-undo-${refs.length}`, percentile(undoing, 0.5), 500),
  ];
}
