import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { DemarcError } from '../contract/errors.ts';
import type { MergeChange, MergePreview, MergeSide, Said } from '../contract/merge.ts';
import { describeChanges, NOBODY, type SaidOf } from '../domain/merge/describe.ts';
import { type Apart, doubtOf } from '../domain/merge/doubt.ts';
import { withEnvironmentsAsSet } from '../domain/merge/environments.ts';
import { stateBefore } from '../domain/merge/invert.ts';
import { type MergeInput, type MergeOutcome, mergeTables } from '../domain/merge/merge.ts';
import type { Names } from '../domain/merge/names.ts';
import { withOneLayout } from '../domain/merge/one-layout.ts';
import { renameIn } from '../domain/merge/rename.ts';
import { keyOf, type Row, type Tables, tableOf } from '../domain/merge/rows.ts';
import { lastChangeOf, readHead, verifyChain } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { type CommonState, findCommonState, findEntry, namesSince } from '../workbook/merge/ancestor.ts';
import { refuseErased } from '../workbook/merge/erased-in-one.ts';
import { authorsSince, entriesSince, numbersGiven } from '../workbook/merge/read-log.ts';
import { checkTables, readKeyColumns, readTables } from '../workbook/merge/read-tables.ts';
import { firstNames, mergesSince, readPastMerges } from '../workbook/merge/records.ts';
import { replacedServices } from '../workbook/merge/replaced-services.ts';
import { requireSoundRecord } from '../workbook/state/check.ts';
import { haveSameTexts } from '../workbook/tables/control-texts.ts';
import { scannedSubjects } from '../workbook/tables/findings.ts';
import { namesOf } from './catalogue-names.ts';

export interface LookOptions {
  readonly catalogue: CatalogueIndex;
  readonly names: { readonly mine: string; readonly theirs: string; readonly base?: string };
  /** The copy was held against its own log already, and is the same file since. */
  readonly isSound?: boolean;
  /** Hears now and then how many records of the copy are checked. */
  readonly look?: (done: number) => void;
}
/**
 * Two workbooks as they were looked at: all that a merge reads of both but my own contents, and what comes of it as long as nobody answers
 * anything. It holds whatever is answered then, as long as neither of the files is written to.
 */
export interface MergeLook {
  readonly names: LookOptions['names'];
  readonly keys: KeyColumns;
  readonly common: Omit<CommonState, 'known'>;
  /** The copy has nothing that this workbook does not have already. */
  readonly nothing: boolean;
  /** What is merged, without an answer. */
  readonly input: Omit<MergeInput, 'resolutions' | 'otherwise'>;
  /** My rows as the file has them. */
  readonly rows: Tables;
  readonly unasked: MergeOutcome;
  /** The same in words. */
  readonly changes: readonly MergeChange[];
  readonly words: ReturnType<typeof namesOf>;
  readonly said: { readonly mine: SaidOf; readonly theirs: SaidOf };
  readonly sides: { readonly mine: MergeSide; readonly theirs: MergeSide };
  readonly doubt: MergePreview['doubt'];
}
type KeyColumns = ReturnType<typeof readKeyColumns>;

/**
 * Looks at two workbooks that are to be merged. Reads only. Throws when the two have no common state, when a change log does not hold, or
 * when the copy (or the base) holds what its change log does not say.
 */
