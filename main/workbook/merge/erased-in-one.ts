import type { RecordedErasure } from '../../contract/erasure.ts';
import { DemarcError } from '../../contract/errors.ts';
import type { ReadDb } from '../connection.ts';
import type { StoredEntry } from '../entry-hash.ts';
import { recordedErasures } from '../erasure/recorded.ts';
import { readVouched } from '../erasure/vouched.ts';
import type { RowChange } from '../state/rows.ts';

type Names = { readonly mine: string; readonly theirs: string };

/**
 * Refuses to merge two copies of which one still says what the other has erased: it would come back, or stay where it is not
 * looked for. Copies in which the same was erased are merged. RULE_VIOLATION, which names the erasure and the way out.
 */
export function refuseErased(mine: ReadDb, theirs: ReadDb, names: Names): void {
  const erased = { mine: redactedIn(mine), theirs: redactedIn(theirs) };
  if (erased.mine.size + erased.theirs.size === 0) return;
  const [inTheirs] = differing(erased.mine, theirs);
  if (inTheirs !== undefined && !erased.theirs.has(inTheirs))
    throw refusal(
      `In ${names.mine} ${erasureWords(mine, inTheirs)}, and ${names.theirs} still has what was erased. Erase the same in ${names.theirs} (demarc erase, or Scope, People), then merge.`,
    );
  const [inMine] = differing(erased.theirs, mine);
  if (inMine !== undefined && !erased.mine.has(inMine))
    throw refusal(
      `In ${names.theirs} ${erasureWords(theirs, inMine)}, and ${names.mine} still has what was erased: ${entryWords(mine, inMine)} Erase the same in ${names.mine} first, then merge.`,
    );
  if (inTheirs !== undefined || inMine !== undefined)
    throw refusal(
      `In both ${names.mine} and ${names.theirs} something was erased, and not the same: ${entryWords(mine, inTheirs ?? inMine ?? '')} Erase the same persons, under the same names, in both, then merge.`,
    );
}

/**
 * Refuses a merge that would bring back the content of evidence which was destroyed here. `files`: what the result needs from the copy.
 * RULE_VIOLATION, which names the evidence and the ways out.
 */
export function refuseDestroyed(
  mine: ReadDb,
  files: readonly { readonly sha256: string; readonly title: string }[],
  names: Names,
): void {
  if (files.length === 0) return;
  for (const { who, at, contents } of recordedErasures(mine))
    for (const { number, sha256 } of contents) {
      const back = files.find((file) => file.sha256 === sha256);
      if (back === undefined) continue;
      throw refusal(
        `In ${names.mine} the content of E-${number} was destroyed for good by ${who ?? 'somebody who gave no name'} on ${at.slice(0, 10)}, and "${back.title}" would bring it back from ${names.theirs}. Decide that it stays removed where that is asked, or destroy it in ${names.theirs} as well, then merge.`,
      );
    }
}

const refusal = (sentence: string): DemarcError =>
  new DemarcError('RULE_VIOLATION', `${sentence} Nothing was merged.`, { erased: true });

/**
 * What an entry says that can be compared between two copies: the random text is of each copy alone, and what stands for a digest that was over a name
 * hangs on what each copy has answered since.
 */
function said({ who, summary, rows }: StoredEntry): string {
  const changes = (JSON.parse(rows) as RowChange[]).flatMap((change) => {
    if (change.table === 'blinding') return [];
    if (change.table !== 'sign_off' && change.table !== 'acknowledgement') return [change];
    const plain = (row: RowChange['before']) => row && { ...row, digest: '' };
    return [{ ...change, before: plain(change.before), after: plain(change.after) }];
  });
  return JSON.stringify([who, summary, changes]);
}

function* entriesOf(db: ReadDb): Generator<StoredEntry> {
  yield* db.iterate<StoredEntry>('SELECT * FROM change ORDER BY rev');
  yield* db.iterate<StoredEntry>('SELECT * FROM merged_change ORDER BY merge, rev');
}

/** What the redacted entries of a workbook say, by their hash. */
function redactedIn(db: ReadDb): ReadonlyMap<string, string> {
  const vouched = readVouched(db, 'merged');
  const entries = new Map<string, string>();
  if (vouched.size > 0)
    for (const entry of entriesOf(db)) if (vouched.has(entry.hash)) entries.set(entry.hash, said(entry));
  return entries;
}

/** Hashes of entries that another workbook has as well, and that say something else there. */
function differing(redacted: ReadonlyMap<string, string>, other: ReadDb): readonly string[] {
  const hashes: string[] = [];
  if (redacted.size > 0)
    for (const entry of entriesOf(other)) {
      const here = redacted.get(entry.hash);
      if (here !== undefined && here !== said(entry)) hashes.push(entry.hash);
    }
  return hashes;
}

/** Who erased when what stood in an entry. */
function erasureWords(db: ReadDb, hash: string): string {
  const found = recordedErasures(db).find(({ change }) =>
    db.get('SELECT 1 FROM change WHERE rev = ? AND instr(rows, ?) > 0', change, hash),
  );
  return found === undefined ? 'a person was erased for good' : told(found);
}
const told = ({ change, at, who, label }: RecordedErasure): string =>
  `a person, "${label}" since, was erased for good by ${who ?? 'somebody who gave no name'} on ${at.slice(0, 10)} (change ${change})`;

const entryWords = (db: ReadDb, hash: string): string => {
  const entry = db.get<{ rev: number; at: string }>('SELECT rev, at FROM change WHERE hash = ?', hash);
  return entry === undefined
    ? 'it stands in the log of a merged copy.'
    : `it stands in change ${entry.rev} of ${entry.at.slice(0, 10)}.`;
};
