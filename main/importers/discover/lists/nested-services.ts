import { isOfServices } from '../../../domain/services/guess-columns.ts';
import { isObject, type Json } from '../../text/json.ts';
import { type Given, saysService } from '../given.ts';
import { saysUsed, statesIn } from './holder-states.ts';

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
 * The entries of a list, one with a list of services that are objects as one of each of them. `under`: the name that the list stands below. One that is itself a service has
 * parts (`service: AWS Lambda` with `orders` and `billing`), unless all of them are services, or others beside it hold some and are none.
 */
export function entriesOfServices(
  list: readonly Json[],
  under: string,
  namesService: Given['namesService'],
): readonly Json[] {
  const isService = saysService(namesService);
  const isOne = (service: Json) => Object.entries(withServiceNamed(service)).some(isService);
  const held = list.map(servicesIn);
  const areHolders = list.some((entry, at) => {
    const services = held[at]?.services ?? null;
    return services !== null && (services.every(isOne) || !Object.entries(entry).some(isService));
  });
  if (!areHolders)
    return list.map((entry, at) => {
      const inner = held[at];
      return inner != null && inner.services === null ? outside(entry, inner.called, under, false) : entry;
    });
  return withOneName(
    list.flatMap((entry, at) => {
      const inner = held[at];
      if (inner == null) return [isOfServices(under) ? withServiceNamed(entry) : entry];
      const outer = outside(entry, inner.called, under, inner.services !== null);
      return inner.services?.map((service) => within(outer, withServiceNamed(service))) ?? [outer];
    }),
  );
}

interface Held {
  readonly called: string;
  /** Null where they are names alone. */
  readonly services: readonly Json[] | null;
}
function servicesIn(entry: Json): Held | null {
  for (const [called, value] of Object.entries(entry))
    if (isOfServices(called) && Array.isArray(value) && value.length > 0)
      return { called, services: value.every(isObject) ? value : null };
  return null;
}

/** What stands beside the services of an entry; those that are names alone stay in it. */
function outside(entry: Json, called: string, under: string, areObjects: boolean): Json {
  return Object.fromEntries(
    Object.entries(entry).flatMap(([name, value]) => {
      if (name === called || !isPlain(value)) return name === called && !areObjects ? [[name, value]] : [];
      // "service: checkout" above services of AWS is what has them.
      return [[areObjects && isOfServices(name) ? 'System' : calledBelow(under, name), value]];
    }),
  );
}

/** A service with what stands beside the list that it is in; a state of all of them holds where the service says of itself no more than that it is in use. */
function within(outer: Json, service: Json): Json {
  const ofAll = [...statesIn(outer)].filter(([name, state]) => {
    const own = service[name];
    return !saysUsed(name, state) && own !== undefined && saysUsed(name, String(own));
  });
  return { ...outer, ...service, ...Object.fromEntries(ofAll) };
}

/** Below `services` the name of each is that of a service. */
const withServiceNamed = (service: Json): Json =>
  Object.keys(service).some(isOfServices)
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
