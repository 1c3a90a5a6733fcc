import type { Report } from '../report/report.ts';
import type { Facts } from './facts.ts';

/** Facts that an answer still to come may take back. */
const WHILE_OPEN = ['implemented', 'partial', 'planned', 'risk-accepted'] as const;

/**
 * The facts of a control that no answer still to come can change: on an official form what is not decided stays empty. While a duty is
 * open, the control can be neither done nor planned; it is partly done where an answered duty is done and another is not. It lies with
 * both sides where both have a part, or where the provider has one of something that cannot be inherited whole.
 */
export function settledFacts(facts: Facts): Facts {
  if (!facts.has('open')) return facts;
  const settled = new Set(facts);
  const partly = facts.has('partial') && facts.has('undone') && !facts.has('own-part-unrecorded');
  for (const word of WHILE_OPEN) if (word !== 'partial' || !partly) settled.delete(word);
  const provider = facts.has('self') || facts.has('upstream');
  const together = provider && (facts.has('downstream') || !facts.has('inherit-wholly'));
  if (facts.has('held-together') && !together) {
    settled.delete('held-together');
    settled.add('undecided');
  }
  return settled;
}

/**
 * The report as an official form may quote it: an answer that rests on a known misconception cannot stand, so its duty has none, and
 * nobody named in it has a part for that.
 */
export const soundReport = (report: Report): Report => ({
  ...report,
  *rows() {
    for (const row of report.rows())
      yield row.misconception
        ? { ...row, shares: [], ownership: { kind: 'unanswered' as const }, misconception: false }
        : row;
  },
});
