import { guessColumns, isOfServices } from '../../../domain/services/guess-columns.ts';
import { isOfUsed } from '../../../domain/services/in-use.ts';
import { tellsOfUse } from '../../../domain/services/other-lists.ts';
import { counted } from '../../../domain/words/counted.ts';
import { isObject, type Json } from '../../text/json.ts';
import type { Table } from '../csv.ts';
import { clip, type Found, listNames } from '../found.ts';
import { aboutTable, type ColumnsSaid, tableAsSaid } from './inventory-columns.ts';
import { isTitleOfServices, readLists } from './titled-lists.ts';
import { readEach } from './titled-tables.ts';

// An inventory that somebody keeps as JSON or YAML: a list of objects with a field for the service, or lists of names. Answers of AWS list services as well, all that
// there are: so a list of objects has to tell where, how many, for what or since when they run, as a table of services does that is surely one.

interface Listed {
  /** The name under which it stands; '' for the document itself. */
  readonly under: string;
  readonly entries: readonly unknown[];
}

const DEEPEST = 2;
const MOST_ENTRIES = 200_000;
const MOST_FIELDS = 100;
const LONGEST_VALUE = 500;

/**
 * The services of an inventory that is a document, by its lists of objects or of names; null where it has none. An error that is passed on (`otherwise`) is about the
 * table of objects, where a person could say what their fields hold.
 */
export function readListedObjects(
  file: string,
  document: unknown,
  said: ColumnsSaid,
  otherwise: Error,
): Found | null {
  const lists = [...listsOf(document, '', 0)];
  const tables = lists.flatMap((list) => tableOf(list) ?? []);
  const read = tables.filter(({ table }) => tableAsSaid(table, said) || isInventory(table));
  if (read.length === 0) {
    const likely = tables.find(({ table }) => guessColumns(table.headers).length > 0);
    if (likely) aboutTable(otherwise, likely.table);
    const names = lists.flatMap(namesOf);
    return names.length === 0 ? null : readLists(file, { lists: names, around: [] });
  }
  const { beside = [], ...found } = readEach(
    file,
    read.map(({ table, list }) => ({
      above: titleOf(list.under) || undefined,
      where: 'its list',
      table: () => table,
    })),
    said,
  );
  const others = lists.filter((list) => !read.some((each) => each.list === list));
  const left = others.map(
    ({ under, entries }) => `${titleOf(under)} (${counted(entries.length, 'entry', 'entries')})`,
  );
  return {
    ...asGuess(found),
    notes: [...found.notes, ...(left.length > 0 ? [`Other lists in it, not read: ${listNames(left)}.`] : [])],
    beside: beside.map((part) => ('found' in part ? { ...part, found: asGuess(part.found) } : part)),
  };
}
const asGuess = (found: Found): Found =>
  found.format === 'service-list' ? { ...found, isGuess: true } : found;

function isInventory({ headers, rows, above = '' }: Table): boolean {
  const service = headers.findIndex(isOfServices);
  return service >= 0 && (isOfUsed(above) || tellsOfUse(headers, rows, service));
}

function* listsOf(value: unknown, under: string, depth: number): Generator<Listed> {
  if (Array.isArray(value)) {
    if (value.length > 0 && value.length <= MOST_ENTRIES) yield { under, entries: value };
  } else if (isObject(value) && depth < DEEPEST)
    for (const [name, each] of Object.entries(value)) yield* listsOf(each, name, depth + 1);
}

/** `services_in_use` -> `services in use`, as titles are written. */
const titleOf = (name: string): string => clip(name.replaceAll(/[_-]+/g, ' ').trim(), 60);

function tableOf(list: Listed): { readonly list: Listed; readonly table: Table } | null {
  const { under, entries } = list;
  if (!entries.every(isObject)) return null;
  const fields = new Set<string>();
  for (const entry of entries)
    for (const name of Object.keys(entry)) if (fields.size < MOST_FIELDS) fields.add(name);
  const names = [...fields];
  const isNamed = names.some(isOfServices);
  // Below `services` the name of each is that of a service.
  const ofName = isNamed || !isOfServices(under) ? -1 : names.findIndex((name) => /^name$/i.test(name));
  const title = titleOf(under);
  const table: Table = {
    headers: names.map((name, at) => (at === ofName ? 'Service' : name)),
    rows: entries.map((entry) => names.map((name) => textOf((entry as Json)[name]))),
    numbers: entries.map((_, at) => at + 1),
    ...(title === '' || isOfServices(title) ? {} : { above: title }),
  };
  return { list, table };
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return clip(value.map(textOf).join(', '), LONGEST_VALUE);
  return clip(typeof value === 'object' ? JSON.stringify(value) : String(value), LONGEST_VALUE);
}

/** A list of names under one that says of which: `services`, `in_use`, `retired`. */
function namesOf({ under, entries }: Listed) {
  const title = titleOf(under);
  const isTitled = isOfServices(title) || isTitleOfServices(title);
  if (!isTitled || !entries.every((entry) => typeof entry === 'string')) return [];
  const names = entries.map((name, at) => ({ name: String(name), behind: '', line: at + 1 }));
  return [{ titles: isOfServices(title) ? [] : [title], names }];
}
