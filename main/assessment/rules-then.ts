import { digestOf, readHouseRules } from '../catalogue/house-rules/read.ts';
import { houseRuleSayings } from '../catalogue/house-rules/words.ts';
import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { DemarcError } from '../contract/errors.ts';
import type { Snapshot } from '../contract/snapshots.ts';
import { changedBy } from '../domain/changes/authors.ts';
import type { RuleEntry, RulesThen } from '../domain/compare/rules.ts';
import { fromOf, wayOf } from '../domain/history/ways.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { takeRulesBack, wasTakenHere } from '../workbook/rules-back.ts';
import { listCadences } from '../workbook/tables/cadences.ts';
import { readStoredHouseRules } from '../workbook/tables/house-rules.ts';
import { readRules } from '../workbook/tables/retention.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import type { LogRange } from './log-between.ts';

type Read = (db: ReadDb) => RulesThen;

/** The rules as the tables of a workbook have them; what house rules say is worked out once for each text. */
export function rulesReader({ shipped }: CatalogueIndex): Read {
  const known = new Map<string, RulesThen['says']>();
  const saysOf = (text: string): RulesThen['says'] => {
    const digest = digestOf(text);
    const found = known.get(digest);
    if (found !== undefined) return found;
    const { rules } = readHouseRules(text);
    const says = rules === null ? null : houseRuleSayings(rules, shipped.catalogue);
    known.set(digest, says);
    return says;
  };
  return (db) => {
    const stored = readStoredHouseRules(db);
    return {
      twoEyes: readWorkbook(db).rules,
      cadences: listCadences(db),
      retention: readRules(db),
      house: stored && { name: stored.name, edition: stored.edition, sha256: stored.sha256 },
      says: stored === null ? [] : saysOf(stored.text),
    };
  };
}

/** The rules that stood when a snapshot was taken, from the change log; in words why that is not known. */
export function rulesOfSnapshot(db: ReadDb, snapshot: Snapshot, read: Read): RulesThen | string {
  const unknown = (why: string) =>
    `Which times between reviews, rules of two pairs of eyes and of retention stood in "${snapshot.name}" is not known, so only the edition of the house rules is compared: ${why}.`;
  if (!wasTakenHere(db, snapshot)) return unknown('it came with a merge, from another copy');
  const rules = heeding(() => takeRulesBack(db, snapshot.takenRev, read).stood);
  return (
    rules ?? unknown('the workbook is not what its change log leads to. Check it, or let it be verified')
  );
}

/** The entries of a range that touched rules, newest first; none where the tables are not what the log leads to. */
export function ruleEntries({ db, since, until }: LogRange, read: Read): readonly RuleEntry[] {
  const found = heeding(() => takeRulesBack(db, since, read).entries) ?? [];
  return found
    .filter(({ entry }) => entry.rev <= until)
    .map(({ entry, before, after }) => {
      const way = wayOf(entry);
      return { before, after, by: changedBy({ ...entry, way, from: fromOf(way, entry) }) };
    });
}

/** Null where the log does not lead to the tables: the comparison of everything else stands. */
function heeding<T>(run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof DemarcError && error.code === 'CONFLICT') return null;
    throw error;
  }
}
