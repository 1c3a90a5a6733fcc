import type { Ownership, ReviewState, Status } from './assignments.ts';
import type { PartyKind } from './parties.ts';
import type { Inherited } from './providers.ts';

/** Kinds of parties whose answers can hold in many services. A provider has its foundations, the organisation the workbook's. */
export const COMMON_KINDS = ['internal-provider', 'third-party'] as const satisfies readonly PartyKind[];

/** Where the answer of a party holds: in services to which any of these fits. */
export interface Reach {
  readonly everywhere: boolean;
  /** In services that stand in these environments and in no other. */
  readonly environments: readonly string[];
  readonly tags: readonly string[];
  readonly services: readonly string[];
}

/**
 * How a common control bears on a duty of a service. held: its answer stands here. own-part: it stands here beside the service's own part.
 * own-part-open: it leaves the service a part that nobody has answered yet. own-answer: the service keeps an answer of its own. excepted:
 * it does not hold here, for a reason. alone: the own part stands here, and the common control does not hold any more. ended: it was
 * inherited from another workbook, whose newer edition holds it no more. source: it is the common control itself. inherited: it is the
 * answer of another workbook, as it was taken from there.
 */
export const HOW_HELD = [
  'held',
  'own-part',
  'own-part-open',
  'own-answer',
  'excepted',
  'alone',
  'ended',
  'source',
  'inherited',
] as const;
export type HowHeld = (typeof HOW_HELD)[number];
export interface FromCommon {
  readonly how: HowHeld;
  /** The party that answered, and the ref of its answer; empty where there is none any more. */
  readonly party: string;
  readonly ref: string;
  /** Why it does not hold here. */
  readonly reason: string | null;
  /** Where the party's answer is that of another workbook: from which; absent for an answer that was made here. */
  readonly inherited?: Inherited | undefined;
}

/** One common control as lists show it. */
export interface CommonControl {
  readonly ref: string;
  readonly party: string;
  readonly partyName: string;
  readonly responsibility: string;
  readonly responsibilityName: string;
  readonly reach: Reach;
  readonly exceptions: readonly {
    readonly subject: string;
    readonly label: string;
    readonly reason: string;
  }[];
  readonly ownership: Ownership;
  readonly status: Status;
  readonly review: ReviewState;
  readonly evidence: number;
  /** Services whose rows have its answer. */
  readonly services: number;
  /** Of these, those whose own part is still to be answered. */
  readonly open: number;
  /** Services within its reach that keep an answer of their own. */
  readonly ownAnswers: number;
  /** Refs of services that stand in an environment of its reach and in others as well, so that it does not hold in them. */
  readonly partly: readonly string[];
  /** The other workbook in which it is answered; null where it is answered here. */
  readonly inherited: Inherited | null;
}
