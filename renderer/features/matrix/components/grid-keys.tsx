import { useHeldKey } from '../../../components/ownership/use-held-key.ts';
import { type ShortcutOptions, useShortcut } from '../../../components/shortcuts/shortcuts.tsx';
import type { CellAnswers } from '../use-cell-answers.ts';
import { focusActiveCell } from './matrix-grid.tsx';

const HERE: ShortcutOptions = { group: 'Matrix' };
const HIDDEN: ShortcutOptions = { group: 'Matrix', hidden: true };

/** Keys of the grid, for the list under `?`. They act on the cell in focus, wherever else on the screen one is. */
export function GridKeys({ answers }: { readonly answers: CellAnswers }) {
  const held = useHeldKey();
  const once = (act: () => void) => () => {
    if (!held.current) act();
  };
  const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];
  // In the grid itself the arrows move; from elsewhere they lead back to it.
  useShortcut(arrows, 'Move through the grid', focusActiveCell, HIDDEN);
  useShortcut(
    'a',
    'Answer: the provider alone',
    once(() => answers.answerAs('provider')),
    HERE,
  );
  useShortcut(
    'c',
    'Answer: the customer alone',
    once(() => answers.answerAs('customer')),
    HERE,
  );
  useShortcut(
    's',
    'Answer: shared by both',
    once(() => answers.answerAs('shared')),
    HERE,
  );
  useShortcut('n', 'Answer: not applicable, with a reason', once(answers.askNotApplicable), HERE);
  useShortcut(['Backspace', 'Delete'], 'Take the answer back', once(answers.takeBack), HERE);
  return null;
}
