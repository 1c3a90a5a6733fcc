import type { RegisterRow } from '../../contract/assignments.ts';
import { addDays } from '../days.ts';
import type { GapInput } from './input.ts';
import { type FoundGap, type GapRule, placeOf } from './rule.ts';

/** How long before it expires evidence is worth a warning. */
export const EXPIRY_WARNING_DAYS = 90;

export const EVIDENCE_EXPIRED: GapRule = {
  id: 'evidence-expired',
  title: 'Evidence that has expired',
  severity: 'high',
};
export const EVIDENCE_EXPIRING: GapRule = {
  id: 'evidence-expiring',
  title: `Evidence that expires within ${EXPIRY_WARNING_DAYS} days`,
  severity: 'low',
};

type Item = GapInput['evidence'][number];

/**
 * One gap per piece of evidence, however many duties it supports, at the first of them in register order. It is good
 * through the day on which it expires.
 */
export function evidenceExpiry(item: Item, first: RegisterRow, today: string): FoundGap | null {
  const { expires } = item;
  if (expires === null || expires > addDays(today, EXPIRY_WARNING_DAYS)) return null;
  const rule = expires < today ? EVIDENCE_EXPIRED : EVIDENCE_EXPIRING;
  const others = item.links.length - 1;
  const where = others > 0 ? ` and ${others} other ${others === 1 ? 'duty' : 'duties'}` : '';
  const when = rule === EVIDENCE_EXPIRED ? `expired on ${expires}` : `expires on ${expires}`;
  return {
    rule: rule.id,
    severity: rule.severity,
    sentence: `${placeOf(first)}: E-${item.number} "${item.title}", which supports this${where}, ${when}.`,
    ref: first.ref,
    subject: first.subject,
    responsibility: first.responsibility,
  };
}

/** Finds the first row that each piece of dated evidence supports. */
export function evidenceWalk(evidence: readonly Item[]) {
  const dated = new Map(
    evidence
      .filter((item) => item.expires !== null && item.replacedBy === null)
      .map((item) => [item.number, item]),
  );
  const first = new Map<number, { item: Item; row: RegisterRow; at: number }>();
  return {
    see(row: RegisterRow, at: number): void {
      for (const number of row.evidence) {
        const item = dated.get(number);
        if (item && !first.has(number)) first.set(number, { item, row, at });
      }
    },
    firstUses: () => first.values(),
  };
}
