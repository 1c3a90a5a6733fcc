import type { RegisterRow } from '../../contract/assignments.ts';
import {
  type Grouping,
  PLACE_KINDS,
  type PlaceKind,
  type RegisterColumn,
  type RegisterSort,
} from '../../contract/register.ts';
import { ownershipWords } from '../duties/ownership.ts';
import { parkedWords } from '../duties/parking.ts';
import { isOwned } from '../duties/status.ts';
import { type Grouped, grouped } from '../grouped.ts';
import type { ServicePlaces } from '../services/service-places.ts';
import { personsOf, type RegisterNames, STATUS_LABELS } from './cell-words.ts';

const STATUS_RANK = Object.keys(STATUS_LABELS);
const REVIEW_RANK = ['draft', 'submitted', 'returned', 'accepted'];

function sortKey(row: RegisterRow, column: RegisterColumn, names: RegisterNames): string | number {
  switch (column) {
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
      return isOwned(row) ? STATUS_RANK.indexOf(row.status) : STATUS_RANK.length;
    case 'review':
      return REVIEW_RANK.indexOf(row.review);
    case 'due':
      return row.dueOn ?? '';
    case 'evidence':
      return row.evidence.length;
    case 'waits':
      return row.parked ? parkedWords(row.waits, names.people) : '';
    case 'note':
      return row.note ?? '';
  }
}

/**
 * Rows in the order of one column; equal rows keep the register's own order, empty texts come last either way. Texts are
 * compared once each, not once per row: a register of 20,000 rows has a few hundred different names.
 */
export function sortRows(
  rows: readonly RegisterRow[],
  { column, descending }: RegisterSort,
  names: RegisterNames,
): readonly RegisterRow[] {
  const keys = rows.map((row) => sortKey(row, column, names));
  const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });
  const texts = [...new Set(keys.filter((key) => typeof key === 'string'))].sort(collator.compare);
  const ranks = new Map<string, number>();
  let rank = 0;
  for (const [at, text] of texts.entries()) {
    // Names that differ by case alone are equal, as far as an order goes.
    if (at > 0 && collator.compare(texts[at - 1] ?? '', text) !== 0) rank += 1;
    ranks.set(text, rank);
  }
  const turn = descending ? -1 : 1;
  const weigh = (key: string | number): number =>
    key === '' ? Number.POSITIVE_INFINITY : turn * (typeof key === 'number' ? key : (ranks.get(key) ?? 0));
  const weights = keys.map(weigh);
  return rows
    .map((_, at) => at)
    .sort((a, b) => compare(weights[a] ?? 0, weights[b] ?? 0))
    .flatMap((at) => rows[at] ?? []);
}
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

function groupLabel(row: RegisterRow, group: Exclude<Grouping, PlaceKind>, names: RegisterNames): string {
  switch (group) {
    case 'service':
      return row.subjectLabel;
    case 'domain':
      return row.domainName;
    case 'persons':
      return personsOf(row, names.people) || 'Nobody named';
    case 'status':
      if (row.ownership.kind === 'unanswered') return 'Unanswered';
      return isOwned(row) ? STATUS_LABELS[row.status] : 'Not applicable';
  }
}

const isPlaceKind = (group: Grouping): group is PlaceKind => PLACE_KINDS.some((kind) => kind === group);

/**
 * Rows brought together by group, rows within in the order given: groups by place in the order of their names, others in the order in
 * which their first rows come.
 */
export function groupsOf(
  rows: readonly RegisterRow[],
  group: Grouping,
  names: RegisterNames,
  places: ServicePlaces,
): Grouped<RegisterRow> {
  if (isPlaceKind(group)) return places.grouped(rows, group, ({ subject }) => [subject]);
  return grouped(rows, (row) => {
    const label = groupLabel(row, group, names);
    // Two services may bear one label: they are told apart by their refs.
    return { key: group === 'service' ? row.subject : label, label };
  });
}
