import type { ActionState } from '../../contract/actions.ts';
import type { AnswerChange } from '../../contract/minutes.ts';

export const CHANGE_WORDS: Readonly<Record<AnswerChange, string>> = {
  answered: 'Answered',
  changed: 'Changed',
  'taken-back': 'Taken back',
  confirmed: 'Confirmed',
  details: 'Person, day or status',
};
export const ACTION_STATE_WORDS: Readonly<Record<ActionState, string>> = {
  open: 'Open',
  'in-progress': 'In progress',
  done: 'Done',
  dropped: 'Dropped',
};
