/** What the keys of the presenter view do. */
export type PresenterAct =
  | 'answer-provider'
  | 'answer-customer'
  | 'answer-shared'
  | 'not-applicable'
  | 'accept'
  | 'clear'
  | 'park'
  | 'decide'
  | 'person'
  | 'next'
  | 'previous'
  | 'next-open'
  | 'next-subject'
  | 'previous-subject'
  | 'leave';

export interface PresenterKey {
  readonly act: PresenterAct;
  readonly keys: readonly string[];
  readonly label: string;
  /** May run on while the key is held down. An answer never may. */
  readonly held?: boolean;
  readonly inText?: boolean;
}

/** The walk-through's keys where the act is the same; D notes a decision, since texts are not edited in front of the room. */
export const PRESENTER_KEYS: readonly PresenterKey[] = [
  { act: 'answer-provider', keys: ['a'], label: 'Answer: the provider alone' },
  { act: 'answer-customer', keys: ['c'], label: 'Answer: the customer alone' },
  { act: 'answer-shared', keys: ['s'], label: 'Answer: shared by both' },
  { act: 'not-applicable', keys: ['n'], label: 'Answer: not applicable, with a reason' },
  { act: 'accept', keys: ['Enter'], label: 'Accept the suggestion, or go on' },
  { act: 'clear', keys: ['Backspace', 'Delete'], label: 'Take the answer back' },
  { act: 'park', keys: ['p'], label: 'Park this duty, or take it up again' },
  { act: 'decide', keys: ['d'], label: 'Note a decision' },
  { act: 'person', keys: ['o'], label: 'Name the person' },
  { act: 'next', keys: ['j', 'ArrowRight'], label: 'Next duty', held: true },
  { act: 'previous', keys: ['k', 'ArrowLeft'], label: 'Previous duty', held: true },
  { act: 'next-open', keys: ['u'], label: 'Next duty without an answer' },
  { act: 'next-subject', keys: [']'], label: 'Next service' },
  { act: 'previous-subject', keys: ['['], label: 'Previous service' },
  { act: 'leave', keys: ['Escape'], label: 'Close what is open, or leave the presenter view', inText: true },
];
