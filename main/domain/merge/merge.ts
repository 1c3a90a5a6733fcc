import type { Resolution } from '../../contract/merge.ts';
import { type Ask, type Asked, createAsking } from './ask.ts';
import { type AnswerRecord, answerOf, mergeAnswer } from './assignments.ts';
import { liftEnvironments } from './environments.ts';
import { lostAll, mergeRow } from './fields.ts';
import { type KeyColumns, type Named, type NameInput, type Names, settleNames } from './names.ts';
import { settleRemovals } from './removals.ts';
import { settleReplacements } from './replacements.ts';
import {
  type Draft,
  draftTable,
  keyOf,
  partOfKey,
  type Row,
  type Table,
  type Tables,
  tableOf,
} from './rows.ts';
import { HANGS_ON, NAMED_TABLES, outlives, referenceOf, ruleOf } from './table-rules.ts';

export interface MergeInput extends NameInput {
  readonly resolutions: Readonly<Record<string, Resolution>>;
  /** The answer to every other question. */
  readonly otherwise?: 'mine' | 'theirs' | undefined;
  /** False where an earlier merge has asked about every accepted answer of the common state already. */
  readonly askAgain: boolean;
}
export interface MergeOutcome {
  /** The three states under the names of the result. */
  readonly base: Tables;
  readonly mine: Tables;
  readonly theirs: Tables;
  readonly result: Tables;
  readonly renames: { readonly mine: Names; readonly theirs: Names };
  readonly asked: readonly Asked[];
  /** Questions without an answer; in `result` they stand as on my side. */
  readonly open: readonly Asked[];
}

/**
 * Merges two workbooks that come from a common state. What only one side changed, or both in the same way, is taken; what
 * both changed differently is asked. With the same answers the result is the same from either side.
 */
export function mergeTables(input: MergeInput): MergeOutcome {
  const { base, mine, theirs, renames } = settleNames(input);
  const states = { base: freezeState(base), mine: freezeState(mine), theirs: freezeState(theirs) };
  const asking = createAsking(input.resolutions, input.otherwise);
  settleReplacements({ base, mine, theirs });
  settleRemovals({ base, mine, theirs, keys: input.keys, ask: asking.ask });
  const result: Draft = new Map();
  const named = { base, mine, theirs };
  const lowerEnvironments = liftEnvironments(named, input.keys);
  for (const table of new Set([...base.keys(), ...mine.keys(), ...theirs.keys()])) {
    if (table === 'share') continue;
    if (table === 'assignment') mergeAnswers(named, result, asking.ask, input.askAgain);
    else if (ruleOf(table).pair) result.set(table, mergePairs(table, named, asking.ask, input.askAgain));
    else result.set(table, mergeRows(table, named, input.keys, asking.ask));
  }
  dropLoose(result, [base, mine, theirs]);
  lowerEnvironments(result);
  return { ...states, result, renames, asked: asking.asked, open: asking.open };
}

type States = Pick<Named, 'base' | 'mine' | 'theirs'>;
const freezeState = (draft: Draft): Tables =>
  new Map([...draft].map(([name, rows]) => [name, new Map(rows)]));

const keysIn = (...tables: readonly Table[]): ReadonlySet<string> =>
  new Set(tables.flatMap((table) => [...table.keys()]));

function mergeRows(
  table: string,
  { base, mine, theirs }: States,
  keys: KeyColumns,
  ask: Ask,
): Map<string, Row> {
  const [b, m, t] = [tableOf(base, table), tableOf(mine, table), tableOf(theirs, table)];
  const rule = ruleOf(table);
  const merged = new Map<string, Row>();
  for (const key of keysIn(m, t)) {
    const [before, ours, other] = [b.get(key), m.get(key), t.get(key)];
    if (ours && other) {
      const row = mergeRow({ table, key, keys: keys(table) }, rule, before, ours, other, ask);
      if (!lostAll(rule, before, row)) merged.set(key, row);
    } else if (!before) {
      const added = ours ?? other;
      if (added) merged.set(key, added);
    }
  }
  return merged;
}

