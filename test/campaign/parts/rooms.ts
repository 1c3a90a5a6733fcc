import {
  callForged,
  forgedCalls,
  frameLeaks,
  framesOf,
  startBaitedRoom,
  stillServes,
  targetLeaks,
} from '../../support/hostile-room.ts';
import { fell, held, type Part } from '../part.ts';

const BUNDLE = 40;

/** A hostile participant in a room of the campaign's own: forged calls and addresses once, then malformed frames without end. */
export const rooms: Part = {
  name: 'rooms',
  title: 'a hostile participant in a room',
  weight: 1,
  limitMs: 60_000,
  // 10,000 malformed frames and more.
  cases: 270,
  async start(folder, seed) {
    const room = await startBaitedRoom(folder);
    const calls = forgedCalls(room);
    const { call } = room.opened;
    const { rev } = await call('workbook.info', {});
    return {
      async attempt({ n }) {
        const forged = calls.slice(n * BUNDLE, (n + 1) * BUNDLE);
        const leaks = [
          ...(n === 0 ? await targetLeaks(room) : []),
          ...(await callForged(room, forged)),
          ...(forged.length === 0 ? await frameLeaks(room, framesOf(seed * 7919 + n, BUNDLE)) : []),
        ];
        if (leaks.length > 0) return fell('LEAK', leaks.slice(0, 3).join('; '));
        if ((await call('workbook.info', {})).rev !== rev) return fell('WRITTEN', 'Something was recorded.');
        if (!(await stillServes(room))) return fell('DOWN', 'The room serves nobody any more.');
        return held('refused', BUNDLE);
      },
      stop: () => room.opened.core.close(),
    };
  },
};
