import { OF_PLACE } from '../../domain/history/parts.ts';
import type { ReadDb } from '../connection.ts';
import type { RowChange, Values } from '../state/rows.ts';

/**
 * Actions, decisions, proposals and sign-offs as they stood where a walk back through the log has come to. An entry gives of a change only the
 * number and what is another; to which duty the record belonged then, and what it was called, may be another than now: an action moves
 * with the parts of its duty, and a merge gives one number to another record.
 */
export class RecordsBack {
  readonly #db: ReadDb;
  /** Table and number -> the row there; null for none. */
  readonly #rows = new Map<string, Values | null>();

  constructor(db: ReadDb) {
    this.#db = db;
  }

  /** Takes the changes of an entry back, and gives them with the whole rows before and after it. */
  takeBack(rows: readonly RowChange[]): readonly RowChange[] {
    if (!rows.some(({ table }) => OF_PLACE.has(table))) return rows;
    return rows
      .toReversed()
      .map((row) => (OF_PLACE.has(row.table) ? this.#one(row) : row))
      .reverse();
  }

  /** Takes over what a walk over later entries found of records that this one has not met. */
  learn(later: RecordsBack): void {
    for (const [key, row] of later.#rows) if (!this.#rows.has(key)) this.#rows.set(key, row);
  }

  #one({ table, before, after }: RowChange): RowChange {
    const now = after && { ...this.#at(table, after), ...after };
    if (after) this.#rows.set(keyOf(table, after), null);
    const then = before && { ...now, ...before };
    if (then) this.#rows.set(keyOf(table, then), then);
    return { table, before: then, after: now };
  }

  #at(table: string, { number }: Values): Values | null {
    const known = this.#rows.get(keyOf(table, { number: number ?? null }));
    // Names of tables come from our own schema.
    return known !== undefined
      ? known
      : (this.#db.get<Values>(`SELECT * FROM "${table}" WHERE number = ?`, number ?? null) ?? null);
  }
}

const keyOf = (table: string, { number }: Values): string => `${table} ${number}`;
