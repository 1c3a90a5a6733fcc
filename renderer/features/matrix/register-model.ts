import type { RegisterRow } from '../../../main/contract/assignments.ts';
import { ownershipWords } from '../../../main/domain/ownership.ts';
import type { Sort } from '../../components/data-table/columns.ts';

/** Names by which rows are sorted as they are read. */
export interface RegisterSort {
  readonly parties: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
}

/** Pages that a range of rows lies on, with the one after it: reading ahead in the direction one scrolls most. */
export function pagesFor([first, last]: readonly [number, number], size: number): readonly number[] {
  const from = Math.max(0, Math.floor(first / size));
  const to = Math.max(from, Math.floor((last + size / 4) / size));
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Persons named in a row, in the order of its shares. */
export function personsOf(row: Pick<RegisterRow, 'shares'>, people: ReadonlyMap<string, string>): string {
  const names = row.shares.flatMap((share) =>
    share.person === null ? [] : [people.get(share.person) ?? share.person],
  );
  return [...new Set(names)].join(', ');
}

const STATUS_RANK = ['not-started', 'in-progress', 'implemented', 'risk-accepted'];

function sortKey(row: RegisterRow, by: string, names: RegisterSort): string | number {
  switch (by) {
    case 'ref':
      return row.ref;
    case 'service':
      return row.subjectLabel;
    case 'domain':
      return row.domainName;
    case 'responsibility':
      return row.responsibilityName;
    case 'owner':
      return ownershipWords(row.ownership, names.parties);
    case 'persons':
      return personsOf(row, names.people);
    case 'status':
      return STATUS_RANK.indexOf(row.status);
    case 'evidence':
      return row.evidence.length;
    case 'note':
      return row.note ?? '';
    default:
      return '';
  }
}

/** Rows in the order of one column; equal rows keep the register's own order, empty texts come last either way. */
export function sortRows(
  rows: readonly RegisterRow[],
  sort: Sort,
  names: RegisterSort,
): readonly RegisterRow[] {
  const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });
  const turn = sort.direction === 'descending' ? -1 : 1;
  return rows
    .map((row) => ({ row, key: sortKey(row, sort.by, names) }))
    .sort((a, b) => {
      if (typeof a.key === 'number' && typeof b.key === 'number') return turn * (a.key - b.key);
      if (a.key === '' || b.key === '') return Number(a.key === '') - Number(b.key === '');
      return turn * collator.compare(String(a.key), String(b.key));
    })
    .map(({ row }) => row);
}
