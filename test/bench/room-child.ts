import { mkdirSync } from 'node:fs';
import { startRoom, UNHURRIED } from '../support/room.ts';

// A room of which everybody is let in at once, for the bench; says how much memory it holds when it is asked.
const [folder = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const { room, call, workbook, core } = await startRoom(folder, {
  // All of them come from one address, as they never do in a room.
  paces: { ...UNHURRIED, seat: { atOnce: 20, perSecond: 4 } },
});
core.subscribe((event) => {
  if (event.type !== 'room') return;
  void call('room.state', { workbook }).then(async (state) => {
    for (const seat of state?.seats ?? [])
      if (seat.state === 'waiting')
        await call('room.admit', { workbook, seat: seat.id }).catch(() => undefined);
  });
});
await call('room.show', { workbook, ref: 'orders-db/restore-testing' });
process.on('message', (asked) => {
  if (asked === 'memory') process.send?.({ memory: process.memoryUsage().rss });
  else void core.close().then(() => process.exit(0));
});
process.send?.({ room });
