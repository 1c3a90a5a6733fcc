import type { RegisterRow } from '../../contract/assignments.ts';
import type { PartyKind } from '../../contract/parties.ts';

/** The rows of one subject as a document for readers lists them: where somebody has work first, then what needs no more than a line. */
export interface SubjectLists {
  /** Where the customer's side has a part, a decision was made or anything was remarked. */
  readonly worked: readonly RegisterRow[];
  /** Wholly a provider's, with nothing else to say. */
  readonly provided: readonly RegisterRow[];
  /** Nobody has said anything yet. */
  readonly open: readonly RegisterRow[];
}
type ListName = keyof SubjectLists;
/** In the order of the document. */
const LIST_NAMES: readonly ListName[] = ['worked', 'provided', 'open'];

const isRemarked = (row: RegisterRow): boolean =>
  row.note !== null ||
  row.reviewText !== null ||
  row.deviates ||
  row.deviationReason !== null ||
  row.misconception === true ||
  row.parked ||
  row.dueOn !== null ||
  row.confirmLater;

/** The list in which a row stands: the short ones only take what they can show whole. */
export function listOf(row: RegisterRow, kinds: ReadonlyMap<string, PartyKind>): ListName {
  if (isRemarked(row)) return 'worked';
  if (row.ownership.kind === 'unanswered')
    return row.evidence.length === 0 && row.review === 'draft' && row.answeredBy === null ? 'open' : 'worked';
  const [only, ...more] = row.shares;
  return only !== undefined &&
    more.length === 0 &&
    only.person === null &&
    kinds.get(only.party) === 'provider'
    ? 'provided'
    : 'worked';
}

/** Gathers the rows of each subject into its lists, in register order within each. Holds one subject at a time in memory. */
export function* subjectLists(
  rows: Iterable<RegisterRow>,
  kinds: ReadonlyMap<string, PartyKind>,
): Generator<SubjectLists> {
  let lists: Record<ListName, RegisterRow[]> | null = null;
  let subject: string | null = null;
  for (const row of rows) {
    if (lists === null || row.subject !== subject) {
      if (lists !== null) yield lists;
      lists = { worked: [], provided: [], open: [] };
      subject = row.subject;
    }
    lists[listOf(row, kinds)].push(row);
  }
  if (lists !== null) yield lists;
}

/** The rows of a register in the order of such a document. */
export function* rowsInLists(
  rows: Iterable<RegisterRow>,
  kinds: ReadonlyMap<string, PartyKind>,
): Generator<RegisterRow> {
  for (const lists of subjectLists(rows, kinds)) for (const name of LIST_NAMES) yield* lists[name];
}
