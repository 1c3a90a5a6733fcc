import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, uptime } from 'node:os';

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'latin1').trim() || null;
  } catch {
    return null;
  }
};

let bootId: string | null | undefined;
/** A name for the time since this machine was started, which no step of its clock changes; null where it has none. */
export function thisBoot(): string | null {
  if (bootId === undefined) {
    bootId = null;
    if (process.platform === 'linux') bootId = read('/proc/sys/kernel/random/boot_id');
    else if (process.platform === 'darwin')
      try {
        const told = execFileSync('/usr/sbin/sysctl', ['-n', 'kern.bootsessionuuid'], { encoding: 'latin1' });
        bootId = told.trim() || null;
      } catch {
        // Then the time that it has been running says what it can.
      }
  }
  return bootId;
}

/** Seconds that this machine has been running, also asleep: it only ever grows until the next start. */
export const secondsUp = (): number => Math.floor(uptime());

/** Among which processes a process id means something here (a container has its own); null where there is one set only. */
export function processSpace(): string | null {
  try {
    return process.platform === 'linux' ? readlinkSync('/proc/self/ns/pid') : null;
  } catch {
    return null;
  }
}

/** When a process was started, in the machine's own count; null where that cannot be had. Its id alone may be another's by now. */
export function startOf(pid: number): string | null {
  if (process.platform !== 'linux') return null;
  // The name of the program comes in brackets and may hold anything; the start is the 20th field after it.
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

/** Whether a process of this id runs here. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** One process for good: its id alone may be another's after a while, and means nothing on another machine. */
export interface ProcessMark {
  readonly pid: number;
  readonly host: string;
  /** Which start of the machine it was, and how long that had been running. */
  readonly boot?: string | number | null;
  readonly up?: number;
  /** Among which processes, and when its process was started. */
  readonly space?: string | null;
  readonly start?: string | null;
}

export const thisProcess = (): Required<ProcessMark> => ({
  pid: process.pid,
  host: hostname(),
  boot: thisBoot(),
  up: secondsUp(),
  space: processSpace(),
  start: startOf(process.pid),
});

/**
 * Whether a process is gone, as far as this machine can tell; of another machine, and of processes that are not seen from here, nothing is
 * known. No clock is asked: people and networks set it while programs run.
 */
export function hasEnded(mark: ProcessMark): boolean {
  if (mark.host !== hostname()) return false;
  if (typeof mark.boot === 'string' && thisBoot() !== null && mark.boot !== thisBoot()) return true;
  if (typeof mark.up === 'number' && secondsUp() < mark.up) return true;
  if (mark.space && processSpace() !== null && mark.space !== processSpace()) return false;
  if (!isAlive(mark.pid)) return true;
  const start = startOf(mark.pid);
  return Boolean(mark.start) && start !== null && start !== mark.start;
}
