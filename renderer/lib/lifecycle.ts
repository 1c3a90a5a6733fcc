import type { Lifecycle } from '../../main/contract/catalogue.ts';
import { formatDate } from './format.ts';

export interface LifecycleWords {
  readonly short: string;
  readonly long: string;
  readonly tone: 'warn' | 'bad';
}

/** What to warn of, or null for a service that is simply there. */
export function lifecycleWords(lifecycle: Lifecycle): LifecycleWords | null {
  if (lifecycle.state === 'active') return null;
  const date = lifecycle.date ? formatDate(lifecycle.date) : null;
  const dated =
    date === null
      ? ''
      : lifecycle.dateKind === 'announced'
        ? `, announced on ${date}`
        : lifecycle.dateKind === 'closed'
          ? ` since ${date}`
          : ` on ${date}`;
  const note = lifecycle.note ? ` ${lifecycle.note}` : '';
  return lifecycle.state === 'closed-to-new'
    ? { short: 'Closed to new customers', long: `Closed to new customers${dated}.${note}`, tone: 'warn' }
    : { short: 'End of support', long: `AWS ends its support${dated}.${note}`, tone: 'bad' };
}
