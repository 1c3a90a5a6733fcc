import type { room } from '../../contract/methods/room.ts';
import type { Handlers } from '../context.ts';

export const roomHandlers: Handlers<typeof room> = {
  networks: ({ core }) => core.rooms.networks(),
  state: ({ core }, { workbook }) => core.rooms.state(workbook),
  open: ({ core }, { workbook, ...options }) => core.rooms.open(workbook, options),
  async close({ core }, { workbook }) {
    await core.rooms.close(workbook);
    return null;
  },
  admit: ({ core }, { workbook, seat }) => core.rooms.admit(workbook, seat),
  refuse: ({ core }, { workbook, seat }) => core.rooms.refuse(workbook, seat),
  lowerHand: ({ core }, { workbook, seat }) => core.rooms.lowerHand(workbook, seat),
  show({ core }, { workbook, ref }) {
    core.rooms.show(workbook, ref);
    return null;
  },
};
