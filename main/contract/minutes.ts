import type { ActionState } from './actions.ts';
import type { WrittenDocument } from './documents.ts';
import type { Outcome } from './proposals.ts';

/** What was done to an answer in a meeting; `details` when only its persons, its day or its status became others. */
export type AnswerChange = 'answered' | 'changed' | 'taken-back' | 'confirmed' | 'details';

/** A duty as the meeting left it. */
export interface MinutesAnswer {
  readonly ref: string;
  readonly service: string;
  readonly duty: string;
  readonly change: AnswerChange;
  /** `AWS + Acme`. */
  readonly owners: string;
  /** The owners before, where others were recorded. */
  readonly was: string | null;
  /** Why it does not apply, where that is the answer. */
  readonly reason: string | null;
  /** Who is named, one entry for each party: `Ann Lee (Acme)`. */
  readonly persons: readonly string[];
  readonly dueOn: string | null;
}
/** A question that was put aside. */
export interface ParkedQuestion {
  readonly ref: string;
  readonly service: string;
  readonly duty: string;
  readonly note: string | null;
  /** What it waits for, and for whom; null where nobody said. */
  readonly waitsFor: string | null;
  readonly whom: string | null;
}
export interface MinutesDecision {
  readonly number: number;
  readonly text: string;
  /** `Orders database: Restore testing`; null for a decision about nothing in particular. */
  readonly about: string | null;
}
/** What somebody said of a duty, and what became of it. */
export interface MinutesProposal {
  readonly number: number;
  /** `Orders database: Restore testing`. */
  readonly about: string;
  /** Null where the meeting kept no names. */
  readonly who: string | null;
  /** `proposes AWS + Acme: since June`. */
  readonly said: string;
  readonly outcome: Outcome;
}
export interface MinutesAction {
  readonly number: number;
  readonly title: string;
  /** `Orders database: Restore testing`, or what it is for as a whole. */
  readonly about: string;
  readonly owner: string | null;
  readonly dueOn: string | null;
  readonly state: ActionState;
}

/** Everything that one meeting came to. */
export interface Minutes {
  readonly number: number;
  readonly title: string;
  /** ISO date. */
  readonly heldOn: string;
  /** ISO instants. */
  readonly beganAt: string | null;
  readonly endedAt: string | null;
  readonly utcOffset: number;
  /** Running on the day that the document is of, and so not yet complete. */
  readonly running: boolean;
  readonly note: string | null;
  readonly attendance: readonly {
    readonly name: string;
    /** Null for a guest. */
    readonly party: string | null;
    readonly role: string | null;
  }[];
  /** What was on the agenda, in its order, then whatever else took time. */
  readonly agenda: readonly {
    readonly label: string;
    readonly planned: boolean;
    readonly seconds: number;
  }[];
  readonly answered: readonly MinutesAnswer[];
  readonly decisions: readonly MinutesDecision[];
  /** Those that were withdrawn are not among them. */
  readonly proposals: readonly MinutesProposal[];
  readonly parked: readonly ParkedQuestion[];
  readonly actions: readonly MinutesAction[];
}

export const MINUTES_FORMATS = ['pdf', 'docx', 'md'] as const;
export type MinutesFormat = (typeof MINUTES_FORMATS)[number];

/** Minutes that were written and read back. */
export type WrittenMinutes = WrittenDocument<MinutesFormat>;
