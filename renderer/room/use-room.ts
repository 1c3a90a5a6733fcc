import { useCallback, useEffect, useState } from 'react';
import type { RoomView } from '../../main/contract/room.ts';
import { ask } from './asking.ts';
import { forgetTyped } from './typed.ts';

/**
 * Where this device stands: not asked yet, before the door, in the room (or waiting to be let in), or after it is over. `wrong` says why
 * what is shown may be out of date; empty while it is not.
 */
export type Standing =
  | { readonly at: 'asking'; readonly wrong: string }
  | { readonly at: 'door' }
  | { readonly at: 'room'; readonly view: RoomView; readonly wrong: string }
  | { readonly at: 'over'; readonly wasIn: boolean };

/** The room says every fifteen seconds that it is there: whoever hears nothing for this long has lost it. */
const SILENCE_MS = 40_000;
const LOST =
  'The connection is lost. What you typed is kept, and this page comes back by itself as long as the meeting lasts.';

/** Follows the room: what it shows comes by itself, and after a loss of the network it is found again. */
export function useRoom(): { readonly standing: Standing; readonly enter: () => void } {
  const [standing, setStanding] = useState<Standing>({ at: 'asking', wrong: '' });
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
    const lookIn = (ms: number, first?: () => void) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        first?.();
        void look();
      }, ms);
    };
    const expectNews = () => lookIn(SILENCE_MS, () => fail(LOST));
    const fail = (wrong: string) =>
      setStanding((now) => (now.at === 'room' || now.at === 'asking' ? { ...now, wrong } : now));
    const end = () => {
      over = true;
      stop();
      setStanding((now) => ({ at: 'over', wasIn: now.at === 'room' && now.view.state === 'in' }));
    };
    const look = async () => {
      stop();
      const own = turn;
      // On a dead connection an answer may never come.
      expectNews();
      const answer = await ask<RoomView>('/call/view', {});
      if (own !== turn) return;
      if (answer.ok) {
        inside = true;
        setStanding({ at: 'room', view: answer.value, wrong: '' });
        return follow();
      }
      if (answer.error.code === 'NOT_ALLOWED') {
        clearTimeout(timer);
        return inside ? end() : setStanding({ at: 'door' });
      }
      fail(answer.error.code === 'UNREACHABLE' ? LOST : answer.error.message);
      lookIn(2000);
    };
    const follow = () => {
      source = new EventSource('/events');
      expectNews();
      source.addEventListener('beat', expectNews);
      source.onmessage = ({ data }: MessageEvent<string>) => {
        expectNews();
        setStanding({ at: 'room', view: JSON.parse(data) as RoomView, wrong: '' });
      };
      // The room is there, and says why it cannot show what it should.
      source.addEventListener('wrong', ({ data }: MessageEvent<string>) => {
        expectNews();
        fail(JSON.parse(data) as string);
      });
      source.addEventListener('over', end);
      source.onerror = () => {
        stop();
        fail(LOST);
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
