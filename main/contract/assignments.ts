import type {
  Control,
  Domain,
  DutyTexts,
  HouseParty,
  OwnerClass,
  Responsibility,
  Source,
  SubjectKind,
} from './catalogue.ts';
import type { FromCommon } from './common-controls.ts';
import type { Evidence } from './evidence.ts';

/** Status of the customer's part. */
export const STATUSES = ['not-started', 'in-progress', 'implemented', 'risk-accepted'] as const;
export type Status = (typeof STATUSES)[number];
export const REVIEW_STATES = ['draft', 'submitted', 'accepted', 'returned'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** One party's part in an assignment. */
export interface Share {
  readonly party: string;
  readonly text: string | null;
  readonly person: string | null;
}
/** What a parked duty waits for, and for whom: a person of the workbook, or somebody known by name only. */
export interface Waits {
  readonly for: string | null;
  readonly person: string | null;
  readonly name: string | null;
}
/** That a risk is taken knowingly: why, which person approved it, on which day, and through which day it holds. What nobody said yet is null. */
export interface RiskAcceptance {
  readonly reason: string | null;
  readonly approver: string | null;
  readonly approvedOn: string | null;
  readonly expiresOn: string | null;
}
/** Who looked at an answer last in review, on which day; nobody where no name was said. */
export interface Reviewed {
  readonly by: string | null;
  readonly on: string;
}
/** One service in use (or provider, or the workbook) x one responsibility, as recorded. */
export interface Assignment {
  readonly subject: string;
  readonly responsibility: string;
  readonly shares: readonly Share[];
  /** Set when the answer is "not applicable"; then there are no shares. */
  readonly notApplicable: string | null;
  /** Why the answer differs from the suggestion. */
  readonly deviationReason: string | null;
  readonly status: Status;
  /** Only while the status is that the risk is accepted, and where anything was said of it. */
  readonly risk: RiskAcceptance | null;
  readonly dueOn: string | null;
  readonly note: string | null;
  readonly parked: boolean;
  /** Only while it is parked, and where it was said. */
  readonly waits: Waits | null;
  /** Answered in bulk, to be confirmed later. */
  readonly confirmLater: boolean;
  /** Asked although the catalogue would not ask it here. */
  readonly askedAnyway: boolean;
  /** The shares are the service's own part beside what a common control says: no answer by themselves. */
  readonly ownPart: boolean;
  readonly review: ReviewState;
  readonly reviewText: string | null;
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
  /** Names of those who wrote what it says, until a second pair of eyes has seen it; empty where only `answeredBy` is known. */
  readonly authors: readonly string[];
  /** When it was last accepted in review, or found to be right still. */
  readonly reviewed: Reviewed | null;
  /** Revision of the workbook in which this record last changed. */
  readonly rev: number;
}

/** Derived, never stored: no answer; not applicable; one party alone; several parties. */
export type Ownership =
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'not-applicable' }
  | { readonly kind: 'single'; readonly party: string }
  | { readonly kind: 'shared'; readonly parties: readonly string[] };

/** What the catalogue proposes for a duty. */
export interface BareSuggestion {
  readonly owner: OwnerClass;
  readonly why: string;
  /** Parties that take the place of their side's usual one; absent where none does. */
  readonly parties?: readonly HouseParty[];
  /** The house rules that it rests on; absent where it is the catalogue's own. */
  readonly rule?: string;
  /** The service's own override, or the default of its model (for provider and workbook scope: the general default). */
  readonly basis: 'service' | 'model' | 'general';
  readonly duties: DutyTexts;
}
/** The same with all that an assessor reads beside it. */
export interface Suggestion extends BareSuggestion {
  readonly guidance: string | null;
  /** The pages that were read for the entry of the service; none for what is not about one. */
  readonly sources: readonly Source[];
  /** What the assessor should know before trusting it: an unread page, an inferred class, a contested choice, another partition of AWS. */
  readonly cautions: readonly {
    readonly kind: 'unread-source' | 'inferred' | 'contested' | 'partition';
    readonly text: string;
    readonly ask: string | null;
  }[];
}
export interface MisconceptionWarning {
  readonly belief: string;
  readonly correction: string;
  readonly family: 1 | 2 | 3 | null;
  readonly suggested: OwnerClass;
}

