import { groupBy } from '../group-by.ts';
import type { KeyColumns } from './names.ts';
import { byText, type Draft, draftOf, draftTable, keyOf, type Tables, tableOf } from './rows.ts';

const SERVICES = 'service_in_use';
const PAIRS = 'service_environment';

type Sides<T> = Readonly<Record<'base' | 'mine' | 'theirs', T>>;
/** The environment in the row of each service that has one. */
type Firsts = ReadonlyMap<string, string>;

/**
 * A file has the first environment of a service in its own row and the others beside it; people only know a set. Puts the first beside the
 * others on each side, so that what one side added or took away is merged as a set and never asked about. Gives back how the first is
 * put into its row again, once the result stands.
 */
export function liftEnvironments(sides: Sides<Draft>, keys: KeyColumns): (result: Draft) => void {
  const firsts: Sides<Firsts> = {
    base: lift(sides.base, keys),
    mine: lift(sides.mine, keys),
    theirs: lift(sides.theirs, keys),
  };
  return (result) => {
    const pairs = draftTable(result, PAIRS);
    const standing = groupBy(pairs.values(), ({ subject }) => String(subject));
    const services = draftTable(result, SERVICES);
    for (const [ref, row] of services) {
      const environments = (standing.get(ref) ?? []).map(({ environment }) => String(environment));
      const first = (side: keyof Sides<unknown>) => firsts[side].get(ref) ?? null;
      const environment = firstOf(first('base'), first('mine'), first('theirs'), environments);
      if (environment === null) continue;
      services.set(ref, { ...row, environment });
      pairs.delete(keyOf({ subject: ref, environment }, keys(PAIRS)));
    }
  };
}

/** A state in which no environment of a service is the first: as people know it, and as what is different is told. */
export function withEnvironmentsAsSet(state: Tables, keys: KeyColumns): Tables {
  // The tables that it changes are copied, and no other.
  const changed = draftOf(new Map([SERVICES, PAIRS].map((table) => [table, tableOf(state, table)])));
  lift(changed, keys);
  return new Map([...state, ...changed]);
}

function lift(side: Draft, keys: KeyColumns): Firsts {
  const firsts = new Map<string, string>();
  const pairs = draftTable(side, PAIRS);
  const services = draftTable(side, SERVICES);
  for (const [ref, row] of services) {
    const { environment } = row;
    if (typeof environment !== 'string') continue;
    firsts.set(ref, environment);
    const pair = { subject: ref, environment };
    pairs.set(keyOf(pair, keys(PAIRS)), pair);
    services.set(ref, { ...row, environment: null });
  }
  return firsts;
}

/** Which of the environments stands in the row: as both sides have it, or the one that changed it; else one of theirs, the same from either side. */
function firstOf(
  base: string | null,
  mine: string | null,
  theirs: string | null,
  standing: readonly string[],
): string | null {
  const settled = mine === theirs || theirs === base ? mine : mine === base ? theirs : undefined;
  if (settled === null || (settled !== undefined && standing.includes(settled))) return settled;
  const either = [mine, theirs].filter((id) => id !== null).sort(byText);
  return [...either, ...standing.toSorted(byText)].find((id) => standing.includes(id)) ?? null;
}
