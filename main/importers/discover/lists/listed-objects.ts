import { guessColumns, isOfServices } from '../../../domain/services/guess-columns.ts';
import { isOfUsed } from '../../../domain/services/in-use.ts';
import { tellsOfUse } from '../../../domain/services/other-lists.ts';
import { counted } from '../../../domain/words/counted.ts';
import { isObject, type Json } from '../../text/json.ts';
import type { TitledList } from '../../text/points.ts';
import { placeColumns, type Table } from '../csv.ts';
import { clip, type Found, listNames } from '../found.ts';
import type { Given } from '../given.ts';
import { titleThatCounts } from './below-titles.ts';
import { saysUsed, statesIn } from './holder-states.ts';
import { aboutTable, tableAsSaid } from './inventory-columns.ts';
import { calledBelow, entriesOfServices, isPlain } from './nested-services.ts';
import { isTitleOfServices, readLists } from './titled-lists.ts';
import { readEach } from './titled-tables.ts';

// An inventory that somebody keeps as JSON or YAML: a list of objects with a field for the service, or lists of names. Answers of AWS list services as well, all that
// there are: so a list of objects has to tell where, how many, for what or since when they run, as a table of services does that is surely one.

type Above = Pick<Listed, 'place' | 'states'>;
interface Listed {
  /** The names that it stands below, from the nearest on; none of the document itself. */
  readonly keys: readonly string[];
  readonly entries: readonly unknown[];
  /** What stands beside it of where it runs. */
  readonly place: ReadonlyMap<string, unknown>;
  /** What the objects that it stands in say of whether it is in use, the nearest counting; not that it is, which needs no telling. */
  readonly states: ReadonlyMap<string, string>;
}

const DEEPEST = 4;
const MOST_ENTRIES = 200_000;
const MOST_FIELDS = 100;
const LONGEST_VALUE = 500;
/** An organisation has hundreds of accounts. */
const LONGEST_LIST = 20_000;

/**
 * The services of an inventory that is a document, by its lists of objects or of names; null where it has none. An error that is passed on (`otherwise`) is about the
 * table of objects, where a person could say what their fields hold.
 */
export function readListedObjects(
  file: string,
  document: unknown,
  given: Given,
  otherwise: Error,
): Found | null {
  const lists = [...listsOf(document, [], { place: NONE, states: NONE }, 0)];
  const objects = lists.flatMap((list) => tableOf(list, given.namesService) ?? []);
  const names = lists.filter(namesServices);
  // What an answer says of itself, as that it is up, makes no inventory of it.
  const isOne = ({ list, table }: OfTable) =>
    isInventory(
      list.states.size === 0
        ? table
        : (tableOf({ ...list, states: NONE }, given.namesService)?.table ?? table),
    );
  const tables = objects.filter((each) => tableAsSaid(each.table, given.said) || isOne(each));
  // Where something runs, and whether, is read of tables alone.
  const isPlaced = names.some(({ place, states }) => place.size + states.size > 0);
  const read = tables.length === 0 && !isPlaced ? [] : [...tables, ...names.map(tableOfNames)];
  // Lists of accounts and Regions beside one of services say where these run.
  const isPlace = ({ entries }: Listed) => lists.some(({ place }) => [...place.values()].includes(entries));
  const othersThan = (these: readonly Listed[]) =>
    notRead(lists.filter((list) => !these.includes(list) && !isPlace(list)));
  if (read.length === 0) {
    const likely = objects.find(({ table }) => guessColumns(table.headers).length > 0);
    if (likely) aboutTable(otherwise, likely.table);
    if (names.length === 0) return null;
    const found = readLists(file, { lists: names.map(listOfNames), around: [] }, given);
    return { ...found, notes: [...found.notes, ...ofSettings(names), ...othersThan(names)] };
  }
  const { beside = [], ...found } = readEach(
    file,
    read.map(({ table }) => ({ above: table.above, where: 'its list', table: () => table })),
    given,
  );
  return {
    ...asGuess(found),
    notes: [...found.notes, ...ofSettings(names), ...othersThan(read.map(({ list }) => list))],
    beside: beside.map((part) => ('found' in part ? { ...part, found: asGuess(part.found) } : part)),
  };
}
/** Lists that are named and not read, with how much is in them. */
function notRead(lists: readonly Listed[]): readonly string[] {
  const told = lists.map(({ keys, entries }) => {
    const called = keys.slice(0, 2).reverse().join(' ');
    return `${titleOf(called)} (${counted(entries.length, 'entry', 'entries')})`;
  });
  return told.length > 0 ? [`Other lists in it, not read: ${listNames(told)}.`] : [];
}
/** Settings of many programs have a list of services as well, and a Region: an account, or a name above it, tells that they run somewhere. */
function ofSettings(names: readonly Listed[]): readonly string[] {
  const bare = names.find(
    (list) => titlesOf(list).length === 0 && !isOfUsed(titleOf(list.keys[0] ?? '')) && !namesItsAccount(list),
  );
  return bare === undefined
    ? []
    : [
        `It has a list called “${titleOf(bare.keys[0] ?? '')}” and does not say that they are in use: settings of programs have such lists as well. Leave out what is not in use.`,
      ];
}

/** Settings name accounts as well, several at a time. */
function namesItsAccount({ place }: Listed): boolean {
  const [at, fields] = [placeColumns({ headers: [...place.keys()], rows: [] }).account, [...place.values()]];
  return at >= 0 && !Array.isArray(fields[at]);
}

const asGuess = (found: Found): Found =>
  found.format === 'service-list' ? { ...found, isGuess: true } : found;

