import { onceEach } from '../../../domain/once-each.ts';
import { isOfServices } from '../../../domain/services/guess-columns.ts';
import { isNotInUse } from '../../../domain/services/state-words.ts';
import { isObject, type Json } from '../../text/json.ts';
import { type Given, saysService } from '../given.ts';
import { saysUsed, statesIn } from './holder-states.ts';
import {
  areServices,
  areSeveral,
  type Field,
  type IsService,
  isSure,
  isSureLine,
  isSureWhole,
  isTold,
  saysAws,
  saysWord,
} from './named-services.ts';
import { namedBeside, SETTLED } from './names-beside.ts';

// Entries of an inventory that hold lists of services: accounts with theirs, systems with theirs.

/** A value, or several of them. */
export const isPlain = (value: unknown): boolean =>
  Array.isArray(value) ? value.every((each) => typeof each !== 'object') : typeof value !== 'object';

/** What a field is of where it stands in one of several accounts: `id` is the number of the account, and `name` its name. */
export function calledBelow(outer: string, field: string): string {
  if (!OF_ACCOUNTS.test(outer)) return field;
  if (/^(id|number)$/i.test(field)) return 'account';
  return /^name$/i.test(field) ? 'account name' : field;
}
const OF_ACCOUNTS = /^(aws[ _-]?)?accounts?$/i;

/**
 * The entries of a list, one with a list of services that are objects as one of each of them. `under`: the name that the list stands below. One that is itself a service has parts
 * (`service: AWS Lambda` with `orders` and `billing`), and where all of these are services for sure they are in use beside it; below a line of several, or of one and how it
 * runs, where half of them are. An ordinary word (`batch`, `billing`) may be a
 * system's as well: it is one where all that it holds are services, or where another entry is a system.
 */
export function entriesOfServices(
  list: readonly Json[],
  under: string,
  namesService: Given['namesService'],
): readonly Json[] {
  // Entries of one inventory say the same again and again, and each is asked for several times.
  const isService = saysService(onceEach(namesService));
  const held = list.map(servicesIn);
  const kinds = kindsOf(list, held, under, isService);
  const areSpread = kinds.some((kind) => kind !== 'one');
  const spread = list.map((entry, at): readonly Json[] => {
    const { called = '', services } = held[at] ?? {};
    const named = areSpread && isOfServices(under) ? withServiceNamed(entry) : entry;
    const ownServices = services ?? [];
    const outer = asSystem(outside(ownServices.length === 0 ? named : entry, called, under));
    const inner = ownServices.map((service) => within(outer, withServiceNamed(service), under));
    switch (kinds[at]) {
      case 'with names':
        return [withNames(named, called, under)];
      case 'a system':
        return inner.length === 0 ? [outer] : inner;
      case 'with services':
        return [outside(named, called, under), ...inner];
      default:
        return [named];
    }
  });
  if (!kinds.includes('with names')) return withOneName(spread.flat());
  const lists = kinds.flatMap((kind, at) =>
    (spread[at] ?? []).map(() =>
      kind === 'one' ? null : isOpen(kind, held[at]) ? (held[at]?.called ?? null) : SETTLED,
    ),
  );
  const inObjects = held.flatMap((each) => (each?.services ?? []).map(withServiceNamed));
  const areNamed = inObjects.some((each) => Object.entries(each).some((field) => isSure(field, isService)));
  return withOneName(namedBeside(spread.flat(), lists, areNamed, isService));
}

/** Whether what a field of an entry is of is told by the others alone. */
const isOpen = (kind: Kind, held: Held | null | undefined): boolean =>
  kind === 'with names' || (kind === 'with services' && held?.services?.length === 0);

