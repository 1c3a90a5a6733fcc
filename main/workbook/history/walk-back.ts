import { encodeOwnership } from '../../domain/duties/ownership.ts';
import type { OwnersMoved } from '../../domain/history/parts.ts';
import type { ReadDb } from '../connection.ts';
import type { ChangeFacts } from '../entry-hash.ts';
import type { RowChange, Values } from '../state/rows.ts';
import { RecordsBack } from './records-back.ts';

/** An entry of the log, with who owned the duties that it touched before and after it. */
export interface PastEntry extends ChangeFacts {
  readonly rev: number;
  /** As the log has them; of records that belong to a place, the whole rows. */
  readonly rows: readonly RowChange[];
  readonly owners: ReadonlyMap<string, OwnersMoved>;
}
interface Stored extends ChangeFacts {
  readonly rev: number;
  readonly rows: string;
}
/** Who owns a duty at the place where the walk stands. */
interface Standing {
  readonly parties: Map<string, number>;
  notApplicable: boolean;
}

/** Tables of which rows that are gone are still named by what the log says of them. */
const NAMED: Readonly<Record<string, string>> = {
  party: 'id',
  person: 'id',
  environment: 'id',
  service_in_use: 'ref',
  custom_service: 'id',
  custom_responsibility: 'id',
  evidence: 'number',
  meeting: 'number',
  action: 'number',
  decision: 'number',
  proposal: 'number',
  sign_off: 'number',
};
const PAGE = 1000;

/**
 * Walks the change log from an entry back to its beginning. The log has of each change only the rows that it touched, so what stood
 * beside them is worked out from the present, by taking the changes back one after the other. `from` must be the last entry
 * of the log, or lie where a walk that began there has come to.
 */
export class WalkBack {
  readonly #db: ReadDb;
  readonly #standing = new Map<string, Standing>();
  readonly #records: RecordsBack;
  /** Table -> key -> the row as it was when it went. */
  readonly gone = new Map<string, Map<string, Values>>();
  /** The environments in which services that are gone stood when they went, beside the one of their own row. */
  readonly stoodIn = new Map<string, readonly string[]>();
  /** The next entry that the walk comes to. */
  rev: number;

  constructor(db: ReadDb, from: number) {
    this.#db = db;
    this.#records = new RecordsBack(db);
    this.rev = from;
  }

  /** Entries newest first, down to `to` and no further. What was taken back stays so, whether the walk goes on or not. */
  *entries(to = 1): Generator<PastEntry> {
    while (this.rev >= to) {
      // Page by page: between two of them nothing of the connection is in use.
      const page = this.#db.all<Stored>(
        'SELECT rev, at, who, origin, method, summary, rows FROM change WHERE rev <= ? AND rev >= ? ORDER BY rev DESC LIMIT ?',
        this.rev,
        to,
        PAGE,
      );
      if (page.length === 0) break;
      for (const entry of page) {
        this.rev = entry.rev - 1;
        const rows = JSON.parse(entry.rows) as RowChange[];
        yield { ...entry, rows: this.#records.takeBack(rows), owners: this.#takeBack(rows) };
      }
    }
  }

  /** Takes over what a walk over later entries found: duties that this one has not met, and rows that went since. */
  learn(later: WalkBack): void {
    for (const [ref, standing] of later.#standing)
      if (!this.#standing.has(ref)) this.#standing.set(ref, standing);
    this.#records.learn(later.#records);
    for (const [table, rows] of later.gone)
      this.gone.set(table, new Map([...(this.gone.get(table) ?? []), ...rows]));
    for (const [ref, environments] of later.stoodIn) this.stoodIn.set(ref, environments);
  }

  #takeBack(rows: readonly RowChange[]): ReadonlyMap<string, OwnersMoved> {
    const touched = new Map<string, string>();
    this.#placeGone(rows);
    for (const row of rows) {
      this.#nameGone(row);
      if (row.table !== 'share' && row.table !== 'assignment') continue;
      for (const values of [row.before, row.after]) {
        const ref = values && refOf(values);
        if (ref && !touched.has(ref)) touched.set(ref, codeOf(this.#at(ref)));
      }
    }
    for (const row of [...rows].reverse()) {
      if (row.table === 'share') this.#takeBackShare(row);
      if (row.table === 'assignment') this.#takeBackRecord(row);
    }
    return new Map([...touched].map(([ref, after]) => [ref, { before: codeOf(this.#at(ref)), after }]));
  }

  #takeBackShare({ before, after }: RowChange): void {
    const partiesAt = (values: Values) => this.#at(refOf(values)).parties;
    const order =
      before && typeof before.ord === 'number'
        ? before.ord
        : after && (partiesAt(after).get(String(after.party)) ?? 0);
    if (after) partiesAt(after).delete(String(after.party));
    if (before) partiesAt(before).set(String(before.party), order ?? 0);
  }

  #takeBackRecord({ before, after }: RowChange): void {
    if (before === null) this.#at(refOf(after ?? {})).notApplicable = false;
    else if ('not_applicable' in before)
      this.#at(refOf(before)).notApplicable = before.not_applicable !== null;
  }

  #nameGone({ table, before, after }: RowChange): void {
    const key = NAMED[table];
    if (key === undefined || before === null || after !== null) return;
    const rows = this.gone.get(table) ?? new Map<string, Values>();
    this.gone.set(table, rows);
    const id = String(before[key]);
    // The newest is met first.
    if (!rows.has(id)) rows.set(id, before);
  }

  /** Where the services that an entry took away stood: what goes with them. What they had left before was theirs no more. */
  #placeGone(rows: readonly RowChange[]): void {
    const going = rows.flatMap(({ table, before, after }) =>
      table === 'service_in_use' && before !== null && after === null ? String(before.ref) : [],
    );
    const fresh = new Map(going.filter((ref) => !this.stoodIn.has(ref)).map((ref) => [ref, [] as string[]]));
    if (fresh.size === 0) return;
    for (const { table, before, after } of rows)
      if (table === 'service_environment' && before !== null && after === null)
        fresh.get(String(before.subject))?.push(String(before.environment));
    for (const [ref, environments] of fresh) this.stoodIn.set(ref, environments);
  }

  #at(ref: string): Standing {
    const known = this.#standing.get(ref);
    if (known) return known;
    const slash = ref.indexOf('/');
    const key = [ref.slice(0, slash), ref.slice(slash + 1)] as const;
    const standing = {
      parties: new Map(
        this.#db
          .all<{ party: string; ord: number }>(
            'SELECT party, ord FROM share WHERE subject = ? AND responsibility = ?',
            ...key,
          )
          .map(({ party, ord }) => [party, ord]),
      ),
      notApplicable:
        this.#db.get(
          'SELECT 1 FROM assignment WHERE subject = ? AND responsibility = ? AND not_applicable IS NOT NULL',
          ...key,
        ) !== undefined,
    };
    this.#standing.set(ref, standing);
    return standing;
  }
}

const refOf = (values: Values): string => `${values.subject}/${values.responsibility}`;

function codeOf({ parties, notApplicable }: Standing): string {
  if (notApplicable) return encodeOwnership({ kind: 'not-applicable' });
  const ids = [...parties].sort(([, a], [, b]) => a - b).map(([id]) => id);
  const [first] = ids;
  if (first === undefined) return encodeOwnership({ kind: 'unanswered' });
  return encodeOwnership(
    ids.length === 1 ? { kind: 'single', party: first } : { kind: 'shared', parties: ids },
  );
}
