import { mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** By which Linux names a file system in memory. */
const TMPFS = 0x01021994;
const GiB = 2 ** 30;
/** A whole run holds a fifth of it at most. */
const ROOM = GiB;
/** For the programs and browsers of the tests beside it. */
const FOR_PROGRAMS = 3 * GiB;
const NAME = /^demarc-test-(\d+)$/;

/**
 * A folder in memory for the temporary files of a run: thousands of small workbooks that are saved to the disk at every answer keep a slow
 * disk busier than the processor. It goes with this process. Null where the system keeps none, where its room is short, or where the user names a place (`TMPDIR`).
 */
export function memoryFolder(): string | null {
  if (process.platform !== 'linux' || process.env.TMPDIR !== undefined) return null;
  try {
    const { type, bavail, bsize } = statfsSync(MEMORY);
    if (type !== TMPFS || bavail * bsize < ROOM || process.availableMemory() < ROOM + FOR_PROGRAMS)
      return null;
    sweep();
    const path = join(MEMORY, `demarc-test-${process.pid}`);
    mkdirSync(path, { mode: 0o700 });
    const remove = () => rmSync(path, { recursive: true, force: true });
    process.once('exit', remove);
    for (const [signal, status] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const)
      process.once(signal, () => process.exit(status));
    return path;
  } catch {
    return null;
  }
}

/** What a run that was killed left in memory. */
function sweep(): void {
  for (const name of readdirSync(MEMORY)) {
    const pid = Number(NAME.exec(name)?.[1]);
    if (Number.isInteger(pid) && !isRunning(pid))
      rmSync(join(MEMORY, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