/** Everything that one walk-through card shows. */
export interface Card {
  readonly ref: string;
  readonly subject: {
    readonly ref: string;
    readonly kind: SubjectKind;
    readonly label: string;
    readonly detail: string;
  };
  readonly responsibility: Responsibility;
  readonly domain: Domain;
  readonly suggestion: Suggestion;
  readonly assignment: Assignment | null;
  readonly ownership: Ownership;
  /** The warning that the recorded answer raises, if any. */
  readonly misconception: MisconceptionWarning | null;
  /** Of a provider's foundation or a common control, answered once: in how many columns of the matrix the answer shows. Null for every other duty. */
  readonly foundation: { readonly columns: number } | null;
  /** The common control that bears on it, with the name of its party and the number of services whose rows have its answer; null where none does. */
  readonly common:
    | (FromCommon & {
        readonly partyName: string;
        readonly services: number;
        /** The parties whose part is said here all the same. */
        readonly ownParties: readonly string[];
      })
    | null;
  readonly evidence: readonly Evidence[];
  readonly tools: readonly { readonly id: string; readonly name: string }[];
  readonly controls: readonly {
    readonly framework: string;
    readonly name: string;
    readonly controls: readonly (Pick<Control, 'id' | 'title' | 'inherit' | 'why'> & {
      /** What the word on inheritance rests on, by its title. */
      readonly basis: string;
      /** The catalogue has its own words. */
      readonly worded: boolean;
    })[];
  }[];
  readonly previous: string | null;
  readonly next: string | null;
  /** The next card still without an answer and not parked, in walking order; null when none is left. */
  readonly nextOpen: string | null;
  readonly index: number;
  readonly total: number;
}

/** One subject's list of cards, in walking order. */
export interface WalkItem {
  readonly ref: string;
  readonly responsibility: string;
  readonly name: string;
  readonly domain: string;
  readonly ownership: Ownership;
  readonly suggested: OwnerClass;
  readonly status: Status;
  readonly parked: boolean;
  readonly note: boolean;
  readonly evidence: number;
  readonly misconception: boolean;
  /** Only while it is parked, and where it was said. */
  readonly waits: Waits | null;
}
export interface Walk {
  readonly subject: {
    readonly ref: string;
    readonly kind: SubjectKind;
    readonly label: string;
    readonly detail: string;
    readonly model: string | null;
    readonly notes: string | null;
  };
  readonly items: readonly WalkItem[];
  readonly domains: readonly Domain[];
}
export interface WalkSubject {
  readonly ref: string;
  readonly kind: SubjectKind;
  readonly label: string;
  readonly detail: string;
  readonly asked: number;
  readonly answered: number;
  readonly parked: number;
}

/** The house rules behind a suggestion: the parties that they name, by name, and the rules themselves where the owner is theirs. */
export interface SuggestedByHouse {
  readonly parties: readonly string[];
  readonly rule: string | null;
}
/** A row of the flat register, the same on screen, in Excel, PDF and CSV. */
export interface RegisterRow {
  readonly ref: string;
  readonly subject: string;
  readonly subjectKind: SubjectKind;
  readonly subjectLabel: string;
  readonly serviceName: string;
  readonly environments: readonly string[];
  readonly domain: string;
  readonly domainName: string;
  readonly responsibility: string;
  readonly responsibilityName: string;
  readonly ownership: Ownership;
  readonly shares: readonly Share[];
  readonly suggested: OwnerClass;
  /** What house rules have to do with what is suggested; absent where nothing. */
  readonly house?: SuggestedByHouse | undefined;
  readonly deviates: boolean;
  /** Whether the answer rests on a known misconception; absent where it does not. */
  readonly misconception?: boolean | undefined;
  readonly deviationReason: string | null;
  readonly notApplicable: string | null;
  readonly status: Status;
  /** What stands behind an accepted risk, where anything was said of it. */
  readonly risk: RiskAcceptance | null;
  readonly dueOn: string | null;
  readonly note: string | null;
  readonly parked: boolean;
  /** Only while it is parked, and where it was said. */
  readonly waits: Waits | null;
  readonly confirmLater: boolean;
  readonly review: ReviewState;
  readonly reviewText: string | null;
  readonly evidence: readonly number[];
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
  readonly authors: readonly string[];
  readonly reviewed: Reviewed | null;
  /** The common control that bears on it; absent where none does. */
  readonly common?: FromCommon | undefined;
}
export interface RegisterFilter {
  readonly subject?: string | undefined;
  readonly domain?: string | undefined;
  readonly environment?: string | undefined;
  /** An AWS account id, and a Region, in which the service runs, by itself or by its environments. */
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  /** A tag of the service. */
  readonly tag?: string | undefined;
  readonly party?: string | undefined;
  /** A person's id, or `@mine`: whoever bears the name of the assessor. */
  readonly person?: string | undefined;
  readonly status?: Status | undefined;
  readonly review?: ReviewState | undefined;
  readonly ownership?: 'unanswered' | 'not-applicable' | 'single' | 'shared' | undefined;
  readonly parked?: boolean | undefined;
  readonly confirmLater?: boolean | undefined;
  /** Id of a gap rule that points at the row, or at its service as a whole. */
  readonly gap?: string | undefined;
  /** What scanners' checks bear on: any, or those of which one failed. */
  readonly checks?: 'any' | 'failed' | undefined;
  /** `framework/control`: the duties that help with it. */
  readonly control?: string | undefined;
  /** Words, as beginnings; in double quotes they stand together. Looked for in every text of the row and its evidence's titles. */
  readonly text?: string | undefined;
}
