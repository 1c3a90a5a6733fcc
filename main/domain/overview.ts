import type { Action } from '../contract/actions.ts';
import type { Domain } from '../contract/catalogue.ts';
import type { Gap, Severity } from '../contract/gaps.ts';
import type { GapDomain, Overview } from '../contract/overview.ts';
import { isInHand, isOverdue } from './actions.ts';
import { addDays } from './days.ts';

/** Numbers of the actions that are late. `today` is an ISO date. */
export const overdueNumbers = (
  actions: readonly Pick<Action, 'number' | 'state' | 'dueOn'>[],
  today: string,
): ReadonlySet<number> =>
  new Set(actions.filter((action) => isOverdue(action, today)).map((action) => action.number));

const SEVERITY_ORDER: readonly Severity[] = ['high', 'medium', 'low'];

/** Counts gaps by severity, and how many of each somebody has in hand. */
export const gapsBySeverity = (
  gaps: readonly Pick<Gap, 'severity' | 'action'>[],
  overdue: ReadonlySet<number>,
): Overview['gaps'] =>
  SEVERITY_ORDER.map((severity) => {
    const own = gaps.filter((gap) => gap.severity === severity);
    return { severity, count: own.length, inHand: own.filter((gap) => isInHand(gap, overdue)).length };
  });

/** Counts gaps by domain, in the domains' order; those that point at a service as a whole come last, empty domains not at all. */
export function gapsByDomain(
  gaps: readonly Pick<Gap, 'severity' | 'responsibility'>[],
  domains: readonly Pick<Domain, 'id' | 'name'>[],
  domainOf: (responsibility: string) => string | null,
): readonly GapDomain[] {
  const counts = new Map<string | null, Record<Severity, number>>();
  for (const gap of gaps) {
    const domain = gap.responsibility === null ? null : domainOf(gap.responsibility);
    const own = counts.get(domain) ?? { high: 0, medium: 0, low: 0 };
    counts.set(domain, own);
    own[gap.severity] += 1;
  }
  const rows = [...domains, { id: null, name: 'A service as a whole' }];
  return rows.flatMap(({ id, name }) => {
    const own = counts.get(id);
    return own ? [{ domain: id, name, counts: own }] : [];
  });
}

export const WEEK_DAYS = 7;

/** The days of a week that ends today, each with its number of changes. */
export function weekDays(changes: ReadonlyMap<string, number>, today: string): Overview['week']['days'] {
  return Array.from({ length: WEEK_DAYS }, (_, index) => {
    const date = addDays(today, index + 1 - WEEK_DAYS);
    return { date, changes: changes.get(date) ?? 0 };
  });
}
