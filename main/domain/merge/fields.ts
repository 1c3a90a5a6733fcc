import type { Ask, Asked } from './ask.ts';
import { byText, contentOf, type Row, type Value } from './rows.ts';
import { type TableRule, UNCOUNTED } from './table-rules.ts';

/** Where a row stands, for the questions about it. */
export interface RowPlace {
  readonly table: string;
  readonly key: string;
  readonly keys: readonly string[];
}

/** One row that both sides have, column by column; `base` is undefined where both added it. */
export function mergeRow(
  place: RowPlace,
  rule: TableRule,
  base: Row | undefined,
  mine: Row,
  theirs: Row,
  ask: Ask,
): Row {
  if (rule.latest !== undefined) return laterOf(rule.latest, base, mine, theirs);
  if (rule.stamp) return mergeStatement(place, rule, rule.stamp, base, mine, theirs, ask);
  const merged: Record<string, Value> = { ...mine };
  const columns = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].filter(
    (column) => !place.keys.includes(column) && !UNCOUNTED.has(column),
  );
  const units = rule.units ?? [];
  const single = columns.filter((column) => !units.some((unit) => unit.includes(column)));
  for (const unit of [...units, ...single.map((column) => [column])]) {
    const winner = mergeUnit(place, rule, unit, base, mine, theirs, ask);
    for (const column of unit) merged[column] = winner[column] ?? null;
  }
  return merged;
}

function mergeUnit(
  place: RowPlace,
  rule: TableRule,
  unit: readonly string[],
  base: Row | undefined,
  mine: Row,
  theirs: Row,
  ask: Ask,
): Row {
  const says = (row: Row | undefined) => JSON.stringify(unit.map((column) => row?.[column] ?? null));
  if (says(mine) === says(theirs) || says(theirs) === says(base)) return mine;
  if (says(mine) === says(base)) return theirs;
  const [column = ''] = unit;
  const telling = unit.filter((name) => !rule.least?.includes(name));
  if (unit.length > 1 && telling.every((name) => (mine[name] ?? null) === (theirs[name] ?? null)))
    return says(mine) <= says(theirs) ? mine : theirs;
  const [a, b] = [mine[column] ?? null, theirs[column] ?? null];
  if (rule.shrinks?.includes(column)) return { [column]: mergeLists(base?.[column] ?? a, a, b) };
  if (rule.lists?.includes(column)) return { [column]: mergeLists(base?.[column] ?? null, a, b) };
  if (rule.greatest?.includes(column)) return compareValues(a, b) >= 0 ? mine : theirs;
  if (rule.least?.includes(column)) return compareValues(a, b) <= 0 ? mine : theirs;
  const both = rule.texts?.includes(column) ? bothTexts(a, b) : null;
  const answer = ask(changed(place, unit.join('+'), { base, mine, theirs, both }));
  if (answer === 'both') return { [column]: both };
  return answer === 'theirs' ? theirs : mine;
}

const changed = (
  { table, key }: RowPlace,
  field: string,
  { base, ...sides }: Pick<Asked, 'mine' | 'theirs' | 'both'> & { readonly base: Row | undefined },
): Asked => ({
  key: `${table}/${key}#${field}`,
  kind: 'changed',
  table,
  row: key,
  field,
  base: base ?? null,
  ...sides,
});

/** A row that says one thing, whichever columns it takes. */
function mergeStatement(
  place: RowPlace,
  { texts }: TableRule,
  stamp: readonly string[],
  base: Row | undefined,
  mine: Row,
  theirs: Row,
  ask: Ask,
): Row {
  const says = (row: Row | undefined) => (row ? contentOf(row, new Set([...UNCOUNTED, ...stamp])) : null);
  const [when = ''] = stamp;
  const later = laterOf(when, base, mine, theirs);
  if (says(mine) === says(theirs)) return later;
  if (says(theirs) === says(base)) return mine;
  if (says(mine) === says(base)) return theirs;
  const [text] = texts ?? [];
  const both = text === undefined ? null : bothTexts(mine[text] ?? null, theirs[text] ?? null);
  const answer = ask(changed(place, 'row', { base, mine, theirs, both }));
  if (answer === 'both' && text !== undefined) return { ...later, [text]: both };
  return answer === 'theirs' ? theirs : mine;
}

/** The later statement; of two at one time the one that comes later in the alphabet, so that both orders agree. */
function laterOf(column: string, base: Row | undefined, mine: Row, theirs: Row): Row {
  const order = compareValues(mine[column] ?? null, theirs[column] ?? null);
  if (order !== 0) return order > 0 ? mine : theirs;
  const text = (row: Row | undefined) => JSON.stringify(row ?? null);
  if (text(mine) === text(base)) return theirs;
  if (text(theirs) === text(base)) return mine;
  return text(mine) >= text(theirs) ? mine : theirs;
}

function compareValues(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  // Versions count by their numbers: 0.10 is newer than 0.9.
  return (
    String(a ?? '').localeCompare(String(b ?? ''), 'en', { numeric: true }) || byText(String(a), String(b))
  );
}

/** Both texts one after the other, in an order that is the same from either side; one of them where it holds the other. */
export function bothTexts(a: Value, b: Value): string | null {
  if (typeof a !== 'string' || typeof b !== 'string' || a === '' || b === '') return null;
  if (a.includes(b)) return a;
  if (b.includes(a)) return b;
  return [a, b].sort(byText).join('\n\n');
}

function mergeLists(base: Value, mine: Value, theirs: Value): string {
  const [b, m, t] = [elements(base), elements(mine), elements(theirs)];
  const kept = b.filter((entry) => m.includes(entry) && t.includes(entry));
  const added = [...new Set([...m, ...t])].filter((entry) => !b.includes(entry)).sort(byText);
  return `[${[...kept, ...added].join(',')}]`;
}

/** Whether a list that only loses entries lost all that it had. */
export const lostAll = (rule: TableRule, base: Row | undefined, row: Row): boolean =>
  (rule.shrinks ?? []).some(
    (column) => elements(row[column] ?? null).length === 0 && elements(base?.[column] ?? null).length > 0,
  );

/** Whether nothing became of a row but that lists which only lose entries lost some. */
export function onlyShrank(rule: TableRule, base: Row, row: Row): boolean {
  const { shrinks = [] } = rule;
  const without = new Set([...UNCOUNTED, ...shrinks]);
  return (
    shrinks.length > 0 &&
    contentOf(base, without) === contentOf(row, without) &&
    shrinks.every((column) => {
      const before = elements(base[column] ?? null);
      return elements(row[column] ?? null).every((entry) => before.includes(entry));
    })
  );
}

function elements(json: Value): readonly string[] {
  const list: unknown = typeof json === 'string' ? JSON.parse(json) : [];
  return Array.isArray(list) ? list.map((entry) => JSON.stringify(entry)) : [];
}
