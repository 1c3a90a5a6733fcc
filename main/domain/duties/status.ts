import type { Ownership, Share, Status } from '../../contract/assignments.ts';
import type { PartyKind } from '../../contract/parties.ts';

/** Whether anybody owns it: a duty without an owner has no status, whatever was recorded before its owner was taken away. */
export const isOwned = ({ ownership }: { readonly ownership: Ownership }): boolean =>
  ownership.kind === 'single' || ownership.kind === 'shared';

/**
 * The status of a duty as every document says and counts it: that of the customer's part. Null where nobody owns the duty, where it
 * does not apply, and where providers alone have a part, because of those it says nothing.
 */
export const statusOf = (
  row: { readonly ownership: Ownership; readonly shares: readonly Share[]; readonly status: Status },
  kinds: ReadonlyMap<string, PartyKind>,
): Status | null =>
  isOwned(row) && row.shares.some(({ party }) => kinds.get(party) !== 'provider') ? row.status : null;