export function lookAtMerge(
  mine: ReadDb,
  theirs: ReadDb,
  base: ReadDb | null,
  { catalogue, names, isSound, look }: LookOptions,
): MergeLook {
  if (!isSound) requireSoundCopy(theirs, names.theirs, look);
  if (base) requireSoundCopy(base, names.base ?? 'The base', look);
  refuseErased(mine, theirs, names);
  const keys = readKeyColumns(mine);
  const { known, ...common } = commonState(mine, theirs, base, names);
  const states = { mine: readTables(mine, keys), theirs: readTables(theirs, keys) };
  checkTables(states.theirs, names.theirs, keys);
  const sides = {
    mine: sideOf(mine, names.mine, common.since.mine),
    theirs: sideOf(theirs, names.theirs, common.since.theirs),
  };
  const nothing = sides.theirs.head === common.hash || sides.theirs.head === sides.mine.head;
  const before = base ? readTables(base, keys) : stateAt(common, { mine, theirs }, states, keys);
  const held = new Set([...tableOf(before, 'merge').values()].map((row) => String(row.head_hash)));
  const merges = {
    mine: mergesSince(readPastMerges(mine), common.since.mine, held),
    theirs: mergesSince(readPastMerges(theirs), common.since.theirs, held),
  };
  const input = {
    ...withOneLayout(states, (a, b) => haveSameTexts(mine, a, theirs, b)),
    base: withoutTimes(before),
    keys,
    known,
    first: { mine: firstNames(merges.mine), theirs: firstNames(merges.theirs) },
    given: {
      base: numbersGiven(base ?? { mine, theirs }[common.inLogOf], keys, 0, common.rev),
      mine: numbersGiven(mine, keys, common.since.mine),
      theirs: numbersGiven(theirs, keys, common.since.theirs),
    },
    scanned: { mine: scannedSubjects(mine), theirs: scannedSubjects(theirs) },
    replaced: replacedOnEither({ mine, theirs }, sides, common.since),
    anew: common.found === 'change-log' && merges.mine.length > 0 && merges.theirs.length > 0,
    askAgain: common.found !== 'earlier-merge',
  };
  const unasked = nothing ? unchanged(states.mine) : mergeTables({ ...input, resolutions: {} });
  const words = namesOf(catalogue);
  const said = {
    mine: saidSince(mine, common.since.mine, keys, unasked.renames.mine),
    theirs: saidSince(theirs, common.since.theirs, keys, unasked.renames.theirs),
  };
  return {
    names,
    keys,
    common,
    nothing,
    input,
    rows: states.mine,
    unasked,
    changes: changesIn(unasked, { keys, words, said }),
    words,
    said,
    sides,
    // Whoever names the base says that both were made from it.
    doubt: base || nothing ? null : doubtOf(states.mine, states.theirs, apartOf(common, mine, theirs)),
  };
}

/** What comes of a merge that was looked at, in words, each by who said it in the copy. */
export const changesIn = (
  outcome: MergeOutcome,
  { keys, words, said }: Pick<MergeLook, 'keys' | 'words' | 'said'>,
): readonly MergeChange[] =>
  describeChanges(
    {
      ...outcome,
      mine: withEnvironmentsAsSet(outcome.mine, keys),
      result: withEnvironmentsAsSet(outcome.result, keys),
    },
    words,
    said.theirs,
  );

function sideOf(db: ReadDb, name: string, since: number): MergeSide {
  const { rev, hash } = readHead(db);
  return { name, rev, head: hash, entries: rev - since, authors: authorsSince(db, since) };
}

const apartOf = ({ at }: Pick<CommonState, 'at'>, mine: ReadDb, theirs: ReadDb): Apart => {
  const ends = [lastChangeOf(mine), lastChangeOf(theirs)].sort();
  return { since: at, until: ends.at(-1) ?? null };
};

/** None where one side wrote nothing: the other is what became of it, as a whole. */
function replacedOnEither(
  dbs: { readonly mine: ReadDb; readonly theirs: ReadDb },
  sides: MergeLook['sides'],
  since: CommonState['since'],
) {
  const isAhead = sides.mine.entries > 0 && sides.theirs.entries > 0;
  const of = (side: 'mine' | 'theirs') =>
    isAhead ? replacedServices(dbs[side], since[side]) : new Set<string>();
  return { mine: of('mine'), theirs: of('theirs') };
}

/**
 * Holds a copy against its own change log: what somebody changed past it has nobody's name, and would come in under that of whoever
 * merges. Throws WORKBOOK_DAMAGED.
 */
export function requireSoundCopy(db: ReadDb, name: string, look?: (done: number) => void): void {
  const { problems } = verifyChain(db, look);
  const [problem] = problems;
  if (problem !== undefined)
    throw new DemarcError(
      'WORKBOOK_DAMAGED',
      `The change log of ${name} does not hold: ${problem} Nothing was merged. Merge a backup of it instead.`,
    );
  requireSoundRecord(db, name, 'nothing was merged', look, problems);
}

