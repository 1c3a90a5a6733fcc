import { tmpdir } from 'node:os';
import { DemarcError } from '../contract/errors.ts';
import type { PackReport } from '../contract/packs.ts';
import { verifyPack } from '../importers/pack/verify-pack.ts';
import { isNoRoom } from '../platform/no-room.ts';
import { makeSealedFolder } from '../platform/sealed-folder.ts';
import { readOtherWorkbook } from '../workbook/read-other.ts';
import { holdAgainst } from './pack-against.ts';
import type { VerifyPackTask } from './pack-tasks.ts';
import type { TaskControls } from './tasks.ts';

/** Reads an untrusted pack in a thread of its own, and holds it against a workbook's change log where one was named. */
export async function runVerifyPack(
  task: VerifyPackTask,
  controls: TaskControls,
): Promise<Omit<PackReport, 'known'>> {
  const scratch = makeSealedFolder(tmpdir(), 'demarc-pack-');
  try {
    const { report, manifest } = await verifyPack(
      task.path,
      { name: task.name, password: task.password, scratch: scratch.path },
      controls,
    );
    const { against } = task;
    const held =
      against === undefined || manifest === null
        ? null
        : readOtherWorkbook(against.path, against.name, (db) => holdAgainst(db, against.name, manifest));
    const sound = held === null || (held.standing !== 'other' && held.problems.length === 0);
    return { ...report, ok: report.ok && sound, against: held };
  } catch (error) {
    if (isNoRoom(error))
      throw new DemarcError(
        'DISK_FULL',
        `There is not enough room in ${tmpdir()} to decrypt ${task.name}. Free as much as it takes, and try again.`,
      );
    throw error;
  } finally {
    scratch.remove();
  }
}
