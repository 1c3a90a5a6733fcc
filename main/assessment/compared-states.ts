import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { AUDIENCES, FOR_INTERNAL_USE, type Part, type Prepared } from '../contract/audience.ts';
import { notFound } from '../contract/errors.ts';
import type { ComparedState, NamedComparison, Snapshot } from '../contract/snapshots.ts';
import { statesFor } from '../domain/changes/for-audience.ts';
import { labelsOf } from '../domain/compare/assignments.ts';
import { changesThere } from '../domain/compare/changes-there.ts';
import { asComparison, compare } from '../domain/compare/compare.ts';
import { countAnswered, type FrozenState } from '../domain/compare/frozen-state.ts';
import { compareRules, type RulePlaces, type RulesThen, withAuthors } from '../domain/compare/rules.ts';
import type { OwnMarks } from '../domain/report/audience.ts';
import type { Where } from '../domain/services/service-places.ts';
import { lastChangeOf, readHead } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { readOtherWorkbook } from '../workbook/read-other.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { listServices } from '../workbook/tables/services-in-use.ts';
import { readSnapshot, readSnapshotState } from '../workbook/tables/snapshots.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { readFrozenState } from './frozen-state.ts';
import { logBetween } from './log-between.ts';
import { ruleEntries, rulesOfSnapshot, rulesReader } from './rules-then.ts';
import { catalogueOf } from './workbook-catalogue.ts';

/** A snapshot by its number, the open workbook as it is, or another file. */
export type ComparedEnd = number | 'now' | { readonly path: string; readonly name: string };
export interface ComparedEnds {
  readonly from: ComparedEnd;
  readonly to: ComparedEnd;
}
/** The open workbook, on one state for as long as it is compared. */
export interface OwnWorkbook {
  readonly db: ReadDb;
  readonly catalogue: CatalogueIndex;
  readonly fileName: string;
  /** ISO date. */
  readonly today: string;
}
/** One side while it is open. */
export interface OpenState {
  readonly about: ComparedState;
  readonly state: FrozenState;
  /** The rules that stood in it; null where that is not known, as a notice then says. */
  readonly rules: RulesThen | null;
  /** The marks that it bears, by whom a document is for. */
  readonly marks: OwnMarks;
  /** Where its change log stands, up to its revision. */
  readonly db: ReadDb;
  readonly rev: number;
  /** Null for a workbook as it is. */
  readonly snapshot: Snapshot | null;
}

export function snapshotOf(db: ReadDb, number: number): Snapshot {
  const found = readSnapshot(db, number);
  if (!found) throw notFound(`snapshot ${number}`, 'It may have been removed; choose another from the list.');
  return found;
}

/** Reads one side and gives it to `run`, while it is open. Throws as `readOtherWorkbook` and `readSnapshotState` do, by name. */
function withState<T>(own: OwnWorkbook, end: ComparedEnd, run: (open: OpenState) => T): T {
  const { db, catalogue, today } = own;
  const readRules = rulesReader(catalogue);
  if (end === 'now') {
    const state = readFrozenState(db, catalogue);
    const name = `${own.fileName}, as it is now`;
    const about = aboutOf(state, { name, at: lastChangeOf(db), judgedAsOf: today, notices: [] });
    return run({
      about,
      state,
      rules: readRules(db),
      marks: readWorkbook(db),
      db,
      rev: readHead(db).rev,
      snapshot: null,
    });
  }
  if (typeof end === 'number') {
    const snapshot = snapshotOf(db, end);
    const { name, takenAt: at, takenRev: rev } = snapshot;
    const state = readSnapshotState(db, snapshot);
    const found = rulesOfSnapshot(db, snapshot, readRules);
    const [rules, notices] = typeof found === 'string' ? [null, [found]] : [found, []];
    const about = aboutOf(state, { name, at, judgedAsOf: at.slice(0, 10), notices });
    return run({ about, state, rules, marks: marksOf(state, db), db, rev, snapshot });
  }
  return readOtherWorkbook(end.path, end.name, (other, notices) => {
    const state = readFrozenState(other, catalogue);
    const about = aboutOf(state, { name: end.name, at: lastChangeOf(other), judgedAsOf: today, notices });
    const rev = readHead(other).rev;
    return run({
      about,
      state,
      rules: readRules(other),
      marks: readWorkbook(other),
      db: other,
      rev,
      snapshot: null,
    });
  });
}

/** Marks that were not frozen with a snapshot are those of the workbook that it lies in: those for others never are. */
function marksOf({ classification, distribution }: FrozenState, db: ReadDb): OwnMarks {
  const own = readWorkbook(db);
  return {
    classification: classification === undefined ? own.classification : classification,
    distribution: distribution === undefined ? own.distribution : distribution,
    marksFor: own.marksFor,
  };
}

const aboutOf = (
  state: FrozenState,
  known: Pick<ComparedState, 'name' | 'at' | 'judgedAsOf' | 'notices'>,
): ComparedState => ({
  ...known,
  services: state.services.length,
  answered: countAnswered(state),
  evidence: state.evidence.length,
});

/** Opens both sides, the earlier first. */
export const withBoth = <T>(
  own: OwnWorkbook,
  { from, to }: ComparedEnds,
  run: (from: OpenState, to: OpenState) => T,
): T => withState(own, from, (before) => withState(own, to, (after) => run(before, after)));

/** What is different between two sides, as far as an audience may see it, with what headings say of them. */
export function comparedStates(
  own: Pick<OwnWorkbook, 'catalogue'>,
  from: OpenState,
  to: OpenState,
  prepared: Pick<Prepared, 'audience'> = FOR_INTERNAL_USE,
): NamedComparison {
  const [before, after] = statesFor(from.state, to.state, prepared);
  const { without } = AUDIENCES[prepared.audience];
  const leaves = (part: Part) => without.includes(part);
  const places = placesOf(own, from, to);
  const rules = from.rules && to.rules ? compareRules(from.rules, to.rules, places, leaves) : [];
  const days = { before: from.about.judgedAsOf, after: to.about.judgedAsOf };
  const found = compare(before, after, days, !leaves('status'), rules);
  const told = !leaves('history') && !leaves('names') && found.changes.some(({ group }) => group === 'rules');
  const range = told ? logBetween(from, to).range : null;
  return {
    ...found,
    changes:
      range === null
        ? found.changes
        : withAuthors(found.changes, ruleEntries(range, rulesReader(own.catalogue)), places),
    from: aboutOf(before, from.about),
    to: aboutOf(after, to.about),
  };
}

/** What of a comparison concerns services in a place. */
export function comparedThere(
  { db }: Pick<OwnWorkbook, 'db'>,
  from: OpenState,
  to: OpenState,
  found: NamedComparison,
  where: Where,
): NamedComparison {
  const present = { services: listServices(db), environments: listEnvironments(db) };
  const states = { before: from.state, after: to.state };
  return { ...found, ...asComparison(changesThere(found.changes, states, present, where)) };
}

/** Places of rules by the names of the later side, as everywhere. */
function placesOf({ catalogue }: Pick<OwnWorkbook, 'catalogue'>, from: OpenState, to: OpenState): RulePlaces {
  const own = catalogueOf(catalogue, to.db);
  const label = labelsOf(from.state, to.state);
  return {
    domain: (id) => own.catalogue.domains.find((domain) => domain.id === id)?.name ?? id,
    duty: (ref) => {
      const [subject = '', duty = ''] = ref.split('/');
      return `${label(subject)}, ${own.responsibility(duty)?.name ?? duty}`;
    },
  };
}
