import { focusActiveCell } from '../../../components/data-table/focus-active-cell.ts';
import { type ShortcutOptions, useShortcut } from '../../../components/shortcuts/shortcuts.tsx';
import type { CellAnswers } from '../use-cell-answers.ts';

const HERE: ShortcutOptions = { group: 'Matrix', guarded: true, once: true };
const HIDDEN: ShortcutOptions = { group: 'Matrix', hidden: true };

/** Keys of the grid, for the list under `?`. They act on the cell that has the focus. */
export function GridKeys({ answers }: { readonly answers: CellAnswers }) {
  const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];
  // In the grid itself the arrows move; from elsewhere they lead back to it.
  useShortcut(arrows, 'Move through the grid', focusActiveCell, HIDDEN);
  useShortcut('a', 'Answer: the provider alone', () => answers.answerAs('provider'), HERE);
  useShortcut('c', 'Answer: the customer alone', () => answers.answerAs('customer'), HERE);
  useShortcut('s', 'Answer: shared by both', () => answers.answerAs('shared'), HERE);
  useShortcut('n', 'Answer: not applicable, with a reason', answers.askNotApplicable, HERE);
  useShortcut(['Backspace', 'Delete'], 'Take the answer back', answers.takeBack, HERE);
  return null;
}
