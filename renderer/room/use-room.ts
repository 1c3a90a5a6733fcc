import { useCallback, useEffect, useState } from 'react';
import type { RoomView } from '../../main/contract/room.ts';
import { ask } from './asking.ts';
import { forgetTyped } from './typed.ts';

/** Where this device stands: not asked yet, before the door, in the room (or waiting to be let in), or after it is over. */
export type Standing =
  | { readonly at: 'asking' }
  | { readonly at: 'door' }
  | { readonly at: 'room'; readonly view: RoomView; readonly connected: boolean }
  | { readonly at: 'over' };

/** Follows the room: what it shows comes by itself, and after a loss of the network it is found again. */
export function useRoom(): { readonly standing: Standing; readonly enter: () => void } {
  const [standing, setStanding] = useState<Standing>({ at: 'asking' });
  const [round, setRound] = useState(0);
  const enter = useCallback(() => setRound((count) => count + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has entered looks anew
  useEffect(() => {
    let source: EventSource | null = null;
    let gone = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const lost = () => setStanding((now) => (now.at === 'room' ? { ...now, connected: false } : now));
    const look = async () => {
      const answer = await ask<RoomView>('/call/view', {});
      if (gone) return;
      if (answer.ok) {
        setStanding({ at: 'room', view: answer.value, connected: true });
        return follow();
      }
      if (answer.error.code === 'NOT_ALLOWED')
        return setStanding((now) => (now.at === 'room' ? { at: 'over' } : { at: 'door' }));
      lost();
      again = setTimeout(() => void look(), 2000);
    };
    const follow = () => {
      source = new EventSource('/events');
      source.onmessage = ({ data }: MessageEvent<string>) =>
        setStanding({ at: 'room', view: JSON.parse(data) as RoomView, connected: true });
      source.addEventListener('over', () => {
        source?.close();
        setStanding({ at: 'over' });
      });
      source.onerror = () => {
        source?.close();
        lost();
        again = setTimeout(() => void look(), 1000);
      };
    };
    void look();
    // A phone that was put away comes back with a dead connection.
    const seen = () => {
      if (document.visibilityState !== 'visible') return;
      clearTimeout(again);
      source?.close();
      void look();
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      gone = true;
      clearTimeout(again);
      source?.close();
      document.removeEventListener('visibilitychange', seen);
    };
  }, [round]);
  useEffect(() => {
    if (standing.at === 'over') forgetTyped();
  }, [standing.at]);
  return { standing, enter };
}
