import type { RegisterRow } from '../../contract/assignments.ts';
import { hasEnded, lackingOf } from '../duties/risk-acceptance.ts';
import { listed } from '../words/listed.ts';
import { customerShares, type FoundGap, type GapRule, gapAt, type PartyBook } from './rule.ts';

export const RISK_INCOMPLETE: GapRule = {
  id: 'risk-acceptance-incomplete',
  title: 'A risk accepted without a reason, an approver, a day or an end',
  severity: 'medium',
};
export const RISK_ENDED: GapRule = {
  id: 'risk-acceptance-ended',
  title: 'A risk of which the acceptance has ended',
  severity: 'high',
};

/** Of the customer's part only, as every status. One that has ended says so, whatever else it lacks. */
export function riskAcceptance(row: RegisterRow, parties: PartyBook, today: string): FoundGap | null {
  if (row.status !== 'risk-accepted' || customerShares(row, parties).length === 0) return null;
  if (hasEnded(row.risk, today))
    return gapAt(
      RISK_ENDED,
      row,
      `the risk was accepted until ${row.risk?.expiresOn}. Accept it anew, or do what is to be done.`,
    );
  const lacking = lackingOf(row.risk);
  if (lacking.length === 0) return null;
  return gapAt(RISK_INCOMPLETE, row, `the risk is recorded as accepted, without ${listed(lacking)}.`);
}
