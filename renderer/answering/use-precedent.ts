import { useDeferredValue } from 'react';
import type { Card } from '../../main/contract/assignments.ts';
import type { Difference } from '../../main/contract/portfolio.ts';
import { failureOf } from '../host/call-error.ts';
import { useDemarcQuery } from '../host/queries.ts';
import { usePortfolio } from '../host/use-portfolio.ts';
import { precedentFor } from './precedent.ts';

/** How others answer, and why that is not known. */
export interface Elsewhere {
  readonly precedent: Difference | null;
  /** Where the portfolio that was connected did not answer, in words. */
  readonly notAsked: string | null;
}

/**
 * How the workbooks that were published to the portfolio answer the duty; null where there are none, and while that is read. It asks a
 * server only if somebody connected it in this session. All duties of a service are asked for at once, so that the next card has it when it comes.
 */
export function usePrecedent({ ref, subject, responsibility }: Card, wanted: boolean): Elsewhere {
  // Asked for when the card itself is drawn.
  const drawn = useDeferredValue(ref, null) === ref && wanted;
  const own = useDemarcQuery('workbook.info', {}).data?.uuid;
  const services = useDemarcQuery('services.list', {}, { enabled: drawn }).data;
  // What is answered once stands under its kind, as it is published.
  const service =
    subject.kind === 'service'
      ? services?.find((each) => each.ref === subject.ref)?.catalogueId
      : subject.kind;
  const portfolio = usePortfolio({ enabled: drawn });
  const { data, error } = useDemarcQuery(
    'portfolio.precedents',
    { from: portfolio?.from, service: service ?? '', except: own },
    { enabled: drawn && service !== undefined && own !== undefined && portfolio !== null },
  );
  return {
    precedent: data ? precedentFor(data, responsibility.id) : null,
    // One's own portfolio is not missed before it is looked at; whoever connected one counts on it.
    notAsked: error && portfolio?.connected ? failureOf(error).message : null,
  };
}