/** What an entry is: of one service (with its parts, if any), with a list of names, a system with the services that it holds, or a service and those that it holds. */
type Kind = 'one' | 'with names' | 'a system' | 'with services';
function kindsOf(
  list: readonly Json[],
  held: readonly (Held | null)[],
  under: string,
  isService: IsService,
): readonly Kind[] {
  const some = (is: (field: Field, isService: IsService) => boolean) => (entry: Json) =>
    Object.entries(entry).some((field) => is(field, isService));
  const [isWhole, isLine] = [some(isSureWhole), some(isSureLine)];
  // Of a system that another field names, the first of a line is only what it begins with (`product: ECS, Java`).
  const isOther = some((field) => isOfServices(field[0]) && isTold(field[1]) && !isSure(field, isService));
  const isOne = (entry: Json) => isWhole(entry) || (some(isSure)(entry) && !isOther(entry));
  const [saysAWord, saysOfAws] = [some(saysWord), some(saysAws)];
  const [saysAll, saysSeveral] = [some(areServices), some(areSeveral)];
  // Several ordinary words are what a system is called, as one is.
  const says = (entry: Json) => isOne(entry) || (saysAll(entry) && !saysSeveral(entry));
  const hasSystems = list.some((entry, at) => (held[at]?.services ?? []).length > 0 && !says(entry));
  return list.map((entry, at): Kind => {
    const inner = held[at];
    const named = isOfServices(under) ? withServiceNamed(entry) : entry;
    if (inner == null) return hasSystems && saysAWord(named) && !saysOfAws(named) ? 'a system' : 'one';
    if (inner.services === null) return 'with names';
    const isNamed = isOfServices(under) || saysSeveral(named) ? saysAll(named) : isOne(named);
    if (inner.services.length === 0 && isNamed) return 'with services';
    const services = inner.services.map(withServiceNamed);
    if (isOne(entry)) {
      const sure = services.filter(isOne).length;
      const areInUse = isLine(entry) ? 2 * sure >= services.length : sure === services.length;
      return areInUse ? 'with services' : 'one';
    }
    const isSystem = !says(entry) || hasSystems || (services.length > 0 && services.every(says));
    return isSystem ? 'a system' : 'one';
  });
}

interface Held {
  readonly called: string;
  /** Null where they are names alone. */
  readonly services: readonly Json[] | null;
}
function servicesIn(entry: Json): Held | null {
  for (const [called, value] of Object.entries(entry))
    if (isOfServices(called) && Array.isArray(value))
      return { called, services: value.every(isObject) ? value : null };
  return null;
}

/** What stands beside the services of an entry. */
function outside(entry: Json, called: string, under: string): Json {
  const { [called]: _, ...beside } = withNames(entry, called, under);
  return beside;
}
/** An entry with its list of names where that stands. */
const withNames = (entry: Json, called: string, under: string): Json =>
  Object.fromEntries(
    Object.entries(entry).flatMap(([name, value]) =>
      name === called ? [[name, value]] : isPlain(value) ? [[calledBelow(under, name), value]] : [],
    ),
  );
/** "service: checkout" above services of AWS is what has them. */
const asSystem = (outer: Json): Json =>
  Object.fromEntries(
    Object.entries(outer).map(([name, value]) => [isOfServices(name) ? 'System' : name, value]),
  );

/**
 * A service with what stands beside the list that it is in. A state of all of them by which they are not in use holds for each, whatever it says of itself; any other has a column
 * of its own beside the service's.
 */
function within(outer: Json, service: Json, under: string): Json {
  const states = statesIn(outer);
  const holder = under.replace(/s$/i, '') || 'System';
  const fields = Object.entries(outer).flatMap(([name, value]): readonly (readonly [string, unknown])[] => {
    const state = states.get(name);
    if (state === undefined || !(name in service)) return [[name, value]];
    return isNotInUse(state) || saysUsed(name, state) ? [] : [[`${holder} ${name}`, value]];
  });
  const ofAll = [...states].filter(([name, state]) => isNotInUse(state) && name in service);
  return { ...Object.fromEntries(fields), ...service, ...Object.fromEntries(ofAll) };
}

/** Below `services` the name of each is that of a service. */
const withServiceNamed = (service: Json): Json =>
  Object.entries(service).some(([name, value]) => isOfServices(name) && typeof value === 'string')
    ? service
    : Object.fromEntries(
        Object.entries(service).map(([name, value]) => [/^name$/i.test(name) ? SERVICE : name, value]),
      );
const SERVICE = 'Service';

/** Entries that name their service each in a field of another name, with one name for all. */
function withOneName(entries: readonly Json[]): readonly Json[] {
  const fields = entries.map((entry) => Object.keys(entry).find(isOfServices));
  if (new Set(fields.filter((field) => field !== undefined)).size < 2) return entries;
  return entries.map((entry, at) =>
    Object.fromEntries(
      Object.entries(entry).map(([name, value]) => [name === fields[at] ? SERVICE : name, value]),
    ),
  );
}
