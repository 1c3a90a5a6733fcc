import { basename } from 'node:path';
import { DemarcError } from '../../contract/errors.ts';
import { commitTemporary } from '../../platform/atomic-write.ts';
import type { BackupPlaces } from '../../workbook/backups/list.ts';
import { backUpBeforeMerge } from '../../workbook/backups/make.ts';
import { readHead } from '../../workbook/change-log.ts';
import { realPathOf } from '../../workbook/identity.ts';
import { takeLock } from '../../workbook/lock.ts';
import { readOtherWorkbook } from '../../workbook/read-other.ts';

export interface Replacing {
  /** Head of the change log of the workbook as the finished one was made from it. */
  readonly head: string;
  readonly backups: BackupPlaces;
  /** ISO instant. */
  readonly now: string;
}

/**
 * Puts a finished workbook in the place of a closed one, in one step: whoever looks finds the old file or the new one,
 * and the old one stays among the backups. CONFLICT when it was opened or changed meanwhile, and then nothing is replaced.
 */
export function takePlace(finished: string, given: string, { head, backups, now }: Replacing): void {
  // A rename would put the file in the place of a link to it.
  const workbook = realPathOf(given);
  const lock = takeLock(workbook, null);
  const name = basename(workbook);
  if ('heldBy' in lock)
    throw new DemarcError(
      'WORKBOOK_LOCKED',
      `${name} was opened by ${lock.heldBy.who ?? `another program on ${lock.heldBy.host}`} meanwhile, so it was left as it was. Close it there and merge again.`,
    );
  try {
    const present = readOtherWorkbook(workbook, name, readHead);
    if (present.hash !== head)
      throw new DemarcError(
        'CONFLICT',
        `${name} was changed while the merge was made, so it was left as it was. Merge again.`,
      );
    backUpBeforeMerge(workbook, backups, now, present);
    commitTemporary(finished, workbook);
  } finally {
    lock.release();
  }
}
