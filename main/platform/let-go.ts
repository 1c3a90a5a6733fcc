import { rmSync } from 'node:fs';

/**
 * Removes a temporary folder with what is in it. Where a disk or another program holds on to it, it stays for the sweep of a later
 * start: whatever ends with it (a room, the program) ends all the same.
 */
export function letGo(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Listed as temporary when it was made.
  }
}
