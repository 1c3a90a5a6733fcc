import type { FormRowLeft } from '../../contract/forms.ts';
import { fewNames } from '../words/few-names.ts';

/** Rows of a form that were left, whole or in part, for one reason. */
export interface LeftReason {
  readonly partly: boolean;
  readonly why: string;
  readonly rows: number;
  /** The first few of them, as the form calls them. */
  readonly names: string;
}

/** Why rows were left, each reason once, the most frequent first. */
export function leftReasons(left: readonly FormRowLeft[]): readonly LeftReason[] {
  const reasons = new Map<string, FormRowLeft[]>();
  for (const row of left) {
    const key = JSON.stringify([row.partly, row.why]);
    const rows = reasons.get(key);
    if (rows) rows.push(row);
    else reasons.set(key, [row]);
  }
  return [...reasons.values()]
    .sort((a, b) => b.length - a.length)
    .flatMap((rows) =>
      rows.slice(0, 1).map(({ partly, why }) => ({
        partly,
        why,
        rows: rows.length,
        names: fewNames([...new Set(rows.map(({ id }) => id))]),
      })),
    );
}