function isInventory({ headers, rows, above = '' }: Table): boolean {
  const service = headers.findIndex(isOfServices);
  return service >= 0 && (isOfUsed(above) || tellsOfUse(headers, rows, service));
}

const NONE: ReadonlyMap<string, string> = new Map();
function* listsOf(value: unknown, keys: readonly string[], above: Above, depth: number): Generator<Listed> {
  if (Array.isArray(value)) {
    const states = new Map([...above.states].filter(([name, state]) => !saysUsed(name, state)));
    if (value.length > 0 && value.length <= MOST_ENTRIES) yield { keys, entries: value, ...above, states };
  } else if (isObject(value) && depth < DEEPEST) {
    const states = new Map([...above.states, ...statesIn(value)]);
    for (const [name, each] of Object.entries(value)) {
      const place = Array.isArray(each) ? placeOf(value, keys[1] ?? '') : NONE;
      yield* listsOf(each, [name, ...keys], { place, states }, depth + 1);
    }
  }
}

/** What an object says of where something runs; `outer` is what it is one of. */
function placeOf(object: Json, outer: string): Listed['place'] {
  const named = Object.keys(object);
  const fields = named.map((name) => calledBelow(outer, name));
  const { account, region } = placeColumns({ headers: fields, rows: [] });
  return new Map(
    fields.flatMap((field, at) => {
      const value = object[named[at] ?? ''];
      return (at === account || at === region) && isPlain(value) ? [[field, value]] : [];
    }),
  );
}

/** `services_in_use` -> `services in use`, as titles are written. */
const titleOf = (name: string): string =>
  clip(name.replaceAll(/[_-]+|(?<=\p{Ll})(?=\p{Lu})/gu, ' ').trim(), 60);
/** The names above a list as titles; that it is one of services says nothing more. */
const titlesOf = ({ keys }: Listed): readonly string[] =>
  keys.map(titleOf).filter((title) => title !== '' && !isOfServices(title));

const besideOf = ({ place, states }: Listed): ReadonlyMap<string, unknown> => new Map([...states, ...place]);

interface OfTable {
  readonly list: Listed;
  readonly table: Table;
}
function tableOf(list: Listed, namesService: Given['namesService']): OfTable | null {
  const { keys } = list;
  const place = besideOf(list);
  if (!list.entries.every(isObject)) return null;
  const [under = ''] = keys;
  const entries = inOneNumber(entriesOfServices(list.entries, under, namesService));
  const fields = new Set<string>(place.keys());
  for (const entry of entries)
    for (const name of Object.keys(entry)) if (fields.size < MOST_FIELDS) fields.add(name);
  const names = [...fields];
  const isNamed = names.some(isOfServices);
  // Below `services` the name of each is that of a service.
  const ofName = isNamed || !isOfServices(under) ? -1 : names.findIndex((name) => /^name$/i.test(name));
  const rows = entries.map((entry) => names.map((name) => textOf(entry[name] ?? place.get(name))));
  return {
    list,
    table: titled(
      list,
      names.map((name, at) => (at === ofName ? 'Service' : name)),
      rows,
    ),
  };
}
const titled = (list: Listed, headers: Table['headers'], rows: Table['rows']): Table => {
  const above = titleThatCounts(titlesOf(list));
  return { headers, rows, numbers: rows.map((_, at) => at + 1), ...(above === undefined ? {} : { above }) };
};

/** Entries that name places in the plural where others name one (`accounts` beside `account`), under one name. */
function inOneNumber(entries: readonly Json[]): readonly Json[] {
  const all = new Set(entries.flatMap((entry) => Object.keys(entry)));
  const oneOf = (name: string, entry: Json): string => {
    const one = name.slice(0, -1);
    return OF_PLACES.test(name) && all.has(one) && !(one in entry) ? one : name;
  };
  return [...all].some((name) => OF_PLACES.test(name) && all.has(name.slice(0, -1)))
    ? entries.map((entry) =>
        Object.fromEntries(Object.entries(entry).map(([name, value]) => [oneOf(name, entry), value])),
      )
    : entries;
}
const OF_PLACES = /^(aws[ _-]?)?(account|region|environment)s$/i;

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return clip(value.map(textOf).join(', '), LONGEST_LIST);
  return clip(typeof value === 'object' ? JSON.stringify(value) : String(value), LONGEST_VALUE);
}

/** Below `services` in the settings of a program, or of what is to come: `exclude`, `ignored`, `target`. */
const OF_SETTINGS =
  /^(?:in|ex)clu|^(?:ignor|skip|allow|den(?:y|ied)|block|black|white|do[ _-]?not|disable|regions?$|accounts?$|targets?$|wish|proposed$)/iu;
/** Whether a list of names stands under one that says of which: `services`, `in_use`, `retired`, and `active` or `storage` below `services`. */
function namesServices({ keys, entries }: Listed): boolean {
  const [title = '', outer = ''] = keys.map(titleOf);
  const isOne =
    isOfServices(title) || isTitleOfServices(title) || (isOfServices(outer) && !OF_SETTINGS.test(title));
  return isOne && entries.every((entry) => typeof entry === 'string');
}
const listOfNames = (list: Listed): TitledList => ({
  titles: titlesOf(list),
  names: list.entries.map((name, at) => ({ name: String(name), behind: '', line: at + 1 })),
});
function tableOfNames(list: Listed): OfTable {
  const place = [...besideOf(list)];
  const beside = place.map(([, value]) => textOf(value));
  const rows = list.entries.map((name) => [String(name), ...beside]);
  return { list, table: titled(list, ['Service', ...place.map(([name]) => name)], rows) };
}
