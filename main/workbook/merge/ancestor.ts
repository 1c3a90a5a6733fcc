import type { MergeAncestor } from '../../contract/merge.ts';
import type { Names } from '../../domain/merge/names.ts';
import type { Head } from '../change-log.ts';
import type { ReadDb } from '../connection.ts';
import { type PastMerge, readPastMerges } from './records.ts';

/** Where two workbooks were last the same. */
export interface CommonState extends MergeAncestor {
  /** Whose change log has it as an entry, so that the state can be had by taking the later ones back. */
  readonly inLogOf: 'mine' | 'theirs';
  /** Revision of each side from which on its changes are its own. */
  readonly since: { readonly mine: number; readonly theirs: number };
  /** What merges since then called its records. */
  readonly known: { readonly mine: Names; readonly theirs: Names };
}

const entryAt = (db: ReadDb, rev: number) =>
  db.get<{ hash: string; at: string }>('SELECT hash, at FROM change WHERE rev = ?', rev);

/** The entry of a log with this revision and hash; null when it has another one there. */
export function findEntry(
  db: ReadDb,
  { rev, hash }: Pick<Head, 'rev' | 'hash'>,
): { readonly at: string } | null {
  const entry = entryAt(db, rev);
  return entry?.hash === hash ? entry : null;
}

/**
 * The latest state that both workbooks come from: the last entry that both change logs have (each entry vouches for all
 * before it), or a later one that an earlier merge of the two brought over. Null when they have nothing in common.
 */
export function findCommonState(mine: ReadDb, theirs: ReadDb): CommonState | null {
  const rev = lastShared(mine, theirs);
  const shared = rev > 0 ? entryAt(mine, rev) : undefined;
  const mergesOf = { mine: readPastMerges(mine), theirs: readPastMerges(theirs) };
  const inTheirs = latestMerge(mergesOf.mine, theirs, rev);
  const inMine = latestMerge(mergesOf.theirs, mine, rev);
  const merged = better(inTheirs, inMine);
  if (merged) {
    const { past, at } = merged;
    const mineMerged = merged === inTheirs;
    const own = mineMerged ? mergesOf.theirs : mergesOf.mine;
    const known = { merger: past.renames, other: namesSince(own, past.headRev) };
    return {
      found: 'earlier-merge',
      rev: past.headRev,
      hash: past.headHash,
      at,
      inLogOf: mineMerged ? 'theirs' : 'mine',
      since: mineMerged
        ? { mine: past.rev ?? rev, theirs: past.headRev }
        : { mine: past.headRev, theirs: past.rev ?? rev },
      known: mineMerged
        ? { mine: known.merger, theirs: known.other }
        : { mine: known.other, theirs: known.merger },
    };
  }
  if (!shared) return null;
  return {
    found: 'change-log',
    rev,
    hash: shared.hash,
    at: shared.at,
    inLogOf: 'mine',
    since: { mine: rev, theirs: rev },
    known: { mine: namesSince(mergesOf.mine, rev), theirs: namesSince(mergesOf.theirs, rev) },
  };
}

/** Equal entries mean equal beginnings, so the last of them can be closed in on. */
function lastShared(mine: ReadDb, theirs: ReadDb): number {
  const headOf = (db: ReadDb) => db.get<{ rev: number }>('SELECT max(rev) AS rev FROM change')?.rev ?? 0;
  let low = 0;
  let high = Math.min(headOf(mine), headOf(theirs));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const entry = entryAt(mine, middle);
    if (entry !== undefined && entry.hash === entryAt(theirs, middle)?.hash) low = middle;
    else high = middle - 1;
  }
  return low;
}

interface Merged {
  readonly past: PastMerge;
  readonly at: string;
}
/** The merge that brought over the most of the other workbook's log, beyond what both logs share anyway. */
function latestMerge(merges: readonly PastMerge[], other: ReadDb, beyond: number): Merged | null {
  let latest: Merged | null = null;
  for (const past of merges) {
    if (past.headRev <= Math.max(beyond, latest?.past.headRev ?? 0)) continue;
    const entry = findEntry(other, { rev: past.headRev, hash: past.headHash });
    if (entry) latest = { past, at: entry.at };
  }
  return latest;
}

/** Of two merges in opposite directions: the one that rests on the other, else the later one. */
function better(a: Merged | null, b: Merged | null): Merged | null {
  if (!a || !b) return a ?? b;
  if (a.past.rev !== null && a.past.rev <= b.past.headRev) return b;
  if (b.past.rev !== null && b.past.rev <= a.past.headRev) return a;
  const rank = ({ past, at }: Merged) => `${at} ${past.headHash}`;
  return rank(a) >= rank(b) ? a : b;
}

/** What a workbook calls the records of an earlier revision of its own. */
export const namesSince = (merges: readonly PastMerge[], rev: number): Names =>
  merges.filter((past) => past.rev !== null && past.rev > rev).sort((a, b) => (a.rev ?? 0) - (b.rev ?? 0))[0]
    ?.ownRenames ?? {};
