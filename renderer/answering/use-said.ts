import { useCallback, useLayoutEffect, useRef } from 'react';
import { namesById } from '../../main/domain/duties/ownership.ts';
import { recordedWords } from '../components/ownership/walking.ts';
import type { CardControl } from './card-control.ts';

/**
 * What is said of a card by its keys, such as why one was refused, goes with the card: on the next one it would be read as said of
 * that. What was recorded names its duty, and stays until something else is said.
 */
export function useSaid(control: CardControl): CardControl {
  const { say, said, card } = control;
  const own = useRef<string | null>(null);
  const now = useRef(said);
  useLayoutEffect(() => {
    now.current = said;
  });
  // Before the next card is painted.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each card
  useLayoutEffect(
    () => () => {
      if (own.current !== null && own.current === now.current) say('');
      own.current = null;
    },
    [card.ref, say],
  );
  const sayHere = useCallback(
    (text: string) => {
      own.current = text;
      say(text);
    },
    [say],
  );
  return { ...control, say: sayHere };
}

/** Whether what was said last is the answer recorded last, which is in view where it stands. */
export function tellsLast({ said, last, parties }: Pick<CardControl, 'said' | 'last' | 'parties'>): boolean {
  if (last === null) return false;
  return last.kind === 'bulk'
    ? said === last.text
    : said === `${last.name}. ${recordedWords(last.ownership, namesById(parties))}`;
}
