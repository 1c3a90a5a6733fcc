import type { ActionRow } from './actions.ts';
import type { Status } from './assignments.ts';
import type { Evidence } from './evidence.ts';
import type { Severity } from './gaps.ts';
import type { PartyKind } from './parties.ts';
import type { ChangeEntry } from './workbook.ts';

/** How many duties have one kind of owner: shared with a provider, or several on the customer's side, count as such and not once for each party. */
export interface OwnerCount {
  readonly key: PartyKind | 'shared' | 'several' | 'not-applicable' | 'unanswered';
  readonly count: number;
}
export interface OverviewDomain {
  readonly domain: string;
  readonly name: string;
  readonly asked: number;
  readonly answered: number;
  readonly ownership: readonly OwnerCount[];
}
/** Gaps by where they point; `domain` null for those that point at a service as a whole. */
export interface GapDomain {
  readonly domain: string | null;
  readonly name: string;
  readonly counts: Readonly<Record<Severity, number>>;
}

/** The state of the workbook on one page. */
export interface Overview {
  /** ISO date that "due", "expired" and "this week" are measured by. */
  readonly today: string;
  readonly asked: number;
  readonly answered: number;
  readonly parked: number;
  readonly confirmLater: number;
  readonly services: number;
  readonly ownership: readonly OwnerCount[];
  readonly status: readonly { readonly status: Status; readonly count: number }[];
  readonly domains: readonly OverviewDomain[];
  /** Gaps by severity; `inHand` of them are covered by an action that is not late. */
  readonly gaps: readonly { readonly severity: Severity; readonly count: number; readonly inHand: number }[];
  readonly gapDomains: readonly GapDomain[];
  /** What expires next, or has expired, the earliest first. */
  readonly expiring: {
    readonly count: number;
    readonly next: readonly Pick<Evidence, 'number' | 'title' | 'expires' | 'links'>[];
  };
  readonly actions: {
    readonly live: number;
    readonly overdue: number;
    readonly next: readonly ActionRow[];
  };
  /** The change log of the last seven days, today among them; days in UTC. */
  readonly week: {
    readonly changes: number;
    readonly days: readonly { readonly date: string; readonly changes: number }[];
    readonly latest: readonly ChangeEntry[];
  };
}
