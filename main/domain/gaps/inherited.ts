import type { RegisterRow } from '../../contract/assignments.ts';
import { isHeld } from '../answers/held.ts';
import { editionWords, evidenceWords } from '../providers/origin-words.ts';
import { listed } from '../words/listed.ts';
import { RISK_ENDED } from './risk-acceptance.ts';
import { type FoundGap, type GapRule, gapAt, type PartyBook } from './rule.ts';

export const NO_LONGER_INHERITED: GapRule = {
  id: 'no-longer-inherited',
  title: 'A duty that its provider does not hold any more',
  severity: 'high',
};
/** A row that was inherited from another workbook, whose newer edition holds it no more. */
export function noLongerInherited(row: RegisterRow, parties: PartyBook): FoundGap | null {
  if (row.common?.how !== 'ended') return null;
  const { party, inherited } = row.common;
  const edition = inherited?.origins[0];
  return gapAt(
    NO_LONGER_INHERITED,
    row,
    `was inherited from ${parties.name(party)}, which does not hold it any more${edition ? ` (${editionWords(edition)})` : ''}. Answer it here, or ask ${parties.name(party)} who does it now.`,
  );
}

export const OWN_PART_UNCONFIRMED: GapRule = {
  id: 'own-part-unconfirmed',
  title: 'An own part that was said before the provider changed what it leaves',
  severity: 'medium',
};
/** Whoever took an edition that leaves something else to this service marked its own part to be confirmed. */
export function ownPartUnconfirmed(row: RegisterRow, parties: PartyBook): FoundGap | null {
  const { common } = row;
  if (!row.confirmLater || !common?.inherited || !isHeld(common.how)) return null;
  return gapAt(
    OWN_PART_UNCONFIRMED,
    row,
    `${parties.name(common.party)} has changed what it leaves to this service since its own part was said. Confirm that it still holds, or say it anew.`,
  );
}

export const INHERITED_EVIDENCE_EXPIRED: GapRule = {
  id: 'inherited-evidence-expired',
  title: "A provider's evidence that has expired",
  severity: 'medium',
};
/** Told at the provider's own row, once for all services that inherit it. */
export function inheritedEvidenceExpired(
  row: RegisterRow,
  parties: PartyBook,
  today: string,
): FoundGap | null {
  if (row.common?.how !== 'inherited') return null;
  const expired = (row.common.inherited?.evidence ?? []).filter(
    ({ expires }) => expires !== null && expires < today,
  );
  if (expired.length === 0) return null;
  return gapAt(
    INHERITED_EVIDENCE_EXPIRED,
    row,
    `${listed(expired.map(evidenceWords))} in the workbook of ${parties.name(row.common.party)} ${expired.length === 1 ? 'has' : 'have'} expired. Take a newer edition, or ask for one.`,
  );
}

/** A risk is accepted for those below through the day that its provider's workbook says; told at the provider's own row, once. */
export function inheritedRiskEnded(row: RegisterRow, parties: PartyBook, today: string): FoundGap | null {
  const until = row.common?.inherited?.acceptedUntil;
  if (row.status !== 'risk-accepted' || until === undefined || until >= today) return null;
  const name = parties.name(row.common?.party ?? row.subject);
  return gapAt(
    RISK_ENDED,
    row,
    `the risk was accepted until ${until} in the workbook of ${name}. Take a newer edition, or ask ${name} what is done about it.`,
  );
}
