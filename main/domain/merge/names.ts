import { uniqueSlug } from '../../contract/ids.ts';
import { groupBy } from '../group-by.ts';
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
  /** What records that merges since the common state renamed were called at first: name of today -> first name, by table. */
  readonly first: { readonly mine: Names; readonly theirs: Names };
  /** Numbers that people gave up to the common state, and on either side since, also to what is gone again: none is given twice. */
  readonly given: { readonly base: Given; readonly mine: Given; readonly theirs: Given };
  /** Services that results of scans speak of on either side, in use or not: these results are none of another service. */
  readonly scanned: { readonly mine: ReadonlySet<string>; readonly theirs: ReadonlySet<string> };
  /** Services that either side removed since the common state, and added another under the name. */
  readonly replaced: { readonly mine: ReadonlySet<string>; readonly theirs: ReadonlySet<string> };
  /**
   * Both sides took in other copies since the common state, and neither the other: what one of those merges called a record was
   * settled without the other's copies, and is settled again with all of them.
   */
  readonly anew: boolean;
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
 * one name both stay: the one recorded earlier keeps it. The names follow from what the things are and what they were called
 * at first, never from what an earlier merge called them: any order of merging several copies gives the same ones.
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
    const things = matchThings(table, rule, states, input);
    const names = nameThings({ table, column, rule, states, input }, things);
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

