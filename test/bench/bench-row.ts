/** One line of the bench: what is measured, against what, and whether that is good enough. */
export interface BenchRow {
  readonly id: string;
  readonly ours: number;
  /** Null when the reference could not be run here. */
  readonly reference: number | null;
  /** `ours / reference`: smaller is better. */
  readonly ratio: number | null;
  /** The largest ratio that is good enough. */
  readonly goal: number;
  /** Null when there is nothing to compare with. */
  readonly met: boolean | null;
  readonly unit: string;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

export function benchRow(
  id: string,
  ours: number,
  reference: number | null,
  goal: number,
  unit: string,
): BenchRow {
  const ratio = reference === null ? null : ours / reference;
  return {
    id,
    ours: rounded(ours),
    reference: reference === null ? null : rounded(reference),
    ratio: ratio === null ? null : rounded(ratio),
    goal,
    met: ratio === null ? null : ratio <= goal,
    unit,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
