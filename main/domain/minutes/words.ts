import type { ActionState } from '../../contract/actions.ts';
import type { AnswerChange } from '../../contract/minutes.ts';
import type { Outcome } from '../../contract/proposals.ts';

export const CHANGE_WORDS: Readonly<Record<AnswerChange, string>> = {
  answered: 'Answered',
  changed: 'Changed',
  'taken-back': 'Taken back',
  confirmed: 'Confirmed',
  details: 'Person, day or status',
};
/** What became of a proposal, in a document: one that nobody settled was not taken. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  open: 'Not taken',
  taken: 'Taken over',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
};
export const ACTION_STATE_WORDS: Readonly<Record<ActionState, string>> = {
  open: 'Open',
  'in-progress': 'In progress',
  done: 'Done',
  dropped: 'Dropped',
};
