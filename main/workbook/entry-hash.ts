import { hash } from 'node:crypto';

export interface ChangeFacts {
  readonly at: string;
  readonly who: string | null;
  readonly origin: string;
  readonly method: string;
  readonly summary: string;
}

/** What an entry says beside its facts. `contents` and `state` are null in one that an older Demarc wrote, and so is `salt`, as in one that was redacted. */
export interface EntryBody {
  readonly rows: string;
  readonly contents: string | null;
  readonly state: string | null;
  readonly salt: string | null;
}

/** An entry of a change log, or of that of a merged copy, as it is stored. */
export interface StoredEntry extends ChangeFacts, EntryBody {
  readonly rev: number;
  readonly previous_hash: string;
  readonly hash: string;
}

/** SHA-256 over the entry and the hash before it; the field order is part of the format. */
export function hashChange(rev: number, facts: ChangeFacts, body: EntryBody, previousHash: string): string {
  const { at, who, origin, method, summary } = facts;
  const { rows, contents, state } = body;
  // A file of an older schema has no such column.
  const salt = body.salt ?? null;
  const since80 = state === null && contents === null && salt === null ? [] : [contents, state];
  const since160 = salt === null ? [] : [salt];
  return hash(
    'sha256',
    JSON.stringify([previousHash, rev, at, who, origin, method, summary, rows, ...since80, ...since160]),
    'hex',
  );
}

/**
 * SHA-256 of what a redacted entry says, with the hash that it keeps from before: what the entry of an erasure vouches for.
 * Another form than that of `hashChange`, so that neither can pass for the other.
 */
export function redactedDigest(entry: StoredEntry): string {
  const { previous_hash, hash: kept, rev, at, who, origin, method, summary, rows, contents, state } = entry;
  return hash(
    'sha256',
    JSON.stringify([
      'redacted',
      previous_hash,
      kept,
      rev,
      at,
      who,
      origin,
      method,
      summary,
      rows,
      contents,
      state,
    ]),
    'hex',
  );
}

/** What the entries of erasures vouch for: by the hash of an entry that was redacted, the digest of what it says since. */
export type Vouched = ReadonlyMap<string, string>;

/** Whether an entry says what was recorded, or what an erasure left of it. */
export const isUnaltered = (entry: StoredEntry, vouched: Vouched): boolean =>
  hashChange(entry.rev, entry, entry, entry.previous_hash) === entry.hash ||
  (entry.salt === null && vouched.get(entry.hash) === redactedDigest(entry));
