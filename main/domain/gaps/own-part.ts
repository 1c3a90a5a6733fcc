import type { RegisterRow } from '../../contract/assignments.ts';
import { type FoundGap, type GapRule, gapAt, type PartyBook } from './rule.ts';

export const OWN_PART_OPEN: GapRule = {
  id: 'own-part-open',
  title: 'A held duty whose own part is not answered',
  severity: 'medium',
};

/** Where a common control leaves the service a part of its own, or does not hold any more beside it. */
export function ownPartOpen(row: RegisterRow, parties: PartyBook): FoundGap | null {
  if (row.common?.how === 'own-part-open')
    return gapAt(
      OWN_PART_OPEN,
      row,
      `held from ${parties.name(row.common.party)}, which leaves this service a part of its own. Say what that is, or that there is none.`,
    );
  if (row.common?.how === 'alone')
    return gapAt(
      OWN_PART_OPEN,
      row,
      'only its own part is answered: what it held from a common control does not hold any more.',
    );
  return null;
}
