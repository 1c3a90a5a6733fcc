import type { Suggestion } from '../../contract/assignments.ts';
import type { CatalogueService } from '../../contract/catalogue.ts';
import type { ReaskItem } from '../../contract/snapshots.ts';

/** What an answer rests on: the part of a suggestion whose change makes the question worth asking again. */
export interface Proposal {
  readonly owner: Suggestion['owner'];
  /** Names of the parties that house rules put in the place of the usual ones; absent where they name none. */
  readonly parties?: string;
  readonly why: string;
  readonly provider: string | null;
  readonly customer: string | null;
  /** `active`, or the state of the service's life cycle with its date. */
  readonly lifecycle: string;
}

const OWNER_WORDS = { aws: 'AWS', customer: 'Customer', shared: 'Shared', na: 'Not applicable' } as const;

/** `service` is null for what is asked once per provider or workbook. */
export function proposalOf(
  { owner, why, duties, parties }: Pick<Suggestion, 'owner' | 'why' | 'duties' | 'parties'>,
  service: Pick<CatalogueService, 'lifecycle'> | null,
): Proposal {
  const { state, date } = service?.lifecycle ?? { state: 'active' };
  return {
    owner,
    ...(parties && { parties: parties.map(({ name }) => name).join(', ') }),
    why,
    provider: duties.provider,
    customer: duties.customer,
    lifecycle: date === undefined ? state : `${state} ${date}`,
  };
}

/** What is different, field by field, in words; empty when nothing is. */
export function proposalChanges(before: Proposal, after: Proposal): ReaskItem['changes'] {
  const fields: readonly (readonly [string, string | null, string | null])[] = [
    ['Suggested owner', OWNER_WORDS[before.owner], OWNER_WORDS[after.owner]],
    ['Suggested party', before.parties ?? null, after.parties ?? null],
    ['Reason', before.why, after.why],
    ['Duty of AWS', before.provider, after.provider],
    ['Duty of the customer', before.customer, after.customer],
    ['Life cycle of the service', lifecycleWords(before), lifecycleWords(after)],
  ];
  return fields
    .filter(([, was, is]) => was !== is)
    .map(([field, was, is]) => ({ field, before: was, after: is }));
}

/** `closed-to-new 2026-07-25` -> `closed to new, 2026-07-25`. */
function lifecycleWords({ lifecycle }: Proposal): string {
  const [state = '', date] = lifecycle.split(' ');
  return date === undefined ? state.replaceAll('-', ' ') : `${state.replaceAll('-', ' ')}, ${date}`;
}
