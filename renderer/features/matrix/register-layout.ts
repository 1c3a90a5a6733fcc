import type { Grouping, RegisterColumn } from '../../../main/contract/register.ts';
import {
  type ChosenColumn as Chosen,
  columnsThatFit,
} from '../../components/columns-dialog/chosen-columns.ts';

export type ChosenColumn = Chosen<RegisterColumn>;
interface Sized {
  readonly id: RegisterColumn;
  readonly width: number;
}

/** As the columns come: what a reader wants first comes first, and what there is no room for is left out. */
const BY_NEED: readonly RegisterColumn[] = [
  'service',
  'responsibility',
  'owner',
  'persons',
  'status',
  'note',
  'due',
  'evidence',
  'domain',
  'review',
  'waits',
  'ref',
];
/** The rows below a group's head would all say the same in this column. */
const SAID_BY: Readonly<Partial<Record<Grouping, RegisterColumn>>> = {
  service: 'service',
  domain: 'domain',
  persons: 'persons',
  status: 'status',
};

/** What fits into the room, in the order in which the columns stand. */
const thatFit = (all: readonly Sized[], room: number, grouping?: Grouping): readonly ChosenColumn[] =>
  columnsThatFit(
    all,
    BY_NEED.filter((id) => grouping === undefined || SAID_BY[grouping] !== id),
    room,
  );

/** The columns that are shown: those chosen, else those that fit; never the one that the group's head says already. */
export function shownColumns(
  all: readonly Sized[],
  chosen: readonly ChosenColumn[] | null,
  room: number,
  grouping?: Grouping,
): readonly ChosenColumn[] {
  if (chosen === null) return thatFit(all, room, grouping);
  const shown = chosen.filter(({ id }) => grouping === undefined || SAID_BY[grouping] !== id);
  return shown.length === 0 ? thatFit(all, room, grouping) : shown;
}
