import type { Matrix } from '../../contract/matrix.ts';
import { isThere, type Where } from '../services/service-places.ts';
import type { MatrixColumn } from './matrix.ts';

/** What a column of the matrix says of where its service runs, and of what kind it is. */
type Placed = Pick<MatrixColumn, 'environments' | 'accounts' | 'regions' | 'tags'>;

/** Whether a service is where, and what, is asked for; what is no service is nowhere. */
export const isPlacedBy = (
  service: Placed | undefined,
  { tag, ...where }: Where & { readonly tag?: string | undefined },
): boolean =>
  isThere(
    service && {
      environments: service.environments ?? [],
      accounts: service.accounts ?? [],
      regions: service.regions ?? [],
    },
    where,
  ) &&
  (tag === undefined || service?.tags?.includes(tag) === true);

/**
 * The matrix of some subjects alone, in the order in which they are named, and of one domain where one is. Duties that none of them is asked
 * have no row any more.
 */
export function narrowMatrix(matrix: Matrix, refs: readonly string[], domain?: string): Matrix {
  const place = new Map(refs.map((ref, index) => [ref, index]));
  const bySubject = new Map(matrix.subjects.map((subject) => [subject.ref, subject]));
  const isAsked = (row: number) => domain === undefined || matrix.responsibilities[row]?.domain === domain;
  const kept = matrix.cells.flatMap((cell): Matrix['cells'] => {
    const [subject, row, ownership, flags] = cell;
    const to = place.get(matrix.subjects[subject]?.ref ?? '');
    return to === undefined || !isAsked(row) ? [] : [[to, row, ownership, flags]];
  });
  const used = new Set(kept.map(([, row]) => row));
  const rows = new Map([...used].sort((a, b) => a - b).map((row, index) => [row, index]));
  return {
    ...matrix,
    subjects: refs.flatMap((ref) => bySubject.get(ref) ?? []),
    responsibilities: matrix.responsibilities.filter((_, row) => used.has(row)),
    cells: kept
      .map(([subject, row, ...rest]): Matrix['cells'][number] => [subject, rows.get(row) ?? 0, ...rest])
      .sort(([a, x], [b, y]) => a - b || x - y),
  };
}
