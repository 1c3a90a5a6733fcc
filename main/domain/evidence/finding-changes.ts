import type { FindingChange, FindingsAdded } from '../../contract/findings.ts';
import type { CurrentResult, CurrentResults } from './current-results.ts';

type Counts = Pick<FindingsAdded, 'fresh' | 'changed' | 'unchanged' | 'gone' | 'older'>;
export type ResultChange = Pick<FindingChange, 'id' | 'before' | 'after'>;

/**
 * What an import changed: counts, and the first `limit` of the new, changed and gone findings, those that now fail first.
 * `after` is gone through once, so that a large scan need not be in memory; `entered` is how many the import says are not over,
 * `imported` the numbers of its evidence.
 */
export function compareResults(
  before: CurrentResults,
  after: Iterable<readonly [id: string, is: Pick<CurrentResult, 'result' | 'evidence'>]>,
  entered: number,
  imported: ReadonlySet<number>,
  limit: number,
): Counts & { readonly changes: readonly ResultChange[] } {
  const counts = { fresh: 0, changed: 0, unchanged: 0, gone: 0, older: 0 };
  const failing: ResultChange[] = [];
  const others: ResultChange[] = [];
  const note = (change: ResultChange) => {
    const list = change.after === 'fail' ? failing : others;
    if (list.length < limit) list.push(change);
  };
  const over = new Set(before.keys());
  for (const [id, is] of after) {
    over.delete(id);
    if (!imported.has(is.evidence)) continue;
    const was = before.get(id);
    if (was?.result === is.result) counts.unchanged += 1;
    else {
      counts[was ? 'changed' : 'fresh'] += 1;
      note({ id, before: was?.result ?? null, after: is.result });
    }
  }
  counts.older = entered - counts.unchanged - counts.changed - counts.fresh;
  for (const id of over) {
    counts.gone += 1;
    note({ id, before: before.get(id)?.result ?? null, after: null });
  }
  return { ...counts, changes: [...failing, ...others].slice(0, limit) };
}
