import { readFileSync } from 'node:fs';

/** Of an attempt that waits for others on a busy machine rather than working. */
const PATIENCE = 10;
/** Linux counts a process's time in these. */
const TICK_MS = 10;

/**
 * Calls `onHang` when an attempt hangs: its process and those below it have worked for `limitMs`, or ten times that went by. Time alone
 * tells a hang from a busy machine only where the system does not count work. Gives back what calls the watch off.
 */
export function watchForHang(pid: number, limitMs: number, onHang: () => void): () => void {
  const since = Date.now();
  const before = workedMs(pid);
  const timer = setInterval(() => {
    const now = workedMs(pid);
    const passed = Date.now() - since;
    const worked = before === null || now === null ? passed : now - before;
    if (worked < limitMs && passed < PATIENCE * limitMs) return;
    clearInterval(timer);
    onHang();
  }, limitMs / 4);
  return () => clearInterval(timer);
}

/** Processor time of a process, of those that it waited for and of those that run below it; null where Linux does not tell. */
export function workedMs(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Behind the name, which can hold anything: the 12th to the 15th field are its own time and that of children that ended.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const own = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) * TICK_MS;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return children
      .split(' ')
      .filter((child) => child !== '')
      .reduce((sum, child) => sum + (workedMs(Number(child)) ?? 0), own);
  } catch {
    return null;
  }
}
