import { useDeferredValue } from 'react';
import type { Card } from '../../main/contract/assignments.ts';
import type { Difference } from '../../main/contract/portfolio.ts';
import { useDemarcQuery } from '../host/queries.ts';
import { precedentFor } from './precedent.ts';

/**
 * How the workbooks that were published to the portfolio on this machine answer the duty; null where there are none, and while that is
 * read. It asks no server. All duties of a service are asked for at once, so that the next card has it when it comes.
 */
export function usePrecedent({ ref, subject, responsibility }: Card, wanted: boolean): Difference | null {
  // Asked for when the card itself is drawn.
  const drawn = useDeferredValue(ref, null) === ref && wanted;
  const own = useDemarcQuery('workbook.info', {}).data?.uuid;
  const services = useDemarcQuery('services.list', {}, { enabled: drawn }).data;
  // What is answered once stands under its kind, as it is published.
  const service =
    subject.kind === 'service'
      ? services?.find((each) => each.ref === subject.ref)?.catalogueId
      : subject.kind;
  const { data } = useDemarcQuery(
    'portfolio.precedents',
    { service: service ?? '', except: own },
    { enabled: drawn && service !== undefined && own !== undefined },
  );
  return data ? precedentFor(data, responsibility.id) : null;
}
