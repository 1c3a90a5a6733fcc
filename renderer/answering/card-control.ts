import type { Card, MisconceptionWarning, Ownership } from '../../main/contract/assignments.ts';
import type { Party } from '../../main/contract/parties.ts';
import type { Difference } from '../../main/contract/portfolio.ts';
import type { Proposal } from '../../main/contract/proposals.ts';
import type { Answer, AnswerAs, Sides } from '../components/ownership/answers.ts';
import type { Input } from '../host/client.ts';
import type { DraftControl } from './draft/use-draft.ts';
import type { Then } from './recording.ts';
import type { CardFields } from './use-fields.ts';
import type { Taking } from './use-proposed.ts';

/** What is open above the answers. */
export type Panel =
  | { readonly kind: 'not-applicable'; readonly onward: Then }
  | {
      readonly kind: 'misconception';
      readonly warning: MisconceptionWarning;
      readonly answer: Answer;
      readonly onward: Then;
      /** How it is answered elsewhere, in words, where it was taken over from there. */
      readonly precedent?: string | undefined;
    }
  /** Nothing is recorded yet: the answer differs from the suggestion, and says why or leaves a gap. */
  | { readonly kind: 'differs'; readonly answer: Answer; readonly onward: Then }
  /** Nothing is recorded yet: it shows in many columns. Without an answer it is the one recorded that is taken back. */
  | { readonly kind: 'everywhere'; readonly answer: Answer | null; readonly onward: Then }
  | { readonly kind: 'decision' }
  | { readonly kind: 'park' }
  /** The answer goes to other services as well. */
  | { readonly kind: 'same' };

/** What was recorded last, so that it can be explained or taken back from the next card. */
export type Last = LastAnswer | LastBulk;
export interface LastBulk {
  readonly kind: 'bulk';
  readonly text: string;
  readonly refs: readonly string[];
}
export interface LastAnswer {
  readonly kind: 'answer';
  readonly ref: string;
  readonly name: string;
  readonly ownership: Ownership;
}

/** Where the keys that move lead to, in the order of the screen around the card. */
export interface Places {
  readonly previous: string | null;
  readonly next: string | null;
  readonly nextOpen: string | null;
}

export interface CardOptions {
  readonly parties: readonly Party[];
  readonly readOnly: boolean;
  /** An answer given by its key goes on by itself. */
  readonly goOn: boolean;
  readonly places: Places;
  /** Shows another card; false where the screen is being left, and nothing was gone to. */
  readonly go: (ref: string) => boolean;
  readonly goToSubject?: (subject: string) => void;
  /** One line among many: in how many columns an answer shows is in no view, so it asks first; and the workbook does not remember the place. */
  readonly line?: boolean;
}

export interface CardControl {
  readonly card: Card;
  readonly parties: readonly Party[];
  readonly sides: Sides;
  readonly places: Places;
  readonly readOnly: boolean;
  /** Nothing can be changed: read-only file, or an answer accepted in review. */
  readonly locked: boolean;
  readonly panel: Panel | null;
  readonly draft: DraftControl;
  /** Something was chosen or typed that is not recorded. */
  readonly drafted: boolean;
  /** Parties chosen one by one, not recorded. */
  readonly picked: readonly string[];
  readonly fields: CardFields;
  readonly last: Last | null;
  /** For the live region. */
  readonly said: string;
  isBusy(): boolean;
  /** False where the card came this moment by the same press: a second click, or Enter once more. */
  isSeen(): boolean;
  /** A question about the answer just given is about to open: what is typed is meant for it. */
  isAsking(): boolean;
  answerAs(as: AnswerAs): void;
  /** Shows what `answerAs` will record, if it asks nothing first; returns how the showing goes again. */
  showAhead(as: AnswerAs): (() => void) | undefined;
  /** How the duty is answered in other workbooks of the organisation; null where it is not known that any does. */
  readonly precedent: Difference | null;
  /** Why that is not known, where the portfolio that was connected did not answer. */
  readonly notAsked: string | null;
  /** Records what most of them say, with that as its source. */
  follow(): void;
  /** What people said of the duty and did not withdraw, newest first. */
  readonly proposals: readonly Proposal[];
  /** Those that are counted: of the meeting that is running, or all of them while none is. */
  readonly voices: readonly Proposal[];
  readonly taking: Taking;
  accept(onward: Then): void;
  recordNotApplicable(reason: string): void;
  takeSuggestion(): void;
  /** Records what a panel waits with; without a reason it is a gap. */
  recordWith(reason: string | null): void;
  /** Records the draft over what somebody else recorded meanwhile. */
  recordDraft(): void;
  open(kind: 'not-applicable' | 'decision' | 'park' | 'same'): void;
  closePanel(): void;
  pick(party: string): void;
  unpick(): void;
  takeBack(ref: string): void;
  takeBackAll(refs: readonly string[]): void;
  acceptAll(scope: { readonly domain?: string; readonly confirmLater: boolean }): void;
  /** Puts the duty aside, with what it waits for and whom; null says neither. */
  park(waits: Input<'assignments.update'>['waits']): void;
  takeUp(): void;
  decide(text: string): void;
  goTo(ref: string | null): void;
  goToSubject(subject: string | null): void;
  say(text: string): void;
}
