import { isOfServices } from '../../../domain/services/guess-columns.ts';
import { isNotInUse } from '../../../domain/services/state-words.ts';
import type { Json } from '../../text/json.ts';
import {
  areServices,
  type Field,
  type IsService,
  isSure,
  isTold,
  namesSure,
  OF_AWS,
} from './named-services.ts';

// A field of services beside a list of names that is called of services as well: `service: orders-api` with `aws_services: [ECS, RDS]` is a
// system with its services, `service: AWS Lambda` with `products: [orders]` a service with what runs on it.

/** By its heading, a list of services of a provider; what is called a product may be one's own. */
const OF_A_PROVIDER = /serv|dienst|aws|amazon/i;
const OF_PRODUCTS = /^pro[dt]/i;
/** So many names of a file are looked up to tell what its lists hold. */
const MOST_LOOKED_UP = 5000;

/** Systems are called in small letters more often than services are. */
const isSmall = (value: unknown): boolean => String(value) === String(value).toLowerCase();

/** Of an entry whose fields say already what they are of. */
export const SETTLED = Symbol('settled');
/** What the list of names of an entry is called; null for an entry without. */
type ListName = string | null | typeof SETTLED;

/** Fields beside lists of names, by what they are of in all entries. */
interface Beside {
  readonly ofSystems: ReadonlySet<string>;
  readonly ofServices: ReadonlySet<string>;
  /** Of services in the entries without a list. */
  readonly ofPlainServices: ReadonlySet<string>;
  /** Those of them that name nothing else beside a list. */
  readonly ofListedServices: ReadonlySet<string>;
  /** All lists are of AWS by their headings. */
  readonly areOfAws: boolean;
}

/**
 * Entries of which some hold a list of names (`lists`: what it is called, entry by entry), each with its field of services called after
 * what it is of; `inObjects` says that objects of the same list name services. Where a field tells of services here and of systems there, a
 * service for sure is one beside what its list names, and beside a list of AWS one that is not written as systems are, in small letters.
 */
export function namedBeside(
  entries: readonly Json[],
  lists: readonly ListName[],
  inObjects: boolean,
  isService: IsService,
): readonly Json[] {
  const beside = fieldsBeside(entries, lists, inObjects, isService);
  return entries.flatMap((entry, at): readonly Json[] => {
    const list = lists[at] ?? null;
    if (list === SETTLED) return [entry];
    const hasList = hasNames(entry, list);
    const mayBe = (value: unknown) => list === null || !beside.areOfAws || !isSmall(value);
    const sure = Object.entries(entry).find(
      (field) =>
        beside.ofSystems.has(field[0]) &&
        ((hasList ? isSure : namesSure)(field, isService) ||
          (beside.ofListedServices.has(field[0]) && areServices(field, isService))) &&
        mayBe(field[1]),
    );
    const isOne =
      sure || Object.keys(entry).some((name) => beside.ofPlainServices.has(name) && mayBe(entry[name]));
    if (!hasList && isOne) return [entry];
    const named = entryBeside(entry, list, beside);
    if (!sure) return [named];
    return [Object.fromEntries(Object.entries(entry).filter(([name]) => name !== list)), named];
  });
}

/**
 * A field in which every value is a service is one of services, and so is one with some that are for sure, beside a list of products; where the
 * lists are of services and name some, the order of the file decides between the two. Any other field beside lists that name services is one of
 * systems, and so are products beside a list of AWS. A field that stands in no entry with a list says nothing of the lists.
 */
function fieldsBeside(
  entries: readonly Json[],
  lists: readonly ListName[],
  inObjects: boolean,
  isService: IsService,
): Beside {
  const ofSystems = new Set<string>();
  const ofServices = new Set<string>();
  const ofPlainServices = new Set<string>();
  const ofListedServices = new Set<string>();
  const called = new Set(lists.filter((name) => typeof name === 'string'));
  const open = entries.filter((_, at) => lists[at] !== SETTLED);
  const listed = namesIn(entries, lists);
  const areNamed = inObjects || listed.some((field) => isSure(field, isService));
  const areOfProvider = [...called].every((name) => OF_A_PROVIDER.test(name));
  const areOfAws = areNamed && [...called].every((name) => OF_AWS.test(name));
  const beside = entries.filter((_, at) => typeof lists[at] === 'string');
  const isOfList = new Set(beside);
  const hasListOf = new Set(entries.filter((entry, at) => hasNames(entry, lists[at] ?? null)));
  for (const name of new Set(beside.flatMap(Object.keys))) {
    if (!isOfServices(name) || called.has(name) || OF_AWS.test(name)) continue;
    const told = open.filter((entry) => isTold(entry[name]));
    if (told.length === 0 || told.some((entry) => isNotInUse(String(entry[name])))) continue;
    const field = (entry: Json) => [name, entry[name]] as const;
    const isSmallSystem = (entry: Json) => areOfAws && isSmall(entry[name]);
    const hasSure = told.some((entry) => isSure(field(entry), isService) && !isSmallSystem(entry));
    const areAll = (some: readonly Json[]) => some.every((entry) => areServices(field(entry), isService));
    const isOne = hasSure && (!areOfProvider || areAll(told));
    if (isOne && !(areOfAws && OF_PRODUCTS.test(name))) {
      if (!areOfProvider || !listed.some(isService)) ofServices.add(name);
    } else if (areNamed) ofSystems.add(name);
    const plain = told.filter((entry) => !hasListOf.has(entry));
    const known = plain.filter((entry) => isKnown(field(entry), isService)).length;
    const hasOne =
      hasSure ||
      plain.some(
        (entry) => namesSure(field(entry), isService) && !(isOfList.has(entry) && isSmallSystem(entry)),
      );
    if (!hasOne || 2 * known <= plain.length) continue;
    ofPlainServices.add(name);
    if (areAll(told.filter((entry) => hasListOf.has(entry)))) ofListedServices.add(name);
  }
  return { ofSystems, ofServices, ofPlainServices, ofListedServices, areOfAws };
}

/** An empty list is none. */
const hasNames = (entry: Json, list: ListName): boolean => typeof list === 'string' && list in entry;

/** A service in an entry without a list, or several with whatever else stands beside them. */
const isKnown = (field: Field, isService: IsService): boolean =>
  areServices(field, isService) || namesSure(field, isService);

/** The names in the lists, each under what its list is called. */
function namesIn(entries: readonly Json[], lists: readonly ListName[]): readonly Field[] {
  const names: Field[] = [];
  for (const [at, entry] of entries.entries()) {
    const called = lists[at];
    const list: unknown = typeof called === 'string' ? entry[called] : null;
    if (typeof called === 'string' && Array.isArray(list))
      for (const each of list) names.push([called, each]);
    if (names.length >= MOST_LOOKED_UP) break;
  }
  return names.slice(0, MOST_LOOKED_UP);
}

/** An entry with the fields of systems called so, and a list of names behind a field of services. */
function entryBeside(entry: Json, list: string | null, { ofSystems, ofServices }: Beside): Json {
  const own = Object.keys(entry).some((name) => /^system$/i.test(name)) ? 'System name' : 'System';
  const fields = Object.entries(entry).map(([name, value]): readonly [string, unknown] => [
    ofSystems.has(name) && typeof value === 'string' ? own : name,
    value,
  ]);
  const isBehind = Object.keys(entry).some((name) => ofServices.has(name));
  return Object.fromEntries(
    isBehind
      ? [...fields.filter(([name]) => name !== list), ...fields.filter(([name]) => name === list)]
      : fields,
  );
}
