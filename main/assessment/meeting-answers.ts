import type { Ownership, Status, Waits } from '../contract/assignments.ts';
import { ownershipOf } from '../domain/duties/ownership.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { entriesBackTo } from '../workbook/log-window.ts';
import type { RowChange } from '../workbook/state/rows.ts';

type Values = NonNullable<RowChange['before']>;
/** A record and its shares by party, as the columns have them. */
interface Rows {
  record: Values | null;
  readonly shares: Map<string, Values>;
}

/** What minutes say of an answer, as it stood at one moment. */
export interface AnswerThen {
  readonly ownership: Ownership;
  readonly notApplicable: string | null;
  readonly persons: readonly { readonly party: string; readonly person: string }[];
  readonly status: Status;
  readonly dueOn: string | null;
  readonly note: string | null;
  readonly parked: boolean;
  readonly waits: Waits;
  readonly confirmLater: boolean;
}
/** An assignment that a meeting touched. */
export interface TouchedAnswer {
  readonly ref: string;
  readonly before: AnswerThen;
  readonly after: AnswerThen;
}
/** When a meeting was, as ISO instants, both ends included. */
export interface Span {
  readonly meeting: number;
  readonly from: string;
  readonly to: string;
}
/** What the log says of names that the workbook no longer has: table -> key -> name. */
export type GoneNames = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** By these, answers come from other copies of the workbook: the room gave none of them. */
const FROM_ELSEWHERE = /^merge\./;
const NAMED: Readonly<Record<string, { readonly key: string; readonly name: string }>> = {
  person: { key: 'id', name: 'name' },
  party: { key: 'id', name: 'name' },
  service_in_use: { key: 'ref', name: 'label' },
};

/**
 * What each span of time did to the answers, each as the span left it, whatever came later. The log is walked back once, from its
 * end to the first span; a record is read from the workbook when the walk first comes by it.
 */
export function answersIn(
  db: ReadDb,
  spans: readonly Span[],
): { readonly touched: ReadonlyMap<number, readonly TouchedAnswer[]>; readonly gone: GoneNames } {
  const found = new Map(spans.map(({ meeting }) => [meeting, new Map<string, TouchedAnswer>()]));
  const gone = new Map<string, Map<string, string>>();
  const states = new Map<string, Rows>();
  const first = spans.map(({ from }) => from).sort()[0];
  if (first === undefined) return { touched: new Map(), gone };
  for (const entry of entriesBackTo(db, first)) {
    const open = FROM_ELSEWHERE.test(entry.method)
      ? []
      : spans.filter(({ from, to }) => entry.at >= from && entry.at <= to);
    const rows = entry.rows();
    const refs = new Set(rows.flatMap((change) => refOf(change) ?? []));
    const after = new Map([...refs].map((ref) => [ref, answerThen(stateOf(db, states, ref))]));
    for (const change of rows.toReversed()) {
      noteName(gone, change);
      const ref = refOf(change);
      if (ref !== null) takeBack(stateOf(db, states, ref), change);
    }
    for (const ref of refs)
      for (const { meeting } of open) {
        const seen = found.get(meeting);
        const last = seen?.get(ref)?.after ?? after.get(ref);
        if (last) seen?.set(ref, { ref, before: answerThen(stateOf(db, states, ref)), after: last });
      }
  }
  for (const span of spans) addMerged(db, span, found.get(span.meeting));
  return {
    touched: new Map([...found].map(([meeting, refs]) => [meeting, [...refs.values()]])),
    gone,
  };
}

/** Answers that were given in the time of the meeting in a copy that was merged since: our own log has them at the merge only. */
function addMerged(db: ReadDb, { from, to }: Span, seen: Map<string, TouchedAnswer> | undefined): void {
  for (const { subject, responsibility } of db.all<{ subject: string; responsibility: string }>(
    'SELECT subject, responsibility FROM assignment WHERE answered_at >= ? AND answered_at <= ?',
    from,
    to,
  )) {
    const ref = `${subject}/${responsibility}`;
    if (seen?.has(ref)) continue;
    const after = answerThen(readRows(db, ref));
    seen?.set(ref, { ref, before: answerThen({ record: null, shares: new Map() }), after });
  }
}

function refOf({ table, before, after }: RowChange): string | null {
  if (table !== 'assignment' && table !== 'share') return null;
  const row = before ?? after ?? {};
  return `${row.subject}/${row.responsibility}`;
}

function stateOf(db: ReadDb, states: Map<string, Rows>, ref: string): Rows {
  const known = states.get(ref);
  if (known) return known;
  const read = readRows(db, ref);
  states.set(ref, read);
  return read;
}

function readRows(db: ReadDb, ref: string): Rows {
  const [subject = '', responsibility = ''] = ref.split('/');
  const where = 'WHERE subject = ? AND responsibility = ?';
  return {
    record: db.get<Values>(`SELECT * FROM assignment ${where}`, subject, responsibility) ?? null,
    shares: new Map(
      db
        .all<Values>(`SELECT * FROM share ${where}`, subject, responsibility)
        .map((row) => [String(row.party), row]),
    ),
  };
}

/** One row as it was before the change: an update names only what it changed. */
const rowBefore = (now: Values | null | undefined, { before, after }: RowChange): Values | null =>
  before === null ? null : after === null ? before : { ...now, ...before };

function takeBack(rows: Rows, change: RowChange): void {
  if (change.table === 'assignment') {
    rows.record = rowBefore(rows.record, change);
    return;
  }
  const party = String((change.before ?? change.after)?.party);
  const row = rowBefore(rows.shares.get(party), change);
  if (row) rows.shares.set(party, row);
  else rows.shares.delete(party);
}

function noteName(gone: Map<string, Map<string, string>>, { table, before, after }: RowChange): void {
  const columns = NAMED[table];
  if (!columns || before === null || after !== null) return;
  const names = gone.get(table) ?? new Map<string, string>();
  const key = String(before[columns.key]);
  // Newest first: the last name that it had.
  if (!names.has(key)) names.set(key, String(before[columns.name]));
  gone.set(table, names);
}

const text = (value: Values[string] | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

function answerThen({ record, shares }: Rows): AnswerThen {
  const notApplicable = text(record?.not_applicable);
  const ordered = [...shares.values()].sort((a, b) => Number(a.ord) - Number(b.ord));
  return {
    ownership: ownershipOf({
      notApplicable,
      shares: ordered.map(({ party }) => ({ party: String(party), text: null, person: null })),
    }),
    notApplicable,
    persons: ordered.flatMap(({ party, person }) =>
      person === null || person === undefined ? [] : [{ party: String(party), person: String(person) }],
    ),
    status: (text(record?.status) ?? 'not-started') as Status,
    dueOn: text(record?.due_on),
    note: text(record?.note),
    parked: record?.parked === 1,
    waits: {
      for: text(record?.parked_for),
      person: text(record?.parked_person),
      name: text(record?.parked_name),
    },
    confirmLater: record?.confirm_later === 1,
  };
}
