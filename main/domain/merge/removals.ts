import type { Ask } from './ask.ts';
import { onlyShrank } from './fields.ts';
import type { KeyColumns } from './names.ts';
import { type Draft, draftTable, keyOf, type Row, tableOf } from './rows.ts';
import { HANGS_ON, outlives, referenceOf, ruleOf, sameRow } from './table-rules.ts';

type Side = 'mine' | 'theirs';
interface Use {
  readonly table: string;
  readonly key: string;
  readonly column: string;
}
/** Target table and key -> the rows that speak of it. */
type Uses = ReadonlyMap<string, readonly Use[]>;

/** What others hang on comes first: with it the question about what hangs on it is settled. */
const FIRST = ['service_in_use', 'meeting', 'evidence', 'assignment', 'person', 'environment'];

export interface RemovalInput {
  readonly base: Draft;
  readonly mine: Draft;
  readonly theirs: Draft;
  readonly keys: KeyColumns;
  readonly ask: Ask;
}

/**
 * Settles what one side removed while the other went on with it, by changing one of the sides: afterwards a row that is
 * missing on one side is untouched on the other. Nothing that others need goes while it is in use.
 */
export function settleRemovals({ base, mine, theirs, keys, ask }: RemovalInput): void {
  const sides = { mine, theirs };
  // Most merges remove little or nothing: what speaks of what is only looked up when something was removed.
  const indexed: { mine?: Uses; theirs?: Uses } = {};
  const usesOf = (side: Side): Uses => {
    indexed[side] ??= indexUses(sides[side]);
    return indexed[side];
  };
  const tables = [...FIRST, ...[...base.keys()].filter((table) => !FIRST.includes(table))];
  for (const table of tables) {
    const rule = ruleOf(table);
    if (rule.pair || table === 'share') continue;
    for (const [key, row] of tableOf(base, table)) {
      const remover = removerOf(table, key, sides);
      if (remover === null) continue;
      const keeper: Side = remover === 'mine' ? 'theirs' : 'mine';
      const kept = tableOf(sides[keeper], table).get(key);
      if (!kept || hangsOnRemoved(table, kept, sides[remover], sides[keeper])) continue;
      const changed = !sameRow(row, kept) && !onlyShrank(rule, row, kept);
      const inUse = newlyUsed(table, key, base, sides[keeper], usesOf(keeper));
      if (!changed && !inUse && !isAccepted(table, key, kept, sides[keeper])) continue;
      const dropped = rule.needed && !changed;
      const answer = dropped
        ? keeper
        : ask({
            key: `${table}/${key}#removed`,
            kind: 'removed',
            table,
            row: key,
            field: 'row',
            base: row,
            mine: remover === 'mine' ? null : kept,
            theirs: remover === 'theirs' ? null : kept,
            both: null,
          });
      if (answer === remover) removeFrom(sides[keeper], table, key, usesOf(keeper));
      else restoreTo(sides[remover], base, table, key, row, keys);
    }
  }
}

function removerOf(table: string, key: string, sides: Readonly<Record<Side, Draft>>): Side | null {
  const [inMine, inTheirs] = [tableOf(sides.mine, table).has(key), tableOf(sides.theirs, table).has(key)];
  if (inMine === inTheirs) return null;
  return inMine ? 'theirs' : 'mine';
}

/** What it hangs on went, too, and untouched on the other side: there is nothing to ask about it. */
const hangsOnRemoved = (table: string, row: Row, remover: Draft, keeper: Draft): boolean =>
  HANGS_ON.some(({ table: child, parent, by }) => {
    if (child !== table) return false;
    const key = keyOf(row, by);
    return tableOf(keeper, parent).has(key) && !tableOf(remover, parent).has(key);
  });

const targetsOf = (table: string, column: string): readonly string[] => {
  const target = referenceOf(table, column);
  if (target === null) return [];
  return target === 'subject' ? ['service_in_use', 'party'] : [target];
};

function indexUses(draft: Draft): Uses {
  const uses = new Map<string, Use[]>();
  const add = (target: string, use: Use) => {
    const list = uses.get(target);
    if (list) list.push(use);
    else uses.set(target, [use]);
  };
  for (const [table, rows] of draft)
    for (const [key, row] of rows) {
      for (const [column, value] of Object.entries(row))
        if (value !== null)
          for (const target of targetsOf(table, column)) add(`${target}/${value}`, { table, key, column });
      for (const { table: child, parent, by } of HANGS_ON)
        if (child === table && by.length > 1) add(`${parent}/${keyOf(row, by)}`, { table, key, column: '' });
    }
  return uses;
}

const hangs = (table: string, parent: string): boolean =>
  HANGS_ON.some((entry) => entry.table === table && entry.parent === parent);

/** Whether something of this side has come to speak of it since, or what hangs on it was changed. */
function newlyUsed(table: string, key: string, base: Draft, side: Draft, uses: Uses): boolean {
  return (uses.get(`${table}/${key}`) ?? []).some((use) => {
    const row = tableOf(side, use.table).get(use.key);
    if (!row) return false;
    const before = tableOf(base, use.table).get(use.key);
    if (!before) return true;
    if (hangs(use.table, table)) return !sameRow(before, row);
    return use.column !== '' && before[use.column] !== row[use.column];
  });
}

/** Whether an answer that was accepted on this side would go, or lose what it rests on. */
function isAccepted(table: string, key: string, row: Row, side: Draft): boolean {
  if (table === 'assignment') return row.review === 'accepted';
  const answers = tableOf(side, 'assignment');
  if (table === 'service_in_use')
    return [...answers.values()].some((answer) => answer.subject === key && answer.review === 'accepted');
  if (table !== 'evidence') return false;
  return [...tableOf(side, 'evidence_link').values()].some(
    (link) =>
      String(link.number) === key &&
      answers.get(keyOf(link, ['subject', 'responsibility']))?.review === 'accepted',
  );
}

function removeFrom(side: Draft, table: string, key: string, uses: Uses): void {
  draftTable(side, table).delete(key);
  for (const use of uses.get(`${table}/${key}`) ?? []) {
    const rows = draftTable(side, use.table);
    const row = rows.get(use.key);
    if (!row) continue;
    if (hangs(use.table, table)) rows.delete(use.key);
    else if (use.column !== '' && String(row[use.column]) === key && isLoose(use.table, use.column))
      rows.set(use.key, { ...row, [use.column]: null });
  }
}

/** Columns that are emptied when what they speak of goes; the others keep the name as a record of what was. */
const isLoose = (table: string, column: string): boolean =>
  !['subject', 'responsibility', 'party', 'catalogue_id'].includes(column) &&
  table !== 'time_spent' &&
  !outlives(table, column);

/** Puts a removed row back, with what went or was emptied because of it. */
function restoreTo(side: Draft, base: Draft, table: string, key: string, row: Row, keys: KeyColumns): void {
  draftTable(side, table).set(key, row);
  for (const [other, rows] of base) {
    const hanging = HANGS_ON.filter((entry) => entry.table === other && entry.parent === table);
    for (const before of rows.values()) {
      const at = keyOf(before, keys(other));
      const now = tableOf(side, other).get(at);
      if (!now) {
        if (hanging.some(({ by }) => keyOf(before, by) === key)) draftTable(side, other).set(at, before);
        continue;
      }
      for (const [column, value] of Object.entries(before))
        if (now[column] === null && String(value) === key && targetsOf(other, column).includes(table))
          draftTable(side, other).set(at, { ...(tableOf(side, other).get(at) ?? now), [column]: value });
    }
  }
}
