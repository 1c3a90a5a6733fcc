import { uniqueSlug } from '../../contract/ids.ts';
import { renameReferences } from './rename.ts';
import {
  byText,
  contentOf,
  type Draft,
  draftOf,
  draftTable,
  type Row,
  type Table,
  type Tables,
  tableOf,
} from './rows.ts';
import { NAMED_TABLES, ruleOf, type TableRule, UNCOUNTED } from './table-rules.ts';

/** Old key -> new key, by table. */
export type Names = Readonly<Record<string, Readonly<Record<string, string>>>>;
export type KeyColumns = (table: string) => readonly string[];

export interface NameInput {
  readonly base: Tables;
  readonly mine: Tables;
  readonly theirs: Tables;
  readonly keys: KeyColumns;
  /** What earlier merges called the records of the common state, on either side. */
  readonly known: { readonly mine: Names; readonly theirs: Names };
  /** Numbers that either side gave since the common state, also to what is gone again: none is given twice. */
  readonly given: { readonly mine: Given; readonly theirs: Given };
}
/** Numbers by table, each with the row that it was given to. */
export type Given = Readonly<Record<string, readonly { readonly key: string; readonly row: Row }[]>>;
/** The three states with one name for one thing, and what had to be called otherwise for it. */
export interface Named {
  readonly base: Draft;
  readonly mine: Draft;
  readonly theirs: Draft;
  readonly renames: { readonly mine: Names; readonly theirs: Names };
}

/** One thing, by its keys in the three states. */
interface Thing {
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
}

/**
 * Finds out which rows of the three states are one thing, and gives every thing one name. Two things that were added under
 * one name both stay: the one recorded earlier keeps it. Swapping mine and theirs gives the same names.
 */
export function settleNames(input: NameInput): Named {
  const states = { base: draftOf(input.base), mine: draftOf(input.mine), theirs: draftOf(input.theirs) };
  const renames = {
    mine: {} as Record<string, Readonly<Record<string, string>>>,
    theirs: {} as Record<string, Readonly<Record<string, string>>>,
  };
  for (const table of NAMED_TABLES) {
    const [column, ...more] = input.keys(table);
    if (column === undefined || more.length > 0) continue;
    const rule = ruleOf(table);
    const things = matchThings(table, rule, states, input.known);
    const names = nameThings(table, column, rule, things, states, input.given);
    for (const side of ['base', 'mine', 'theirs'] as const) {
      const renamed: Record<string, string> = {};
      for (const [thing, name] of names) {
        const key = thing[side];
        if (key !== null && key !== name) renamed[key] = name;
      }
      if (Object.keys(renamed).length === 0) continue;
      renameTable(states[side], table, column, rule, renamed);
      renameReferences(states[side], table, renamed, input.keys);
      if (side !== 'base') renames[side][table] = renamed;
    }
  }
  return { ...states, renames };
}

type States = { readonly base: Draft; readonly mine: Draft; readonly theirs: Draft };

function matchThings(table: string, rule: TableRule, states: States, known: NameInput['known']): Thing[] {
  const base = tableOf(states.base, table);
  const mine = tableOf(states.mine, table);
  const theirs = tableOf(states.theirs, table);
  const inMine = matchBase(base, mine, rule, known.mine[table]);
  const inTheirs = matchBase(base, theirs, rule, known.theirs[table]);
  const things: Thing[] = [...base.keys()].map((key) => ({
    base: key,
    mine: inMine.get(key) ?? null,
    theirs: inTheirs.get(key) ?? null,
  }));
  const rest = (side: Table, matched: ReadonlyMap<string, string>) => {
    const taken = new Set(matched.values());
    return [...side.keys()].filter((key) => !taken.has(key)).sort(orderOfKeys(rule));
  };
  const added = rest(mine, inMine);
  const open = new Set(rest(theirs, inTheirs));
  for (const key of added) {
    const row = mine.get(key) ?? {};
    const other = [key, ...(rule.names === 'number' ? open : [])].find(
      (candidate) => open.has(candidate) && sameThing(rule, row, theirs.get(candidate) ?? {}),
    );
    if (other !== undefined) open.delete(other);
    things.push({ base: null, mine: key, theirs: other ?? null });
  }
  for (const key of open) things.push({ base: null, mine: null, theirs: key });
  return things;
}

/** Key in the common state -> key on a side. */
function matchBase(
  base: Table,
  side: Table,
  rule: TableRule,
  known: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  const lost: string[] = [];
  for (const [key, row] of base) {
    const names = Object.hasOwn(known, key) ? [known[key] ?? key, key] : [key];
    const at = names.find((name) => {
      const other = side.get(name);
      return (
        other !== undefined &&
        !taken.has(name) &&
        (!rule.birth || born(rule.birth, row) === born(rule.birth, other))
      );
    });
    if (at === undefined) lost.push(key);
    else {
      found.set(key, at);
      taken.add(at);
    }
  }
  if (!rule.birth || lost.length === 0) return found;
  // A number may have been given anew by a merge of which nothing is left to tell.
  const births = new Map<string, string[]>();
  for (const [key, row] of side)
    if (!taken.has(key)) {
      const birth = born(rule.birth, row);
      births.set(birth, [...(births.get(birth) ?? []), key]);
    }
  for (const key of lost) {
    const at = births.get(born(rule.birth, base.get(key) ?? {}))?.shift();
    if (at !== undefined) found.set(key, at);
  }
  return found;
}

const born = (columns: readonly string[], row: Row): string =>
  JSON.stringify(columns.map((column) => row[column] ?? null));

function sameThing(rule: TableRule, a: Row, b: Row): boolean {
  if (rule.birth) return born(rule.birth, a) === born(rule.birth, b);
  return (rule.sameBy ?? []).every(
    (column) => String(a[column] ?? '').toLowerCase() === String(b[column] ?? '').toLowerCase(),
  );
}

