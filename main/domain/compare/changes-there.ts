import type { Environment } from '../../contract/environments.ts';
import type { ServiceInUse } from '../../contract/services-in-use.ts';
import type { Change } from '../../contract/snapshots.ts';
import { supportedBy } from '../evidence/supported-by.ts';
import { servicePlaces, type Where } from '../services/service-places.ts';
import type { FrozenState } from './frozen-state.ts';
import { environmentsOf } from './scope.ts';

/** Where services run now. */
export interface Present {
  readonly services: readonly ServiceInUse[];
  readonly environments: readonly Environment[];
}

/**
 * The changes that concern a service in a place: its answers, itself, or evidence of its duties. A service is where it runs now; one
 * that only the states know is where the later of them says.
 */
export function changesThere(
  changes: readonly Change[],
  states: { readonly before: FrozenState; readonly after: FrozenState },
  { services, environments }: Present,
  where: Where,
): readonly Change[] {
  const inOrder = [states.before, states.after];
  const then = inOrder.flatMap((state) =>
    state.services.map((service) => ({ ...service, environments: environmentsOf(service) })),
  );
  // The last one given is what counts.
  const places = servicePlaces([...then, ...services], environments);
  const supported = new Map<string, string[]>();
  for (const { number, links } of inOrder.flatMap(({ evidence }) => evidence)) {
    const key = `E-${number}`;
    supported.set(key, [...(supported.get(key) ?? []), ...supportedBy({ links })]);
  }
  const subjectsOf = (ref: string): readonly string[] => supported.get(ref) ?? [ref.split('/')[0] ?? ref];
  return changes.filter(({ ref }) => places.isIn(ref === null ? [] : subjectsOf(ref), where));
}
