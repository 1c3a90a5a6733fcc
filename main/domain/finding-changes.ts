import type { FindingChange, FindingResult, FindingsAdded } from '../contract/findings.ts';

/** What counts of one finding, and the number of the evidence that it is from. */
export interface CurrentResult {
  readonly result: FindingResult;
  readonly evidence: number;
}
export type CurrentResults = ReadonlyMap<string, CurrentResult>;
type Counts = Pick<FindingsAdded, 'fresh' | 'changed' | 'unchanged' | 'gone' | 'older'>;
export type ResultChange = Pick<FindingChange, 'id' | 'before' | 'after'>;

/**
 * What an import changed: counts, and the first `limit` of the new, changed and gone findings, those that now fail first.
 * `entered` are the ids of the import, `imported` the numbers of its evidence.
 */
export function compareResults(
  before: CurrentResults,
  after: CurrentResults,
  entered: ReadonlySet<string>,
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
  for (const id of entered) {
    const is = after.get(id);
    const was = before.get(id);
    if (!is || !imported.has(is.evidence)) counts.older += 1;
    else if (was?.result === is.result) counts.unchanged += 1;
    else {
      counts[was ? 'changed' : 'fresh'] += 1;
      note({ id, before: was?.result ?? null, after: is.result });
    }
  }
  for (const [id, was] of before)
    if (!after.has(id)) {
      counts.gone += 1;
      note({ id, before: was.result, after: null });
    }
  return { ...counts, changes: [...failing, ...others].slice(0, limit) };
}
