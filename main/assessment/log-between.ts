import type { ChangeReport } from '../domain/changes/report.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { findCommonState } from '../workbook/merge/ancestor.ts';

/** One side of a comparison: where its change log stands, up to its revision. */
interface LogEnd {
  readonly db: ReadDb;
  readonly rev: number;
}
/** Entries of one log: those after `since`, up to `until`. */
export interface LogRange {
  readonly db: ReadDb;
  readonly since: number;
  readonly until: number;
}

/** How the change log leads from one side to the other, and what of whose log; null where the two have none in common. */
export function logBetween(
  from: LogEnd,
  to: LogEnd,
): { readonly told: ChangeReport['told']; readonly range: LogRange | null } {
  const common = from.db === to.db ? null : findCommonState(to.db, from.db);
  if (from.db !== to.db && common === null) return { told: 'not', range: null };
  // Until where each side has the log of the other.
  const shared = { from: common?.since.theirs ?? to.rev, to: common?.since.mine ?? from.rev };
  const sameRevisions = common === null || common.found === 'change-log';
  const since = sameRevisions ? Math.min(shared.to, from.rev) : shared.to;
  if (to.rev <= since && from.rev > to.rev)
    return {
      told: 'backward',
      range: { db: from.db, since: sameRevisions ? to.rev : shared.from, until: from.rev },
    };
  const apart = from.db !== to.db && from.rev > shared.from;
  return { told: apart ? 'apart' : 'forward', range: { db: to.db, since, until: to.rev } };
}
