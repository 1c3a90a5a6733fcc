import { isOfServices } from '../../../domain/services/guess-columns.ts';
import { isNotInUse } from '../../../domain/services/state-words.ts';
import type { Json } from '../../text/json.ts';
import type { saysService } from '../given.ts';

// A field of services beside a list of names that is called of services as well: `service: orders-api` with `aws_services: [ECS, RDS]` is a
// system with its services, `service: AWS Lambda` with `products: [orders]` a service with what runs on it.

type IsService = ReturnType<typeof saysService>;

/** Words by which systems of one's own are called as well as services of AWS, without Amazon or AWS in front. */
const ORDINARY: ReadonlySet<string> = new Set(
  'account artifact backup batch billing budgets chat config connect detective events forecast health iam inspector invoicing iot location logs messaging notifications organizations payments personalize scheduler search signer sso support transfer translate'.split(
    ' ',
  ),
);

const OF_ALL = /^(aws|amazon( web services)?)$/i;

/** Whether a field is of a service, and of nothing else that is called so. */
export const isSure = (field: readonly [name: string, value: unknown], isService: IsService): boolean =>
  isService(field) && !ORDINARY.has(String(field[1]).toLowerCase()) && !OF_ALL.test(String(field[1]));

/** By its heading, a list of services of a provider, or for sure of AWS; what is called a product may be one's own. */
const OF_A_PROVIDER = /serv|dienst|aws|amazon/i;
const OF_AWS = /aws|amazon/i;
const OF_PRODUCTS = /^pro[dt]/i;
/** So many names of a file are looked up to tell what its lists hold. */
const MOST_LOOKED_UP = 5000;

/** Of an entry whose fields say already what they are of. */
export const SETTLED = Symbol('settled');
/** What the list of names of an entry is called; null for an entry without. */
type ListName = string | null | typeof SETTLED;

/** Fields beside lists of names, by what they are of in all entries. */
interface Beside {
  readonly ofSystems: ReadonlySet<string>;
  readonly ofServices: ReadonlySet<string>;
}

/**
 * Entries of which some hold a list of names (`lists`: what it is called, entry by entry), each with its field of services called after
 * what it is of; `inObjects` says that objects of the same list name services. Where a field tells of services here and of systems there, a service for sure is one beside what its list names.
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
    const sure = Object.entries(entry).find(
      ([name, value]) => beside.ofSystems.has(name) && isSure([name, value], isService),
    );
    if (sure && list === null) return [entry];
    const named = entryBeside(entry, list, beside);
    if (!sure) return [named];
    return [Object.fromEntries(Object.entries(entry).filter(([name]) => name !== list)), named];
  });
}

/**
 * A field in which every value is a service is one of services, and so is one with some that are for sure, beside a list of products. Where the
 * lists name services any other is one of systems; so are products beside a list of AWS.
 */
function fieldsBeside(
  entries: readonly Json[],
  lists: readonly ListName[],
  inObjects: boolean,
  isService: IsService,
): Beside {
  const ofSystems = new Set<string>();
  const ofServices = new Set<string>();
  const called = new Set(lists.filter((name) => typeof name === 'string'));
  const open = entries.filter((_, at) => lists[at] !== SETTLED);
  const areNamed = inObjects || namesIn(entries, lists).some((field) => isSure(field, isService));
  const areOfProvider = [...called].every((name) => OF_A_PROVIDER.test(name));
  const areOfAws = areNamed && [...called].every((name) => OF_AWS.test(name));
  for (const name of new Set(open.flatMap(Object.keys))) {
    if (!isOfServices(name) || called.has(name)) continue;
    const values = open.flatMap((entry) => (typeof entry[name] === 'string' ? [entry[name].trim()] : []));
    const told = values.filter((value) => value !== '');
    if (told.length === 0 || told.some(isNotInUse)) continue;
    const field = (value: string) => [name, value] as const;
    const hasSure = told.some((value) => isSure(field(value), isService));
    const areServices = hasSure && (!areOfProvider || told.every((value) => isService(field(value))));
    if (areServices && !(areOfAws && OF_PRODUCTS.test(name))) ofServices.add(name);
    else if (areNamed) ofSystems.add(name);
  }
  return { ofSystems, ofServices };
}

/** The names in the lists, each under what its list is called. */
function namesIn(
  entries: readonly Json[],
  lists: readonly ListName[],
): readonly (readonly [name: string, value: unknown])[] {
  const names: (readonly [string, unknown])[] = [];
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
