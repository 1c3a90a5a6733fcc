import type { MergeChange, MergePreview, Resolution } from '../contract/merge.ts';
import { countGroups, describeConflicts, describeRenames } from '../domain/merge/describe.ts';
import { mergeTables } from '../domain/merge/merge.ts';
import { type Operations, planOperations } from '../domain/merge/plan.ts';
import type { ReadDb } from '../workbook/connection.ts';
import type { AppliedMerge } from '../workbook/merge/apply.ts';
import { refuseDestroyed } from '../workbook/merge/erased-in-one.ts';
import { changesIn, type MergeLook } from './merge-look.ts';

export interface PlanOptions {
  readonly resolutions: Readonly<Record<string, Resolution>>;
  readonly otherwise?: 'mine' | 'theirs' | undefined;
  /** What is to be known of the copy. */
  readonly notices?: readonly string[];
}
/** A merge, worked out: what it would change, what it asks, and what has to be written for it. */
export interface MergePlan extends AppliedMerge {
  readonly preview: MergePreview;
  /** Keys of conflicts without an answer. */
  readonly open: readonly string[];
  readonly resolved: number;
  /** The copy has nothing that this workbook does not have already. */
  readonly nothing: boolean;
}

/** Works out what comes of a merge that was looked at, with these answers. Reads my workbook only. */
export function planMerge(
  mine: ReadDb,
  look: MergeLook,
  { resolutions, otherwise, notices = [] }: PlanOptions,
): MergePlan {
  const { names, common, unasked, words, said, sides } = look;
  const decided = Object.keys(resolutions).length > 0 || otherwise !== undefined;
  // Where nothing was asked, no answer changes anything.
  const outcome =
    decided && unasked.asked.length > 0 ? mergeTables({ ...look.input, resolutions, otherwise }) : unasked;
  const changes = outcome === unasked ? look.changes : withResolved(changesIn(outcome, look), look.changes);
  const operations = planOperations(look.rows, outcome);
  const files = filesOf(operations, mine);
  refuseDestroyed(mine, files, names);
  return {
    fileName: names.theirs,
    operations,
    renames: outcome.renames,
    theirs: { rev: sides.theirs.rev, head: sides.theirs.head },
    base: { rev: common.rev, hash: common.hash },
    since: common.since,
    files,
    open: outcome.open.map(({ key }) => key),
    resolved: outcome.asked.length - outcome.open.length,
    nothing: look.nothing,
    preview: {
      notices,
      doubt: look.doubt,
      ancestor: { found: common.found, rev: common.rev, hash: common.hash, at: common.at },
      ...sides,
      changes,
      counts: countGroups(changes),
      conflicts: describeConflicts(outcome.asked, outcome, words, said),
      renamed: describeRenames(outcome, words),
      bytes: files.reduce((sum, { size }) => sum + size, 0),
    },
  };
}

/** Marks what would not have come by itself. */
function withResolved(
  changes: readonly MergeChange[],
  unasked: readonly MergeChange[],
): readonly MergeChange[] {
  const text = ({ place, field, before, after }: MergeChange) =>
    JSON.stringify([place, field, before, after]);
  const known = new Set(unasked.map(text));
  return changes.map((change) => ({ ...change, resolved: !known.has(text(change)) }));
}

/** Contents that the result speaks of and my file lacks. */
function filesOf({ puts }: Operations, mine: ReadDb): AppliedMerge['files'] {
  const files = new Map<string, AppliedMerge['files'][number]>();
  for (const { table, row } of puts) {
    if (table !== 'evidence' || (row.kind !== 'file' && row.kind !== 'finding')) continue;
    if (typeof row.sha256 !== 'string' || files.has(row.sha256)) continue;
    if (mine.get('SELECT 1 FROM blob WHERE sha256 = ? AND complete = 1', row.sha256)) continue;
    files.set(row.sha256, { sha256: row.sha256, size: Number(row.size ?? 0), title: String(row.title) });
  }
  return [...files.values()];
}
