import type { Matrix } from '../contract/matrix.ts';

/** A matrix on its way between threads: millions of small arrays would take longer to hand over than to make. */
export interface PackedMatrix extends Omit<Matrix, 'cells'> {
  /** Every way of owning that there is. */
  readonly ownerships: readonly string[];
  /** Four numbers for each cell, of which the third is the place of its ownership in that list. */
  readonly numbers: Int32Array;
}

export function packMatrix({ cells, ...rest }: Matrix): PackedMatrix {
  const places = new Map<string, number>();
  const numbers = new Int32Array(cells.length * 4);
  for (const [at, [subject, row, ownership, flags]] of cells.entries()) {
    const place = places.get(ownership) ?? places.size;
    places.set(ownership, place);
    numbers.set([subject, row, place, flags], at * 4);
  }
  return { ...rest, ownerships: [...places.keys()], numbers };
}

export function unpackMatrix({ ownerships, numbers, ...rest }: PackedMatrix): Matrix {
  const cells: Matrix['cells'][number][] = [];
  for (let at = 0; at < numbers.length; at += 4)
    cells.push([
      numbers[at] ?? 0,
      numbers[at + 1] ?? 0,
      ownerships[numbers[at + 2] ?? 0] ?? '',
      numbers[at + 3] ?? 0,
    ]);
  return { ...rest, cells };
}
