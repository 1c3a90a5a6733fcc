import type { Ownership } from '../../contract/assignments.ts';
import type { Party } from '../../contract/parties.ts';
import { partiesOf } from '../duties/ownership.ts';

/**
 * Who owns a duty, in words that mean the same in every workbook: an organisation calls itself what it likes and is the customer in
 * all of them, as its clients are; providers, platform teams and vendors go by their names.
 */
export function ownerName(ownership: Ownership, parties: ReadonlyMap<string, Party>): string {
  if (ownership.kind === 'unanswered') return '';
  if (ownership.kind === 'not-applicable') return NOT_APPLICABLE;
  const names = partiesOf(ownership).map((id) => partyName(parties.get(id), id));
  return [...new Set(names)].sort().join(' + ');
}

export const NOT_APPLICABLE = 'not applicable';

/** The name under which a party is known across workbooks. */
export function partyName(party: Party | undefined, id: string): string {
  if (party?.kind === 'organisation') return 'Organisation';
  if (party?.kind === 'client') return 'Client';
  return (party?.name ?? id).trim().replace(/\s+/g, ' ');
}
