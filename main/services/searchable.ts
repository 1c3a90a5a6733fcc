import { setImmediate } from 'node:timers/promises';
import type { Session } from './session.ts';

/** So many rows take some tens of milliseconds, in which nobody else is heard. */
const AT_ONCE = 5000;

/**
 * Makes everything that a workbook holds ready to be found in, a part at a time: in between, other calls are answered, and the
 * workbook may be changed, or closed (`session` says so then). Somebody who goes on writing has it begin again and again, so
 * after twice the rounds that it would have taken the search does what is left by itself.
 */
export async function makeSearchable(session: () => Session): Promise<void> {
  const open = session();
  const most = 2 * Math.ceil(open.register().rows(open.catalogue()).length / AT_ONCE);
  for (let round = 0; round <= most; round += 1) {
    const now = session();
    if (now.register().takeIn(now.catalogue(), AT_ONCE)) return;
    await setImmediate();
  }
}
