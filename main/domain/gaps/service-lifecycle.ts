import { lifecycleNotice } from '../services/lifecycle.ts';
import type { GapInput } from './input.ts';
import type { FoundGap, GapRule } from './rule.ts';

export const SERVICE_LIFECYCLE: GapRule = {
  id: 'service-lifecycle',
  title: 'A service that is closed to new customers or near its end of support',
  severity: 'medium',
};

/** Points at the service; high once support has ended, low while it is only closed to new customers. */
export function serviceLifecycle(service: GapInput['services'][number], today: string): FoundGap | null {
  const notice = lifecycleNotice(service.lifecycle, today);
  if (notice === null) return null;
  const note = service.lifecycle.note === undefined ? '' : ` ${service.lifecycle.note}`;
  return {
    rule: SERVICE_LIFECYCLE.id,
    severity: notice.severity,
    sentence: `${service.label}: ${service.serviceName} ${notice.text}.${note}`,
    ref: null,
    subject: service.ref,
    responsibility: null,
  };
}
