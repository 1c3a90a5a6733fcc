import type { Lifecycle } from '../../contract/catalogue.ts';
import type { Severity } from '../../contract/gaps.ts';
import { addMonths } from '../days.ts';

/** How long before its end of support a service is worth a warning. */
export const END_OF_SUPPORT_WARNING_MONTHS = 12;

export interface LifecycleNotice {
  readonly severity: Severity;
  /** Follows the name of the service: `reached its end of support on 2026-09-30`. */
  readonly text: string;
}

/**
 * What the assessor should hear about where a service stands on a day (ISO date): nothing while it is active, or
 * while its end of support is more than a year away. A notice stays once the date is past.
 */
export function lifecycleNotice(lifecycle: Lifecycle, today: string): LifecycleNotice | null {
  if (lifecycle.state === 'active') return null;
  const { date } = lifecycle;
  if (lifecycle.state === 'closed-to-new') return { severity: 'low', text: closedText(lifecycle, today) };
  if (date === undefined) return { severity: 'medium', text: 'is to lose support; no date is known' };
  // An announcement is not the end: the day on which support ends is not known then.
  if (lifecycle.dateKind !== undefined && lifecycle.dateKind !== 'end-of-support')
    return { severity: 'medium', text: `is to lose support, as was announced on ${date}` };
  if (date <= today) return { severity: 'high', text: `reached its end of support on ${date}` };
  if (date > addMonths(today, END_OF_SUPPORT_WARNING_MONTHS)) return null;
  return { severity: 'medium', text: `reaches its end of support on ${date}` };
}

function closedText({ date, dateKind }: Lifecycle, today: string): string {
  if (date === undefined) return 'is closed to new customers';
  if (dateKind === 'announced') return `is closed to new customers, as was announced on ${date}`;
  return date <= today
    ? `has been closed to new customers since ${date}`
    : `closes to new customers on ${date}`;
}
