import { basename } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import { commitTemporary } from '../platform/atomic-write.ts';
import { readHead } from '../workbook/change-log.ts';
import { takeLock } from '../workbook/lock.ts';
import { readOtherWorkbook } from '../workbook/read-other.ts';

/**
 * Puts a finished workbook in the place of a closed one, in one step: whoever looks finds the old file or the new one.
 * CONFLICT when the old one was opened or changed after `head`, and then nothing is replaced.
 */
export function takePlace(finished: string, workbook: string, head: string, who: string | null): void {
  const lock = takeLock(workbook, who);
  const name = basename(workbook);
  if ('heldBy' in lock)
    throw new DemarcError(
      'WORKBOOK_LOCKED',
      `${name} was opened by ${lock.heldBy.who ?? `another program on ${lock.heldBy.host}`} meanwhile, so it was left as it was. Close it there and merge again.`,
    );
  try {
    if (readOtherWorkbook(workbook, name, readHead).hash !== head)
      throw new DemarcError(
        'CONFLICT',
        `${name} was changed while the merge was made, so it was left as it was. Merge again.`,
      );
    commitTemporary(finished, workbook);
  } finally {
    lock.release();
  }
}
