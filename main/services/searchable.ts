import { setImmediate } from 'node:timers/promises';
import type { Session } from './session.ts';

/** So many rows take some tens of milliseconds, in which nobody else is heard. */
const AT_ONCE = 5000;

/**
 * Makes everything that a workbook holds ready to be found in, a part at a time: in between, other calls are answered, and the
 * workbook may be changed, or closed (`session` says so then).
 */
export async function makeSearchable(session: () => Session): Promise<void> {
  for (;;) {
    const open = session();
    if (open.register().takeIn(open.catalogue(), AT_ONCE)) return;
    await setImmediate();
  }
}
