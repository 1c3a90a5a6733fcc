import type { RegisterRow } from '../../contract/assignments.ts';
import type { Cadence } from '../../contract/due.ts';
import { addMonths } from '../days.ts';
import { isAnswered } from '../duties/ownership.ts';

type Looked = Pick<RegisterRow, 'ownership' | 'answeredAt' | 'reviewed'>;

/** When an answer was last looked at: given, or reviewed since. Null where there is none. */
export function lastLooked({ ownership, answeredAt, reviewed }: Looked): string | null {
  if (!isAnswered(ownership)) return null;
  const days = [answeredAt?.slice(0, 10), reviewed?.on].filter((day) => day !== undefined);
  return days.sort().at(-1) ?? null;
}

/** Says of a row on which day its answer is to be reviewed; null where no cadence holds for it, or nothing was answered. */
export function cadenceBook(
  cadences: readonly Cadence[],
): (row: Looked & Pick<RegisterRow, 'ref' | 'domain'>) => string | null {
  if (cadences.length === 0) return () => null;
  const duties = new Map(cadences.flatMap(({ ref, months }) => (ref === null ? [] : [[ref, months]])));
  const domains = new Map(
    cadences.flatMap(({ domain, months }) => (domain === null ? [] : [[domain, months]])),
  );
  const whole = cadences.find(({ domain, ref }) => domain === null && ref === null)?.months;
  return (row) => {
    const months = duties.get(row.ref) ?? domains.get(row.domain) ?? whole;
    const last = months === undefined ? null : lastLooked(row);
    return months === undefined || last === null ? null : addMonths(last, months);
  };
}

/** `every month`, `every 12 months`. */
export const cadenceWords = (months: number): string =>
  months === 1 ? 'every month' : `every ${months} months`;