const orderOfKeys = (rule: TableRule) =>
  rule.names === 'number' ? (a: string, b: string) => Number(a) - Number(b) : byText;

/** Gives each thing its one name. */
function nameThings(
  table: string,
  column: string,
  rule: TableRule,
  things: readonly Thing[],
  states: States,
  given: NameInput['given'],
): ReadonlyMap<Thing, string> {
  const order = orderOfKeys(rule);
  const names = new Map<Thing, string>();
  const occupied = new Set<string>();
  for (const thing of things) {
    if (thing.base === null) continue;
    const name = nameOfKnown(thing, order);
    names.set(thing, name);
    occupied.add(name);
  }
  const without = new Set([...UNCOUNTED, column, 'ord', 'replaced_by']);
  const rowsOf = (thing: Thing): Row[] =>
    (['mine', 'theirs'] as const).flatMap((side) => {
      const row = thing[side] === null ? undefined : tableOf(states[side], table).get(thing[side]);
      return row ? [row] : [];
    });
  const rank = (thing: Thing): string =>
    rowsOf(thing)
      .map((row) => `${rule.since ? (row[rule.since] ?? '') : ''} ${contentOf(row, without)}`)
      .sort(byText)[0] ?? '';
  const held = new Map<string, number>();
  for (const { mine, theirs } of things)
    for (const key of new Set([mine, theirs])) if (key !== null) held.set(key, (held.get(key) ?? 0) + 1);
  const holders = (key: string) => held.get(key) ?? 0;
  const byWish = new Map<string, Thing[]>();
  for (const thing of things) {
    if (thing.base !== null) continue;
    const own = [thing.mine, thing.theirs].filter((key) => key !== null).sort(order);
    // What both sides have under different numbers keeps one that nothing else has.
    const wish = own.find((key) => holders(key) === 1) ?? own[0] ?? '';
    byWish.set(wish, [...(byWish.get(wish) ?? []), thing]);
  }
  const elsewhere = namesElsewhere(table, states);
  const homeless: Thing[] = [];
  for (const [wish, wishing] of byWish) {
    const ranked = wishing
      .map((thing) => ({ thing, rank: rank(thing) }))
      .sort((a, b) => byText(a.rank, b.rank));
    const owns = (thing: Thing) => rowsOf(thing).some((row) => rule.ownsContents?.(row) === true);
    const owners = ranked.filter(({ thing }) => owns(thing)).length;
    let free = !occupied.has(wish);
    for (const { thing } of ranked) {
      const crowded = owners > 1 && owns(thing);
      if (free && !crowded && !wasGiven(table, rule, wish, thing, states, given) && !elsewhere(wish, thing)) {
        names.set(thing, wish);
        occupied.add(wish);
        free = false;
      } else homeless.push(thing);
    }
  }
  const used = new Set(occupied);
  for (const side of ['base', 'mine', 'theirs'] as const)
    for (const key of tableOf(states[side], table).keys()) used.add(key);
  for (const numbers of [given.mine[table], given.theirs[table]])
    for (const { key } of numbers ?? []) used.add(key);
  let next = rule.names === 'number' ? Math.max(0, ...[...used].map(Number)) : 0;
  for (const thing of homeless.sort((a, b) => byText(rank(a), rank(b)))) {
    next += 1;
    const name =
      rule.names === 'number'
        ? String(next)
        : uniqueSlug(thing.mine ?? thing.theirs ?? '', (slug) => used.has(slug) || elsewhere(slug, thing));
    used.add(name);
    names.set(thing, name);
  }
  return names;
}

/** A thing of the common state keeps its name, unless a merge has given it another since. */
function nameOfKnown({ base, mine, theirs }: Thing, order: (a: string, b: string) => number): string {
  const given = [mine, theirs]
    .filter((key) => key !== null && key !== base)
    .sort((a, b) => order(a ?? '', b ?? ''));
  return given[0] ?? base ?? '';
}

/** Whether the other side gave the number to something that is gone again, and that is another thing than this one. */
function wasGiven(
  table: string,
  rule: TableRule,
  key: string,
  { mine, theirs }: Thing,
  states: States,
  given: NameInput['given'],
): boolean {
  if (mine !== null && theirs !== null) return false;
  const [side, other] = mine === null ? (['theirs', 'mine'] as const) : (['mine', 'theirs'] as const);
  if (tableOf(states[other], table).has(key)) return false;
  const row = tableOf(states[side], table).get(mine ?? theirs ?? '') ?? {};
  // A merge that was undone gave it to this very thing.
  return (given[other][table] ?? []).some((entry) => entry.key === key && !sameThing(rule, row, entry.row));
}

/** Services in use and parties are named from one pool, because either can be the subject of an answer. */
function namesElsewhere(table: string, states: States): (name: string, thing: Thing) => boolean {
  if (table !== 'service_in_use') return () => false;
  return (name, { mine, theirs }) =>
    (theirs === null &&
      tableOf(states.theirs, 'party').has(name) &&
      !tableOf(states.mine, 'party').has(name)) ||
    (mine === null && tableOf(states.mine, 'party').has(name) && !tableOf(states.theirs, 'party').has(name));
}

function renameTable(
  draft: Draft,
  table: string,
  column: string,
  rule: TableRule,
  renamed: Readonly<Record<string, string>>,
): void {
  const rows = draftTable(draft, table);
  const next = new Map<string, Row>();
  for (const [key, row] of rows) {
    const name = Object.hasOwn(renamed, key) ? (renamed[key] ?? key) : key;
    next.set(name, name === key ? row : { ...row, [column]: rule.names === 'number' ? Number(name) : name });
  }
  draft.set(table, next);
}
