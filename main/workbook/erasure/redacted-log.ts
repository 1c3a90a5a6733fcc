import type { Redactor } from '../../domain/erasure/redactor.ts';
import type { SqlValue } from '../connection.ts';
import { redactedDigest, type StoredEntry, type Vouched } from '../entry-hash.ts';
import { type Batch, nameOfBatch, type RowChange, type Values } from '../state/rows.ts';

type Stored = StoredEntry & Readonly<Record<string, SqlValue>>;

/** A digest over rows that were redacted in the log of a copy: what they were in that copy is not here, so none can be made anew. */
const NO_DIGEST = '0'.repeat(64);

/** Redacts the entries of logs one by one, and keeps what the entry of the erasure has to vouch for. */
export class RedactedLog {
  readonly #row: (table: string, values: Values) => Values;
  readonly #redactor: Redactor | null;
  readonly #vouched: Vouched;
  /** What a batch that was redacted has as its digest now. */
  readonly #batches = new Map<string, string>();
  readonly #tables = new Set<string>();
  readonly #lines: string[] = [];
  own = 0;
  merged = 0;
  /** Of those: written without a salt, so that the hash which stays was over what is known but for the name. */
  unsalted = 0;

  constructor(row: (table: string, values: Values) => Values, redactor: Redactor | null, vouched: Vouched) {
    this.#vouched = vouched;
    this.#row = row;
    this.#redactor = redactor;
  }

  learnBatch(name: string, sha256: string): void {
    this.#batches.set(name, sha256);
    this.#tables.add(name.slice(0, name.indexOf('\u0000')));
  }

  /** An entry of the own log; the very same one where nothing in it is to be erased. */
  entry(entry: Stored): Stored {
    const redacted = this.#redacted(entry, (batch) => this.#batches.get(nameOfBatch(batch)) ?? null);
    if (redacted !== entry) this.own += 1;
    return redacted;
  }

  /** One of the log of a merged copy. */
  mergedEntry(entry: Stored): Stored {
    const redacted = this.#redacted(entry, ({ table }) =>
      table === 'merged_change' || this.#tables.has(table) ? NO_DIGEST : null,
    );
    if (redacted !== entry) this.merged += 1;
    return redacted;
  }

  /** A line for each entry that was redacted: its hash, and the digest of what it says now. */
  lines(): string {
    return this.#lines.join('\n');
  }

  #redacted(entry: Stored, digestOf: (batch: Batch) => string | null): Stored {
    const redactor = this.#redactor;
    if (redactor === null) return entry;
    const text = (value: string) => redactor.text(value);
    const after = {
      who: entry.who === null ? null : text(entry.who),
      summary: text(entry.summary),
      rows: this.#rows(entry.rows),
      contents: contentsOf(entry.contents, digestOf),
    };
    if (
      after.who === entry.who &&
      after.summary === entry.summary &&
      after.rows === entry.rows &&
      after.contents === entry.contents
    )
      return entry;
    const redacted: Stored = { ...entry, ...after, salt: null };
    if (entry.salt === null && !this.#vouched.has(entry.hash)) this.unsalted += 1;
    this.#lines.push(`${entry.hash} ${redactedDigest(redacted)}`);
    return redacted;
  }

  #rows(json: string): string {
    let isSame = true;
    const changes = (JSON.parse(json) as RowChange[]).map((change) => {
      const before = change.before && this.#row(change.table, change.before);
      const after = change.after && this.#row(change.table, change.after);
      if (before === change.before && after === change.after) return change;
      isSame = false;
      return { ...change, before, after };
    });
    return isSame ? json : JSON.stringify(changes);
  }
}

/** The batches that an entry names. An earlier digest of rows that were redacted since would confirm a guess as well as the last one. */
function contentsOf(json: string | null, digestOf: (batch: Batch) => string | null): string | null {
  if (json === null) return null;
  let isSame = true;
  const batches = (JSON.parse(json) as Batch[]).map((batch) => {
    const sha256 = digestOf(batch);
    if (sha256 === null || sha256 === batch.sha256 || batch.rows === 0) return batch;
    isSame = false;
    return { ...batch, sha256 };
  });
  return isSame ? json : JSON.stringify(batches);
}
