/** One line of the bench: what is measured, against what, and whether that is good enough. */
export interface BenchRow {
  readonly id: string;
  readonly ours: number;
  readonly reference: number;
  /** `ours / reference`: smaller is better. */
  readonly ratio: number;
  /** The largest ratio that is good enough. */
  readonly goal: number;
  readonly met: boolean;
  readonly unit: string;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

export function benchRow(id: string, ours: number, reference: number, goal: number, unit: string): BenchRow {
  const ratio = ours / reference;
  return {
    id,
    ours: rounded(ours),
    reference: rounded(reference),
    ratio: rounded(ratio),
    goal,
    met: ratio <= goal,
    unit,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