function mergePairs(
  table: string,
  { base, mine, theirs }: States,
  ask: Ask,
  askAgain: boolean,
): Map<string, Row> {
  const [b, m, t] = [tableOf(base, table), tableOf(mine, table), tableOf(theirs, table)];
  const merged = new Map<string, Row>();
  for (const key of keysIn(m, t)) {
    const [before, ours, other] = [b.get(key), m.get(key), t.get(key)];
    const row = ours ?? other;
    if (!row) continue;
    if (!before || (ours && other)) {
      merged.set(key, row);
      continue;
    }
    // Taken away on one side. An accepted answer keeps what it rests on, unless a person says otherwise.
    const holder = ours ? mine : theirs;
    const answer = keyOf(row, ['subject', 'responsibility']);
    const isAccepted = (state: Draft) => tableOf(state, 'assignment').get(answer)?.review === 'accepted';
    if (table !== 'evidence_link' || !isAccepted(holder) || (isAccepted(base) && !askAgain)) continue;
    const side = ask({
      key: `${table}/${key}#accepted`,
      kind: 'accepted',
      table,
      row: key,
      field: 'row',
      base: before,
      mine: ours ?? null,
      theirs: other ?? null,
      both: null,
    });
    if ((side === 'theirs' ? other : ours) !== undefined) merged.set(key, row);
  }
  return merged;
}

function mergeAnswers(states: States, result: Draft, ask: Ask, askAgain: boolean): void {
  const shares = {
    base: sharesOf(states.base),
    mine: sharesOf(states.mine),
    theirs: sharesOf(states.theirs),
  };
  const answers = {
    base: tableOf(states.base, 'assignment'),
    mine: tableOf(states.mine, 'assignment'),
    theirs: tableOf(states.theirs, 'assignment'),
  };
  const at = (side: keyof States, key: string): AnswerRecord | undefined =>
    answerOf(answers[side].get(key), shares[side].get(key));
  const rows = draftTable(result, 'assignment');
  const merged = draftTable(result, 'share');
  const keep = (key: string, { row, shares: own }: AnswerRecord) => {
    rows.set(key, row);
    for (const [party, share] of own) merged.set(`${key}/${party}`, share);
  };
  for (const key of keysIn(answers.mine, answers.theirs)) {
    const [base, mine, theirs] = [at('base', key), at('mine', key), at('theirs', key)];
    if (mine && theirs) keep(key, mergeAnswer(key, base, mine, theirs, ask, { askAgain }));
    else if (!base) {
      const added = mine ?? theirs;
      if (added) keep(key, added);
    }
  }
}

function sharesOf(state: Draft): ReadonlyMap<string, ReadonlyMap<string, Row>> {
  const shares = new Map<string, Map<string, Row>>();
  for (const [whole, row] of tableOf(state, 'share')) {
    // Its key is that of its assignment with the party behind it.
    const key = whole.slice(0, whole.lastIndexOf('/'));
    const own = shares.get(key) ?? new Map<string, Row>();
    shares.set(key, own.set(String(row.party), row));
  }
  return shares;
}

/** Lets nothing speak of a record that is gone: what hung on it goes, what named it names nobody, what needs it brings it back. */
function dropLoose(result: Draft, states: readonly Draft[]): void {
  // Twice: who comes back may belong to a party that has to come back, too.
  for (let round = 0; round < 2; round += 1) {
    const lost = lostRows(result, states);
    if (lost.size === 0) return;
    for (const [table, rows] of result)
      for (const [key, row] of rows)
        for (const [column, value] of Object.entries(row)) {
          const target = value === null ? null : referenceOf(table, column);
          if (target === null) continue;
          const id = partOfKey(value);
          const owner = target === 'subject' ? 'party' : target;
          const back = ruleOf(owner).needed ? lost.get(owner)?.get(id) : undefined;
          if (back) {
            draftTable(result, owner).set(id, back);
            continue;
          }
          const parent = target === 'subject' ? 'service_in_use' : target;
          if (!lost.get(parent)?.has(id)) continue;
          if (HANGS_ON.some((entry) => entry.table === table && entry.parent === parent)) rows.delete(key);
          else if (target !== 'subject' && !outlives(table, column))
            rows.set(key, { ...(rows.get(key) ?? row), [column]: null });
        }
  }
}

/** Rows of the states that are not in the result, of the tables that others speak of. */
function lostRows(result: Draft, states: readonly Draft[]): ReadonlyMap<string, ReadonlyMap<string, Row>> {
  const lost = new Map<string, Map<string, Row>>();
  for (const table of NAMED_TABLES)
    for (const state of states)
      for (const [key, row] of tableOf(state, table)) {
        if (tableOf(result, table).has(key)) continue;
        const rows = lost.get(table) ?? new Map<string, Row>();
        lost.set(table, rows);
        if (!rows.has(key)) rows.set(key, row);
      }
  return lost;
}
