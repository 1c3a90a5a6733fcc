import type { ActionState } from '../../contract/actions.ts';
import { groupBy } from '../group-by.ts';
import { countedWords } from '../words/counted-words.ts';
import type { StateMeant } from './state-meant.ts';

/** Words of a row from which its state was taken though they are none of a state. */
export type TakenWord = NonNullable<StateMeant['by']> & { readonly state: ActionState };

const MAX_WORDS = 12;
const STATES: Readonly<Record<ActionState, string>> = {
  open: 'open',
  'in-progress': 'in progress',
  done: 'done',
  dropped: 'dropped',
};

const timesEach = (words: readonly TakenWord[]) =>
  [...groupBy(words, (each) => each.words)].map(([word, all]) => [word, all.length] as const);

/** What is to be told of states that were taken from other words than those of states, each word with how many rows have it. */
export function takenNotes(taken: readonly TakenWord[]): readonly string[] {
  const told = (
    field: TakenWord['field'],
    isDone: boolean | null,
    tell: (words: string, state: string) => string,
  ) =>
    (Object.keys(STATES) as ActionState[]).flatMap((state) => {
      if (isDone !== null && isDone !== (state === 'done')) return [];
      const words = taken.filter((each) => each.field === field && each.state === state);
      if (words.length === 0) return [];
      return [tell(countedWords(timesEach(words), MAX_WORDS), STATES[state])];
    });
  return [
    ...told(
      'category',
      null,
      (words, state) =>
        `A word of a team's own counts as the kind of state that the tracker keeps it in. As ${state}: ${words}. Leave what means something else.`,
    ),
    ...told(
      'status',
      null,
      (words) => `A status that says why nothing more comes of it counts as dropped: ${words}.`,
    ),
    ...told('label', false, (words) => `What is closed counts as dropped where a label says why: ${words}.`),
    ...told(
      'label',
      true,
      (words) => `Beside what counts as done, labels may say that something is not done: ${words}.`,
    ),
  ];
}
