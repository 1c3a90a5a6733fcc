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

/** The room says every fifteen seconds that it is there: whoever hears nothing for this long has lost it. */
const SILENCE_MS = 40_000;

/** Follows the room: what it shows comes by itself, and after a loss of the network it is found again. */
export function useRoom(): { readonly standing: Standing; readonly enter: () => void } {
  const [standing, setStanding] = useState<Standing>({ at: 'asking' });
  const [round, setRound] = useState(0);
  const enter = useCallback(() => setRound((count) => count + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has entered looks anew
  useEffect(() => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** Counts the looks: what an older one still brings is not heard, so that never two follow. */
    let turn = 0;
    let inside = false;
    let over = false;
    const stop = () => {
      turn += 1;
      clearTimeout(timer);
      source?.close();
    };
    const lookIn = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        lost();
        void look();
      }, ms);
    };
    const lost = () => setStanding((now) => (now.at === 'room' ? { ...now, connected: false } : now));
    const end = () => {
      over = true;
      stop();
      setStanding({ at: 'over' });
    };
    const look = async () => {
      stop();
      const own = turn;
      // On a dead connection an answer may never come.
      lookIn(SILENCE_MS);
      const answer = await ask<RoomView>('/call/view', {});
      if (own !== turn) return;
      if (answer.ok) {
        inside = true;
        setStanding({ at: 'room', view: answer.value, connected: true });
        return follow();
      }
      if (answer.error.code === 'NOT_ALLOWED') {
        clearTimeout(timer);
        return inside ? end() : setStanding({ at: 'door' });
      }
      lost();
      lookIn(2000);
    };
    const follow = () => {
      source = new EventSource('/events');
      const heard = () => lookIn(SILENCE_MS);
      heard();
      source.addEventListener('beat', heard);
      source.onmessage = ({ data }: MessageEvent<string>) => {
        heard();
        setStanding({ at: 'room', view: JSON.parse(data) as RoomView, connected: true });
      };
      source.addEventListener('over', end);
      source.onerror = () => {
        stop();
        lost();
        lookIn(1000);
      };
    };
    void look();
    // A phone that was put away comes back with a dead connection.
    const seen = () => {
      if (document.visibilityState === 'visible' && !over) void look();
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', seen);
    };
  }, [round]);
  useEffect(() => {
    if (standing.at === 'over') forgetTyped();
  }, [standing.at]);
  return { standing, enter };
}
