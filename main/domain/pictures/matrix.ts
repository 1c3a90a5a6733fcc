import type { OwnerClass } from '../../contract/catalogue.ts';
import type { Matrix, MatrixChanges } from '../../contract/matrix.ts';

/** Bits of a matrix cell's flags. */
export const CELL_FLAGS = {
  parked: 1,
  note: 2,
  evidence: 4,
  misconception: 8,
  implemented: 16,
  held: 32,
} as const;

/** The bits above the flags say what the catalogue suggests: 0 for not known, else one more than the place in this list. */
const SUGGESTED: readonly OwnerClass[] = ['aws', 'customer', 'shared', 'na'];
const SUGGESTED_SHIFT = 6;
/** A suggested owner as the bits that stand beside a cell's flags. */
export const suggestedBits = (owner: OwnerClass): number => (SUGGESTED.indexOf(owner) + 1) << SUGGESTED_SHIFT;
/** What the catalogue suggests for a cell; null where its flags do not say. */
export const suggestedIn = (flags: number): OwnerClass | null =>
  SUGGESTED[(flags >> SUGGESTED_SHIFT) - 1] ?? null;

export interface MatrixCell {
  /** Ref of the assignment behind the cell: for a provider's duty the provider's own, in every column. */
  readonly ref: string;
  readonly ownership: string;
  readonly flags: number;
}

/** One place in the table: the service itself, or the column for what is answered once per workbook. */
export interface MatrixColumn {
  readonly ref: string;
  readonly label: string;
  readonly detail: string;
  readonly environments?: readonly string[];
  readonly tags?: readonly string[];
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
}

export interface MatrixTable {
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly domain: string;
    readonly domainName: string;
    readonly scope: string;
  }[];
  /** Undefined where the duty is not asked there. */
  cell(column: number, row: number): MatrixCell | undefined;
  /** The ownership of that cell alone, for whoever goes through all of them once. */
  ownership(column: number, row: number): string | undefined;
  /** Its flags alone, likewise; none where the duty is not asked there. */
  flags(column: number, row: number): number;
  /** Whether the cell shows a provider's duty that is answered once for all columns, and is no row of the column's own. */
  isEverywhere(column: number, row: number): boolean;
}

/**
 * Lays the compact matrix out as a table of responsibilities (rows) by services in use (columns) plus one column
 * for the workbook. A provider's duty, answered once, stands in every service's column unless the service asks it itself.
 */
export function matrixTable(matrix: Matrix): MatrixTable {
  const columns: MatrixColumn[] = [];
  const columnOfSubject = new Map<number, number>();
  const shared = new Set<number>();
  for (const [index, subject] of matrix.subjects.entries()) {
    if (subject.kind === 'provider') {
      shared.add(index);
      continue;
    }
    columnOfSubject.set(index, columns.length);
    columns.push({
      ref: subject.ref,
      label: subject.label,
      detail: subject.detail,
      ...(subject.environments ? { environments: subject.environments } : {}),
      ...(subject.tags ? { tags: subject.tags } : {}),
      ...(subject.accounts ? { accounts: subject.accounts } : {}),
      ...(subject.regions ? { regions: subject.regions } : {}),
    });
  }
  const domainNames = new Map(matrix.domains.map((domain) => [domain.id, domain.name]));
  const rows = matrix.responsibilities.map((row) => ({
    ...row,
    domainName: domainNames.get(row.domain) ?? row.domain,
  }));
  const own: (Entry | undefined)[] = new Array(columns.length * rows.length);
  const everywhere = new Map<number, Entry>();
  for (const entry of matrix.cells) {
    const [subject, row] = entry;
    const column = columnOfSubject.get(subject);
    if (column !== undefined) own[column * rows.length + row] = entry;
    // With several providers the first one's foundations fill the shared row; the others are walked under their own name.
    else if (shared.has(subject) && !everywhere.has(row)) everywhere.set(row, entry);
  }
  // What is answered once for the workbook, or for many services, is no service with foundations under it.
  const withoutFoundations = new Set<number>();
  for (const [index, subject] of matrix.subjects.entries())
    if (subject.kind === 'organisation' || subject.kind === 'common')
      withoutFoundations.add(columnOfSubject.get(index) ?? -1);
  const entryAt = (column: number, row: number): Entry | undefined =>
    own[column * rows.length + row] ?? (withoutFoundations.has(column) ? undefined : everywhere.get(row));
  return {
    columns,
    rows,
    cell(column, row) {
      const entry = entryAt(column, row);
      return entry && cellOf(entry, matrix.subjects[entry[0]]?.ref ?? '', rows[row]?.id ?? '');
    },
    ownership: (column, row) => entryAt(column, row)?.[2],
    flags: (column, row) => entryAt(column, row)?.[3] ?? 0,
    isEverywhere: (column, row) => {
      const entry = entryAt(column, row);
      return entry !== undefined && shared.has(entry[0]);
    },
  };
}
type Entry = Matrix['cells'][number];

/** A cell that did not change stays the same object from one table to the next, so that nobody draws it again. */
const made = new WeakMap<
  Entry,
  { readonly subject: string; readonly duty: string; readonly cell: MatrixCell }
>();
function cellOf(entry: Entry, subject: string, duty: string): MatrixCell {
  const known = made.get(entry);
  // The same entry may come to stand for another service when one before it has gone.
  if (known && known.subject === subject && known.duty === duty) return known.cell;
  const cell = { ref: `${subject}/${duty}`, ownership: entry[2], flags: entry[3] };
  made.set(entry, { subject, duty, cell });
  return cell;
}

/**
 * A matrix with cells that were changed since it was read; the very same where it says so already. Null where a cell has no place in
 * it, so that the whole has to be read. Cells that did not change stay the same objects.
 */
export function withChangedCells(matrix: Matrix, changes: MatrixChanges): Matrix | null {
  const wanted = new Map<string, MatrixChanges['cells'][number]>();
  for (const change of changes.cells) {
    const slash = change[0].indexOf('/');
    const subject = matrix.subjects.findIndex(({ ref }) => ref === change[0].slice(0, slash));
    const duty = matrix.responsibilities.findIndex(({ id }) => id === change[0].slice(slash + 1));
    wanted.set(`${subject} ${duty}`, change);
  }
  let differs = false;
  const subjects = new Set([...wanted.keys()].map((place) => Number.parseInt(place, 10)));
  const cells = matrix.cells.map((cell) => {
    const place = subjects.has(cell[0]) ? `${cell[0]} ${cell[1]}` : '';
    const change = wanted.get(place);
    if (!change) return cell;
    wanted.delete(place);
    const [, ownership, flags] = change;
    if (ownership === cell[2] && flags === cell[3]) return cell;
    differs = true;
    return [cell[0], cell[1], ownership, flags] as const;
  });
  if (wanted.size > 0) return null;
  return differs ? { ...matrix, rev: changes.rev, cells } : matrix;
}