function commonState(
  mine: ReadDb,
  theirs: ReadDb,
  base: ReadDb | null,
  names: LookOptions['names'],
): CommonState {
  if (base) {
    const head = readHead(base);
    const known = (db: ReadDb) => (findEntry(db, head) ? head.rev : 0);
    const since = { mine: known(mine), theirs: known(theirs) };
    const at = base.get<{ at: string }>('SELECT at FROM change WHERE rev = ?', head.rev)?.at ?? null;
    const namesOf = (db: ReadDb, rev: number) => (rev > 0 ? namesSince(readPastMerges(db), rev) : {});
    return {
      found: 'file',
      ...head,
      at,
      inLogOf: 'mine',
      since,
      known: { mine: namesOf(mine, since.mine), theirs: namesOf(theirs, since.theirs) },
    };
  }
  const common = findCommonState(mine, theirs);
  if (common) return common;
  throw new DemarcError(
    'RULE_VIOLATION',
    `${names.theirs} is not a copy of ${names.mine}: their change logs have no entry in common, so nobody can tell what either of them changed. Name the workbook that both were made from as the base, or compare the two instead.`,
  );
}

/** The common state, by taking back what the log that has it says was done since. */
function stateAt(
  common: Pick<CommonState, 'inLogOf' | 'rev'>,
  dbs: { readonly mine: ReadDb; readonly theirs: ReadDb },
  states: { readonly mine: Tables; readonly theirs: Tables },
  keys: KeyColumns,
): Tables {
  const entries = entriesSince(dbs[common.inLogOf], common.rev);
  return stateBefore(states[common.inLogOf], rowsOf(entries), keys);
}
function* rowsOf<T>(entries: Iterable<{ readonly rows: T }>): Generator<T> {
  for (const { rows } of entries) yield rows;
}

/** Times are in no change log, so that nobody knows which were in the common state: the longer of two holds. */
const withoutTimes = (tables: Tables): Tables =>
  new Map([...tables].filter(([table]) => table !== 'time_spent'));

const unchanged = (mine: Tables): MergeOutcome => ({
  base: mine,
  mine,
  theirs: mine,
  result: mine,
  renames: { mine: {}, theirs: {} },
  asked: [],
  open: [],
});

/** Who last changed each column of each row, under the names of the result. */
function saidSince(db: ReadDb, rev: number, keys: KeyColumns, renames: Names): SaidOf {
  type OfRow = { readonly row: Said; readonly columns: Map<string, Said> };
  const said = new Map<string, Map<string, OfRow>>();
  const tell = (table: string, key: string, row: Said) => {
    const ofTable = said.get(table) ?? new Map<string, OfRow>();
    said.set(table, ofTable);
    const known = ofTable.get(key) ?? { row, columns: new Map<string, Said>() };
    ofTable.set(key, known);
    return known.columns;
  };
  const current = (table: string, row: Row): Row => {
    let named = row;
    for (const [target, names] of Object.entries(renames)) {
      named = renameIn(table, named, target, names);
      const [column = ''] = keys(table);
      const key = String(named[column] ?? '');
      if (target === table && Object.hasOwn(names, key)) named = { ...named, [column]: names[key] ?? key };
    }
    return named;
  };
  for (const { who, at, rows } of entriesSince(db, rev)) {
    const teller = { who, at };
    for (const { table, before, after } of rows) {
      const row = after ?? before;
      if (!row) continue;
      const columns = tell(table, keyOf(current(table, row), keys(table)), teller);
      for (const column in row)
        if ((!before || !after || before[column] !== after[column]) && !columns.has(column))
          columns.set(column, teller);
      if (table === 'share') tell('assignment', `${row.subject}/${row.responsibility}`, teller);
    }
  }
  return (table, key, column) => {
    const known = said.get(table)?.get(key);
    return (column === null ? undefined : known?.columns.get(column)) ?? known?.row ?? NOBODY;
  };
}
