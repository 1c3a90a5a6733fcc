import { invalidInput, notFound, ruleViolation } from '../../contract/errors.ts';
import { slugify } from '../../contract/ids.ts';
import { type Erased, erasedId } from '../../domain/erasure/redactor.ts';
import { plainName } from '../../domain/words/plain-text.ts';
import type { ReadDb } from '../connection.ts';
import type { RowChange } from '../state/rows.ts';
import { listPeople } from '../tables/parties.ts';
import { refsMadeOf } from './refs-of-name.ts';

interface Known {
  readonly names: Set<string>;
  readonly addresses: Set<string>;
  /** Hash of the entry that brought it. */
  readonly since: string;
}

/**
 * Everything that a workbook ever knew a person by: the names, addresses and ids of their record through its whole log and those
 * of merged copies. `who` is an id, a name or an address; `also`: other texts to be erased with them. NOT_FOUND where nobody is
 * known by it, RULE_VIOLATION where another person of the workbook has the same name.
 */
export function knownPerson(db: ReadDb, who: string, also: readonly string[]): Erased {
  const given = plainName(who);
  if (given.length < 2) throw invalidInput('Name the person to be erased: by name, address or id.');
  const records = recordsOfPeople(db);
  const byId = records.get(who);
  const ids = byId
    ? [who]
    : [...records].flatMap(([id, { names, addresses }]) =>
        [...names, ...addresses].some((text) => plainName(text) === given) ? [id] : [],
      );
  const own = ids.flatMap((id) => records.get(id) ?? []);
  const first = own[0]?.since ?? firstWrittenBy(db, given) ?? firstNamedIn(db, given);
  if (first === null)
    throw notFound(
      `person "${who}", in the workbook or its history`,
      'People are listed under Scope; those who only wrote, signed, came to a meeting or are waited for, in the history.',
    );
  const names = new Set([
    ...own.flatMap((record) => [...record.names]),
    ...(own.length === 0 ? [who.trim()] : []),
    ...also,
  ]);
  const same = listPeople(db).find(
    ({ id, name }) => !ids.includes(id) && [...names].some((known) => plainName(known) === plainName(name)),
  );
  if (same)
    throw ruleViolation(
      `Another person of this workbook is called ${same.name} as well (${same.id}), and texts cannot tell the two apart. Rename that person first, then erase this one.`,
    );
  // The same in every copy of the workbook, so that copies in which the same person was erased can be merged.
  const label = `Erased person ${first.slice(0, 6)}`;
  const slugs = [...new Set([...ids, ...[...names].map((name) => slugify(name, ''))])];
  return {
    ids,
    ...refsMadeOf(db, slugs, erasedId(label)),
    names: [...names],
    addresses: [...new Set(own.flatMap((record) => [...record.addresses]))],
    others: [...records].flatMap(([id, record]) =>
      ids.includes(id) ? [] : [{ id, names: [...record.names], addresses: [...record.addresses] }],
    ),
    label,
  };
}

/** By id, in the order in which they came to be. */
function recordsOfPeople(db: ReadDb): ReadonlyMap<string, Known> {
  const records = new Map<string, Known>();
  for (const log of ['change', 'merged_change'])
    for (const { rows, hash } of db.iterate<{ rows: string; hash: string }>(
      `SELECT rows, hash FROM ${log} WHERE instr(rows, '"table":"person"') > 0 ORDER BY rev`,
    ))
      for (const { table, before, after } of JSON.parse(rows) as RowChange[]) {
        if (table !== 'person') continue;
        for (const image of [before, after]) {
          if (image === null) continue;
          const id = String(image.id);
          const record = records.get(id) ?? { names: new Set(), addresses: new Set(), since: hash };
          records.set(id, record);
          if (typeof image.name === 'string') record.names.add(image.name);
          if (typeof image.email === 'string') record.addresses.add(image.email);
        }
      }
  return records;
}

/** Hash of the first entry that somebody wrote who is no person of the workbook. */
function firstWrittenBy(db: ReadDb, given: string): string | null {
  for (const log of ['change', 'merged_change'])
    for (const { who } of db.all<{ who: string }>(`SELECT DISTINCT who FROM ${log} WHERE who IS NOT NULL`))
      if (plainName(who) === given)
        return (
          db.get<{ hash: string }>(`SELECT hash FROM ${log} WHERE who = ? ORDER BY rev LIMIT 1`, who)?.hash ??
          null
        );
  return null;
}

/** Columns that hold the name of somebody, who need not be a person of the workbook. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  sign_off: ['name', 'recorded_by'],
  acknowledgement: ['recorded_by'],
  assignment: ['parked_name', 'answered_by', 'reviewed_by', 'authors'],
  meeting: ['attendees'],
  decision: ['recorded_by'],
  proposal: ['name', 'settled_by'],
  evidence: ['collected_by'],
  action: ['created_by'],
};

/** Hash of the first entry with the name of somebody who wrote nothing: a guest of a meeting, whoever signed on paper, whom an answer waits for. */
function firstNamedIn(db: ReadDb, given: string): string | null {
  for (const log of ['change', 'merged_change'])
    for (const { rows, hash } of db.iterate<{ rows: string; hash: string }>(
      `SELECT rows, hash FROM ${log} ORDER BY rev`,
    ))
      for (const { table, before, after } of JSON.parse(rows) as RowChange[])
        for (const column of NAMES[table] ?? [])
          for (const row of [before, after])
            if (namesIn(row?.[column]).some((name) => plainName(name) === given)) return hash;
  return null;
}

/** A name, or a list of them or of what has one. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'string') return [];
  if (!value.startsWith('[')) return [value];
  try {
    const list = JSON.parse(value) as readonly (string | { readonly name?: unknown })[];
    return list.flatMap((each) => {
      const name = typeof each === 'string' ? each : each.name;
      return typeof name === 'string' ? [name] : [];
    });
  } catch {
    return [value];
  }
}
