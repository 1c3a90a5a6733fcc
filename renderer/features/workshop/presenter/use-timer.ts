import { useEffect, useRef, useState } from 'react';
import { useClient, useWorkbookId } from '../../../host/context.tsx';
import { useQueryCache } from '../../../host/queries.ts';

/** How often time spent is handed over, in seconds: what a crash could lose. */
const HAND_OVER = 20;
/** After so long without a key or a click nobody is working on the service. */
const IDLE = 10 * 60;

/**
 * Seconds spent on a subject that the agenda does not know of yet. They are handed over to the running meeting (`kept`) now
 * and then and on leaving; without one they only count up. A hidden window and a long pause do not count.
 */
export function useTimer(subject: string, kept: boolean): number {
  const client = useClient();
  const workbook = useWorkbookId();
  const cache = useQueryCache();
  const [seconds, setSeconds] = useState(0);
  const idle = useRef(0);

  useEffect(() => {
    const wake = () => {
      idle.current = 0;
    };
    for (const kind of ['keydown', 'pointerdown', 'pointermove'] as const)
      document.addEventListener(kind, wake, { passive: true });
    return () => {
      for (const kind of ['keydown', 'pointerdown', 'pointermove'] as const)
        document.removeEventListener(kind, wake);
    };
  }, []);

  useEffect(() => {
    setSeconds(0);
    let owed = 0;
    let current = true;
    const handOver = () => {
      if (owed === 0 || !kept) return;
      const given = owed;
      owed = 0;
      client
        .call('workshop.spend', { subject, seconds: given }, workbook)
        .then(() => cache.refresh('workshop.agenda', {}))
        .then(() => current && setSeconds((now) => now - given))
        // A lost count of seconds is no reason to disturb the room.
        .catch(() => undefined);
    };
    const tick = setInterval(() => {
      idle.current += 1;
      if (document.hidden || idle.current > IDLE) return;
      owed += 1;
      setSeconds((now) => now + 1);
      if (owed >= HAND_OVER) handOver();
    }, 1000);
    const hide = () => document.hidden && handOver();
    document.addEventListener('visibilitychange', hide);
    return () => {
      clearInterval(tick);
      document.removeEventListener('visibilitychange', hide);
      handOver();
      current = false;
    };
  }, [client, workbook, cache, subject, kept]);
  return seconds;
}