function matchThings(
  table: string,
  rule: TableRule,
  states: States,
  { known, replaced, first }: Pick<NameInput, 'known' | 'replaced' | 'first'>,
): Thing[] {
  const base = tableOf(states.base, table);
  const mine = tableOf(states.mine, table);
  const theirs = tableOf(states.theirs, table);
  // Whoever added the very same again while the other side kept it has one thing with it.
  const isAnother = (side: 'mine' | 'theirs', other: Table) => (name: string, before: Row, row: Row) =>
    table === 'service_in_use' &&
    replaced[side].has(name) &&
    !(other.has(name) && sameThing(rule, before, row));
  const inMine = matchBase(base, mine, rule, known.mine[table], isAnother('mine', theirs));
  const inTheirs = matchBase(base, theirs, rule, known.theirs[table], isAnother('theirs', mine));
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
  // A copy that both took in may have got another name in each: by its first one it is the same.
  const firstOf = (side: 'mine' | 'theirs', key: string) => {
    const names = first[side][table] ?? {};
    return (Object.hasOwn(names, key) ? names[key] : undefined) ?? key;
  };
  const byFirst = groupBy(open, (key) => firstOf('theirs', key));
  for (const key of added) {
    const row = mine.get(key) ?? {};
    const alike = rule.names === 'number' ? open : (byFirst.get(firstOf('mine', key)) ?? []);
    const other = [key, ...alike].find(
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
  isAnother: (name: string, before: Row, row: Row) => boolean,
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
        !isAnother(name, row, other) &&
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

interface Naming {
  readonly table: string;
  readonly column: string;
  readonly rule: TableRule;
  readonly states: States;
  readonly input: Pick<NameInput, 'first' | 'given' | 'scanned' | 'anew'>;
}

/** Gives each thing its one name. */
function nameThings(naming: Naming, things: readonly Thing[]): ReadonlyMap<Thing, string> {
  const { rule, input } = naming;
  const names = new Map<Thing, string>();
  const occupied = new Set<string>();
  const added: Added[] = [];
  for (const thing of things) {
    const agreed = thing.mine === thing.theirs ? thing.mine : null;
    const name = thing.base === null ? agreed : nameOfKnown(thing, orderOfKeys(rule));
    if (name === null || (input.anew && isRenamed(naming, thing))) {
      added.push(describeAdded(naming, thing));
      continue;
    }
    names.set(thing, name);
    occupied.add(name);
  }
  added.sort((a, b) => byText(a.rank, b.rank));
  const allowed = allowedNames(naming, added);
  const homeless: Added[] = [];
  for (const [wish, wishing] of groupBy(added, ({ wish }) => wish)) {
    let free = !occupied.has(wish);
    for (const entry of wishing)
      if (free && allowed(wish, entry)) {
        names.set(entry.thing, wish);
        occupied.add(wish);
        free = false;
      } else homeless.push(entry);
  }
  // Not by their wishes: who else wishes for one is another question in every order of merging.
  homeless.sort((a, b) => byText(a.rank, b.rank));
  const used = new Set([...occupied, ...added.map(({ wish }) => wish)]);
  for (const given of Object.values(input.given))
    for (const { key } of given[naming.table] ?? []) used.add(key);
  for (const entry of homeless) {
    const isTaken = (name: string) => used.has(name) || !allowed(name, entry);
    let name = entry.wish;
    if (rule.names === 'number') while (isTaken(name)) name = String(Number(name) + 1);
    else name = uniqueSlug(name, isTaken);
    used.add(name);
    names.set(entry.thing, name);
  }
  return names;
}

/** A thing that came since the common state, or is named anew. */
interface Added {
  readonly thing: Thing;
  readonly rows: readonly Row[];
  /** What it was called at first. */
  readonly wish: string;
  /** Of several under one name, the first in this order keeps it. */
  readonly rank: string;
}

function describeAdded({ table, column, rule, states, input }: Naming, thing: Thing): Added {
  const rows: Row[] = [];
  const called: string[] = [];
  for (const side of ['mine', 'theirs'] as const) {
    const key = thing[side];
    const row = key === null ? undefined : tableOf(states[side], table).get(key);
    if (key === null || !row) continue;
    rows.push(row);
    const first = input.first[side][table] ?? {};
    called.push(Object.hasOwn(first, key) ? (first[key] ?? key) : key);
  }
  const without = new Set([...UNCOUNTED, column, 'ord', 'replaced_by']);
  const identity = rule.birth ?? rule.sameBy ?? [];
  const [rank = ''] = rows
    .map((row) =>
      [rule.since ? (row[rule.since] ?? '') : '', born(identity, row), contentOf(row, without)].join(' '),
    )
    .sort(byText);
  const [wish = ''] = called.sort(orderOfKeys(rule));
  return { thing, rows, wish, rank };
}

/** Whether a merge since the common state gave a thing another name than its first. */
const isRenamed = ({ table, input: { first } }: Naming, thing: Thing): boolean =>
  (['mine', 'theirs'] as const).some((side) => Object.hasOwn(first[side][table] ?? {}, thing[side] ?? ''));

/**
 * Whether a name may be borne by a thing: not one that the other side gave to what is gone again; for a service, not that of a party,
 * since either can be the subject of an answer, nor that of one that was scanned and removed.
 */
function allowedNames(
  { table, rule, states, input: { given, scanned } }: Naming,
  added: readonly Added[],
): (name: string, entry: Added) => boolean {
  const sides = ['mine', 'theirs'] as const;
  if (table === 'service_in_use')
    return (name) =>
      sides.every(
        (side) =>
          !tableOf(states[side], 'party').has(name) &&
          (tableOf(states[side], table).has(name) || !scanned[side].has(name)),
      );
  if (rule.names !== 'number') return () => true;
  const identity = rule.birth ?? rule.sameBy ?? [];
  const alive = (['base', ...sides] as const).flatMap((side) => [...tableOf(states[side], table).values()]);
  const identities = new Set(alive.map((row) => born(identity, row)));
  // What can be given another title is known by its number where that is still in use.
  const wishes = new Set(rule.birth ? [] : added.map(({ wish }) => wish));
  const others = new Map<string, Row[]>();
  const keep = (key: string, row: Row) => others.set(key, [...(others.get(key) ?? []), row]);
  for (const { key, row } of given.base[table] ?? [])
    if (!(identities.has(born(identity, row)) || tableOf(states.base, table).has(key))) keep(key, row);
  for (const side of sides)
    for (const { key, row } of given[side][table] ?? [])
      if (!(identities.has(born(identity, row)) || wishes.has(key))) keep(key, row);
  return (name, { rows }) =>
    (others.get(name) ?? []).every((other) => rows.some((row) => sameThing(rule, row, other)));
}

/** A thing of the common state keeps its name, unless a merge has given it another since. */
function nameOfKnown({ base, mine, theirs }: Thing, order: (a: string, b: string) => number): string {
  const given = [mine, theirs]
    .filter((key) => key !== null && key !== base)
    .sort((a, b) => order(a ?? '', b ?? ''));
  return given[0] ?? base ?? '';
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
