import type { Action } from '../contract/actions.ts';
import type { Gap } from '../contract/gaps.ts';

/** Whether it is still to be done. */
export const isLive = (action: Pick<Action, 'state'>): boolean =>
  action.state === 'open' || action.state === 'in-progress';

/** One is late from the day after it was due. `today` is an ISO date. */
export const isOverdue = (action: Pick<Action, 'state' | 'dueOn'>, today: string): boolean =>
  isLive(action) && action.dueOn !== null && action.dueOn < today;

type Placed = Pick<Action, 'number' | 'state' | 'rule' | 'subject' | 'responsibility'>;
type Place = Pick<Gap, 'rule' | 'subject' | 'responsibility'>;

const keyOf = (rule: string, subject: string | null, responsibility: string | null): string =>
  `${rule} ${subject ?? '*'} ${responsibility ?? '*'}`;

/**
 * Looks up which live action covers a gap: one for the same rule at the same duty, else at the whole subject, else for
 * the whole workbook; among equals the oldest. Returns its number, or null.
 */
export function coverBook(actions: readonly Placed[]): (gap: Place) => number | null {
  const numbers = new Map<string, number>();
  for (const action of actions) {
    if (action.rule === null || !isLive(action)) continue;
    const key = keyOf(action.rule, action.subject, action.responsibility);
    numbers.set(key, Math.min(action.number, numbers.get(key) ?? action.number));
  }
  if (numbers.size === 0) return () => null;
  return ({ rule, subject, responsibility }) =>
    numbers.get(keyOf(rule, subject, responsibility)) ??
    numbers.get(keyOf(rule, subject, null)) ??
    numbers.get(keyOf(rule, null, null)) ??
    null;
}

/** Whether an action takes a gap off the list of what nobody cares for: it covers it, and is not late itself. */
export const isInHand = (gap: Pick<Gap, 'action'>, overdue: ReadonlySet<number>): boolean =>
  gap.action !== null && !overdue.has(gap.action);
