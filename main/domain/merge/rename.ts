import type { KeyColumns } from './names.ts';
import { type Draft, keyOf, type Row, type Value } from './rows.ts';
import { referenceOf } from './table-rules.ts';

type Renamed = Readonly<Record<string, string>>;
const renamedTo = (renamed: Renamed, key: string): string | null =>
  Object.hasOwn(renamed, key) ? (renamed[key] ?? null) : null;

/** Lets everything that speaks of the renamed records of one table speak of them by their new names. */
export function renameReferences(draft: Draft, target: string, renamed: Renamed, keys: KeyColumns): void {
  for (const [table, rows] of draft) {
    let touched = false;
    const next = new Map<string, Row>();
    for (const row of rows.values()) {
      const changed = renameIn(table, row, target, renamed);
      if (changed !== row) touched = true;
      next.set(keyOf(changed, keys(table)), changed);
    }
    if (touched) draft.set(table, next);
  }
}

/** One row with its references renamed; the same object where there are none. */
export function renameIn(table: string, row: Row, target: string, renamed: Renamed): Row {
  let changed: Record<string, Value> | null = null;
  for (const [column, value] of Object.entries(row)) {
    if (value === null) continue;
    const after = renameValue(table, column, value, target, renamed);
    if (after === value) continue;
    changed ??= { ...row };
    changed[column] = after;
  }
  return changed ?? row;
}

function renameValue(table: string, column: string, value: Value, target: string, renamed: Renamed): Value {
  const speaksOf = referenceOf(table, column);
  if (
    speaksOf === target ||
    (speaksOf === 'subject' && (target === 'service_in_use' || target === 'party'))
  ) {
    const name = renamedTo(renamed, String(value));
    return name === null ? value : typeof value === 'number' ? Number(name) : name;
  }
  if (typeof value !== 'string') return value;
  if (table === 'meeting' && column === 'attendees' && target === 'person')
    return mapList(value, (entry) => {
      const person =
        isRecord(entry) && typeof entry.person === 'string' ? renamedTo(renamed, entry.person) : null;
      return person === null ? entry : { ...(entry as object), person };
    });
  const isAgenda = column === (table === 'meeting' ? 'agenda' : table === 'workbook' ? 'usual_agenda' : '');
  if (isAgenda && (target === 'service_in_use' || target === 'party'))
    return mapList(value, (entry) => renamedTo(renamed, String(entry)) ?? entry);
  if (table === 'proposal' && column === 'owners' && target === 'party')
    return mapList(value, (entry) => renamedTo(renamed, String(entry)) ?? entry);
  if (table === 'provider_report' && column === 'services' && target === 'custom_service')
    return mapList(value, (entry) => renamedTo(renamed, String(entry)) ?? entry);
  if (table === 'saved_view' && column === 'query') return renameInView(value, target, renamed);
  if (table === 'merge' && (column === 'renames' || column === 'own_renames'))
    return composeNames(value, target, renamed);
  return value;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function mapList(json: string, map: (entry: unknown) => unknown): string {
  const list: unknown = JSON.parse(json);
  return Array.isArray(list) ? JSON.stringify(list.map(map)) : json;
}

/** What the address of a saved view narrows by, and the tables that it names. */
const VIEW_KEYS: Readonly<Record<string, readonly string[]>> = {
  subject: ['service_in_use', 'party'],
  environment: ['environment'],
  party: ['party'],
  person: ['person'],
};

/** A saved view by the new names. What is no address of ours stays as it is: its screen leaves it out, too. */
function renameInView(query: string, target: string, renamed: Renamed): string {
  const read = parsed(query);
  if (!isRecord(read)) return query;
  let touched = false;
  const after = Object.entries(read).map(([key, value]) => {
    const tables = Object.hasOwn(VIEW_KEYS, key) ? VIEW_KEYS[key] : undefined;
    const name = typeof value === 'string' && tables?.includes(target) ? renamedTo(renamed, value) : null;
    if (name !== null) touched = true;
    return [key, name ?? value] as const;
  });
  return touched ? JSON.stringify(Object.fromEntries(after)) : query;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** What an earlier merge called its records, under the names that they have now. */
function composeNames(json: string, target: string, renamed: Renamed): string {
  const names = JSON.parse(json) as Record<string, Record<string, string>>;
  const before = names[target] ?? {};
  const after: Record<string, string> = {};
  for (const [key, name] of Object.entries(before)) after[key] = renamedTo(renamed, name) ?? name;
  for (const [key, name] of Object.entries(renamed)) if (!Object.hasOwn(before, key)) after[key] = name;
  return JSON.stringify({ ...names, [target]: after });
}
